import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { problemSchema } from "#lib/contract/problem";
import { replaceFailure } from "#lib/server/http/outage-answer.mjs";

async function serve(isOutage: boolean, answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const listen: RequestListener = (request, response) => {
    replaceFailure(request, response, () => isOutage, "request-1");
    answer(response, request);
  };
  const server = createServer(listen);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The ways in which Next and others begin an answer that failed. */
const failures: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "at once": (response) => {
    response.statusCode = 500;
    response.end("a stack");
  },
  "with a head": (response) => response.writeHead(500, { "content-type": "text/plain" }).end("a stack"),
  "in pieces": (response) => {
    response.statusCode = 500;
    response.setHeader("content-encoding", "identity");
    response.flushHeaders();
    response.write("a ");
    response.write("stack", () => response.end());
  },
};

for (const [way, fail] of Object.entries(failures)) {
  it(`HTTP-11: a failure ${way} is 503 with Retry-After in an outage, for people and programs`, async () => {
    const url = await serve(true, fail);
    const page = await fetch(`${url}/screen`);
    expect(page.status).toBe(503);
    expect(Number(page.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(page.headers.get("content-encoding")).toBeNull();
    const text = await page.text();
    expect(text).toContain("The database or the disk of this server does not answer at the moment");
    expect(text).not.toContain("stack");
    const problem = problemSchema.parse(await (await fetch(`${url}/api/v1/screen`)).json());
    expect(problem).toMatchObject({ status: 503, code: "unavailable", requestId: "request-1" });
  });

  it(`a failure ${way} without an outage stays one`, async () => {
    const answer = await fetch(`${await serve(false, fail)}/screen`);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe("a stack");
  });
}

it("what is no failure goes out as it is, also in an outage, and one that fails half way keeps its status", async () => {
  const url = await serve(true, (response) => {
    response.write("half ");
    response.statusCode = 500;
    response.end("whole");
  });
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([200, "half whole"]);
});
