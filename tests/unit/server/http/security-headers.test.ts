import { type AddressInfo, connect } from "node:net";
import { describe, expect, it, onTestFinished, test } from "vitest";
import { createFrontDoor } from "#lib/server/http/front-door.mjs";
import { listSecurityHeaders, securityHeaders } from "#lib/server/http/security-headers.mjs";

const transport = "Strict-Transport-Security";

test.each([
  [null, undefined],
  ["", undefined],
  ["http://ballast.example.com", undefined],
  ["http://https:443", undefined],
  ["https", undefined],
  ["https://ballast.example.com", "max-age=63072000; includeSubDomains"],
  ["HTTPS://ballast.example.com/", "max-age=63072000; includeSubDomains"],
])("HTTP-10: of an installation at %s browsers are told: %s", (publicUrl, expected) => {
  const headers = new Map(listSecurityHeaders(publicUrl).map(({ key, value }) => [key, value]));
  expect(headers.get(transport)).toBe(expected);
  for (const { key, value } of securityHeaders) expect(headers.get(key)).toBe(value);
});

describe("an installation at an https address", () => {
  async function openDoor(): Promise<number> {
    const door = createFrontDoor({
      publicUrl: "https://ballast.example.com",
      handle: async ({ url: path }, response) => {
        if (path === "/thrown") throw new Error("thrown");
        if (path === "/page") response.setHeader("content-security-policy", "script-src 'self'");
        response.end("answer");
      },
      getDirectAnswers: () => ({
        answerDirectly: async ({ url: path }) =>
          path === "/direct" ? { status: 200, headers: { "content-type": "text/plain" }, body: "direct" } : null,
        answerKeptPage: async ({ url: path }) =>
          path === "/kept" ? { status: 200, headers: { "content-type": "text/html" }, body: "kept" } : null,
        recordPage: () => null,
      }),
      report: () => undefined,
    });
    onTestFinished(() => door.stop(0));
    await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
    return (door.server.address() as AddressInfo).port;
  }

  it("HTTP-10: says so with pages, files, refusals, failures and direct answers alike", async () => {
    const port = await openDoor();
    const asked = {
      ...{ "/page": 200, "/other": 200, "/direct": 200, "/kept": 200, "/thrown": 500, "/%00": 400, "/api/%": 400 },
      "/_next/static/a.js": 200,
    };
    for (const [path, status] of Object.entries(asked)) {
      const { headers, status: answered } = await fetch(`http://127.0.0.1:${port}${path}`);
      expect(answered, path).toBe(status);
      expect(headers.get(transport), path).toBe("max-age=63072000; includeSubDomains");
      expect(headers.get("content-security-policy"), path).toMatch(
        path === "/page" ? /^script-src 'self'$/ : /^default-src '(none|self)'; /,
      );
      for (const { key, value } of securityHeaders) expect(headers.get(key), path).toBe(value);
    }
  });

  it.each(["nonsense\r\n\r\n", "CONNECT a.test:443 HTTP/1.1\r\nhost: a.test\r\n\r\n"])(
    "HTTP-10: says so where the request cannot be read: %j",
    async (text) => {
      const socket = connect(await openDoor(), "127.0.0.1");
      socket.write(text);
      const answer = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
      socket.destroy();
      expect(answer).toContain(`${transport}: max-age=63072000; includeSubDomains\r\n`);
    },
  );
});
