import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { createFrontDoor, type FrontDoorOptions } from "#lib/server/http/front-door.mjs";
import { isPlain } from "#lib/server/http/request-body.mjs";
import { securityHeaders } from "#lib/server/http/security-headers.mjs";

const doors: ReturnType<typeof createFrontDoor>[] = [];

afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.stop(0)));
});

interface Passed {
  readonly headers: IncomingMessage["headers"];
  readonly url: string | undefined;
  readonly body: string;
}

/** A front door, and what came through to the application. */
async function open(options: Partial<FrontDoorOptions> = {}) {
  const passed: Passed[] = [];
  const door = createFrontDoor({
    handle: async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      passed.push({ headers: request.headers, url: request.url, body });
      response.end("page");
    },
    getDirectAnswers: () => undefined,
    report: () => undefined,
    isAction: (id) => id === "a1",
    ...options,
  });
  doors.push(door);
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
  const { port } = door.server.address() as AddressInfo;
  return { passed, port, ask: (...lines: string[]) => exchange(port, lines.join("\r\n")) };
}

/** What comes back for some bytes, until the server ends the connection or has answered whole. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("error", reject);
    socket.on("data", (data) => {
      answer += String(data);
      const [head = "", body] = answer.split("\r\n\r\n", 2);
      const length = /content-length: (\d+)/i.exec(head)?.[1];
      if (body !== undefined && (length === undefined || Buffer.byteLength(body) >= Number(length))) socket.end();
    });
    socket.on("close", () => resolve(answer));
    socket.write(text);
  });
}

const host = "Host: ballast.example.com";
const end = ["", ""];

function sendAction(body: string, ...more: string[]): string[] {
  const given = ["Next-Action: a1", "Content-Type: text/plain;charset=UTF-8", ...more];
  return ["POST /watchlists HTTP/1.1", host, ...given, `Content-Length: ${Buffer.byteLength(body)}`, "", body];
}

describe("the front door refuses", () => {
  const form = "Content-Type: application/x-www-form-urlencoded";
  const action = ["Next-Action: a1", "Content-Type: text/plain"];
  it.each<readonly [string, number, readonly string[]]>([
    ["an address that is no text", 400, ["GET /company/%ZZ HTTP/1.1", host]],
    ["an address with a NUL", 400, ["GET /api/v1/companies/HRI%00 HTTP/1.1", host]],
    ["an address of elsewhere", 400, ["GET http://elsewhere.example/ HTTP/1.1", host]],
    ["no host", 400, ["GET / HTTP/1.1"]],
    ["a host that is none", 400, ["GET / HTTP/1.1", "Host: a/b"]],
    ["a host with a port beyond all", 400, ["GET / HTTP/1.1", "Host: a:99999"]],
    ["a state of the router that is none", 400, ["GET / HTTP/1.1", host, "Next-Router-State-Tree: %5B"]],
    ["an expectation that nobody meets", 400, ["GET / HTTP/1.1", host, "Expect: wonders"]],
    ["a question with a body", 400, ["GET / HTTP/1.1", host, "Content-Length: 5"]],
    ["a picture to be scaled", 404, ["GET /_next/image?url=/icon.svg&w=64&q=1 HTTP/1.1", host]],
    ["a page of Next's own", 404, ["GET /_global-error HTTP/1.1", host]],
    ["two hosts", 400, ["GET / HTTP/1.1", host, "host: elsewhere.example"]],
    ["Next's own addresses but files", 404, ["GET /_next/data/x/index.json HTTP/1.1", host]],
    ["an action that the build does not have", 404, ["POST / HTTP/1.1", host, "Next-Action: b2"]],
    ["a form sent to a page", 405, ["POST /sign-in HTTP/1.1", host, form, "Content-Length: 3"]],
    ["what is sent to the API", 405, ["POST /api/v1/screen HTTP/1.1", host, "Content-Length: 0"]],
    ["PUT", 405, ["PUT /screen HTTP/1.1", host, "Content-Length: 0"]],
    ["DELETE", 405, ["DELETE /api/v1/companies/HRI HTTP/1.1", host]],
    ["OPTIONS", 405, ["OPTIONS / HTTP/1.1", host]],
    ["TRACE", 405, ["TRACE / HTTP/1.1", host]],
    ["CONNECT", 405, ["CONNECT elsewhere.example:443 HTTP/1.1", host]],
    [
      "a body that does not say how long it is",
      411,
      ["POST / HTTP/1.1", host, ...action, "Transfer-Encoding: chunked"],
    ],
    ["an action that is too long", 413, ["POST / HTTP/1.1", host, ...action, `Content-Length: ${2 ** 18 + 1}`]],
    [
      "a form that is too long",
      413,
      ["POST /api/auth/callback/credentials HTTP/1.1", host, form, "Content-Length: 16385"],
    ],
    ["a form in JSON", 415, ["POST /api/auth/callback/credentials HTTP/1.1", host, "Content-Type: application/json"]],
    [
      "an action in parts",
      415,
      ["POST / HTTP/1.1", host, "Next-Action: a1", "Content-Type: multipart/form-data; boundary=x"],
    ],
    ["a parameter that Next would lose", 400, ["GET /screen?sort=x&__pr%6Fto__=1 HTTP/1.1", host]],
    [
      "headers beyond those that Node would keep",
      400,
      ["GET / HTTP/1.1", host, ...Array.from({ length: 1_100 }, () => "a:"), "Content-Length: 5"],
    ],
    ["what is no request", 400, ["nonsense"]],
    ["what another protocol begins with", 400, ["PRI * HTTP/2.0", "", "SM"]],
    ["headers without end", 431, ["GET / HTTP/1.1", host, `X-Long: ${"x".repeat(2 ** 17)}`]],
  ])("HTTP-5: %s (%i), with the headers of every answer", async (_, status, lines) => {
    const { ask, passed } = await open();
    const answer = await ask(...lines, ...end);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    for (const { key, value } of securityHeaders) expect(answer).toContain(`${key}: ${value}\r\n`);
    expect(answer).toContain("Content-Security-Policy: default-src 'none';");
    expect(answer).not.toContain("unsafe-inline");
    if (status === 405 && !lines[0]?.startsWith("CONNECT")) expect(answer).toMatch(/\r\nAllow: GET, HEAD/);
    expect(passed).toEqual([]);
  });

  it("HTTP-5: with a page whose style its policy names", async () => {
    const { ask } = await open();
    const answer = await ask("PUT / HTTP/1.1", host, ...end);
    const style = /<style>([^<]*)<\/style>/.exec(answer)?.[1] ?? "";
    expect(answer).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  });
});

describe("what changes something", () => {
  const publicUrl = "https://ballast.example.com";
  it.each([
    ["no origin, as of a program", null, [], 200],
    ["the host that is asked", null, ["Origin: http://ballast.example.com"], 200],
    ["the configured address", publicUrl, ["Origin: https://ballast.example.com"], 200],
    ["another host", publicUrl, ["Origin: https://elsewhere.example"], 403],
    ["another port", null, ["Origin: http://ballast.example.com:81"], 403],
    ["nobody", null, ["Origin: null"], 403],
    ["no address", null, ["Origin: nonsense"], 403],
    ["another site, in other words", null, ["Sec-Fetch-Site: cross-site"], 403],
    ["a neighbour", null, ["Sec-Fetch-Site: same-site"], 403],
  ])("HTTP-6: comes from %s", async (_, address, more, status) => {
    const { ask } = await open({ publicUrl: address });
    expect(await ask(...sendAction("[]", ...more))).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each([
    ["a name that somebody lets lead here", publicUrl, "rebound.example", "http://rebound.example", 403],
    ["that name with the port", publicUrl, "rebound.example:3000", "http://rebound.example:3000", 403],
    ["that name, where no address is configured", null, "rebound.example", "http://rebound.example", 200],
    ["the configured name without https", publicUrl, "ballast.example.com", "http://ballast.example.com", 403],
    ["https, where http is configured", "http://b.example", "b.example", "https://b.example", 200],
    ["a number", publicUrl, "10.0.0.7:3000", "http://10.0.0.7:3000", 200],
    ["a number of IPv6", publicUrl, "[fd00::7]:3000", "http://[fd00::7]:3000", 200],
    ["this machine", publicUrl, "localhost:3000", "http://localhost:3000", 200],
    ["a name that looks like a number", publicUrl, "10.0.0.7.example", "http://10.0.0.7.example", 403],
  ])("HTTP-6: asks %s", async (_, address, asked, origin, status) => {
    const { ask } = await open({ publicUrl: address });
    const lines = sendAction("[]", `Origin: ${origin}`).map((line) => (line === host ? `Host: ${asked}` : line));
    expect(await ask(...lines)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it("HTTP-6: comes from the configured address behind a proxy that passes another host, or none", async () => {
    const { ask, passed } = await open({ publicUrl });
    const origin = "Origin: https://ballast.example.com";
    for (const [named, version] of [
      ["Host: 10.0.0.7:3000", "1.1"],
      [host, "1.1"],
      [null, "1.0"],
    ] as const) {
      const lines = sendAction("[]", origin).filter((line) => line !== host);
      if (named !== null) lines.splice(1, 0, named);
      const [first = "", ...rest] = lines;
      expect(await ask(first.replace("1.1", version), ...rest)).toMatch(/^HTTP\/1.1 200 /);
    }
    // Next compares these two, and fails where they differ.
    for (const { headers } of passed) expect(headers["x-forwarded-host"]).toBe("ballast.example.com");
    for (const { headers } of passed) expect(headers["x-forwarded-proto"]).toBe("https");
  });

  it("HTTP-6: takes away what names another address or method, and what Next's parts say to each other", async () => {
    const { ask, passed } = await open();
    const names = ["X-Forwarded-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override"];
    const own = ["X-Middleware-Subrequest", "X-Action-Forwarded", "X-Invoke-Path", "Next-Resume", "X-Matched-Path"];
    await ask("GET / HTTP/1.1", host, ...[...names, ...own].map((name) => `${name}: /elsewhere`), ...end);
    expect(passed).toHaveLength(1);
    expect(Object.values(passed[0]?.headers ?? {})).not.toContain("/elsewhere");
  });
});

describe("the body of an action", () => {
  it("HTTP-7: comes through as it was, letter by letter", async () => {
    const { ask, passed } = await open();
    const body = JSON.stringify([
      { name: "Größe ≥ 1\u2028", ticker: "$$HRI", note: "$undefined", tags: [1, null, true] },
    ]);
    expect(await ask(...sendAction(body))).toMatch(/^HTTP\/1.1 200 /);
    expect(passed.map((one) => one.body)).toEqual([body]);
  });

  it.each([
    ["nothing", ""],
    ["a record", "{}"],
    ["a list without end", "["],
    ["a text", '"text"'],
    ["more values than any action takes", JSON.stringify(Array.from({ length: 1_001 }, () => 1))],
    ["another part", '["$1"]'],
    ["a function of the server", '["$F1"]'],
    ["a promise", '["$@0"]'],
    ["a map", '["$Q0"]'],
    ["something temporary", '["$T"]'],
    ["a part of a part", '["$1:__proto__:then"]'],
    ["a prototype", '[{"__proto__":{"then":"x"}}]'],
    ["lists in lists without end", "[".repeat(100_000)],
    ["lists in lists", "[".repeat(100_000) + "]".repeat(100_000)],
  ])("HTTP-7: is refused as %s", async (_, body) => {
    const { ask, passed } = await open();
    expect(await ask(...sendAction(body))).toMatch(/^HTTP\/1.1 400 /);
    expect(passed).toEqual([]);
  });

  it("HTTP-7: is plain where every text that begins with React's sign is a text or a number", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.string(), (values, text) => {
        const write = (_: string, value: unknown) =>
          typeof value === "string" && value.startsWith("$") ? `$${value}` : value;
        const keys = JSON.stringify(values);
        if (keys.includes('"__proto__":')) return;
        expect(isPlain(JSON.stringify(values, write))).toBe(true);
        const word = `$${text}`;
        const isWord = text.startsWith("$") || ["undefined", "NaN", "Infinity", "-Infinity", "-0"].includes(text);
        expect(isPlain(JSON.stringify([...values.map(() => 0), { deep: [word] }]))).toBe(isWord);
      }),
    );
  });

  it("HTTP-7: that never comes whole leaves nothing behind", async () => {
    const { ask, port, passed } = await open();
    const [head = "", body = ""] = sendAction("[1, 2, 3]").join("\r\n").split("\r\n\r\n");
    await new Promise<void>((resolve) => {
      const socket = connect(port, "127.0.0.1", () =>
        socket.write(`${head}\r\n\r\n${body.slice(0, 3)}`, () => socket.destroy()),
      );
      socket.on("close", () => resolve());
    });
    expect(await ask(...sendAction("[]"))).toMatch(/^HTTP\/1.1 200 /);
    expect(passed.map((one) => one.body)).toEqual(["[]"]);
  });
});

describe("bodies that come by the letter", () => {
  /** Connections that send the head of an action and never its body. */
  async function trickle(port: number, count: number) {
    const answers: string[] = [];
    const sockets = Array.from({ length: count }, () => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.write(["POST / HTTP/1.1", host, ...actionHead, "Content-Length: 200000", "", "["].join("\r\n"));
      });
      socket.on("data", (data) => answers.push(String(data)));
      return new Promise<void>((resolve) => void socket.on("close", () => resolve()));
    });
    return { answers, ended: Promise.all(sockets) };
  }
  const actionHead = ["Next-Action: a1", "Content-Type: text/plain"];

  it("HTTP-12: keep nobody waiting who sends a whole one, and end with 408", async () => {
    const lane = { running: 1, waiting: 0, waitMs: 60_000, holdMs: 60_000, held: 1 };
    const limits = { pages: lane, api: lane, writes: lane, files: lane };
    const { ask, port, passed } = await open({ limits, bodyMs: 1_500 });
    const { answers, ended } = await trickle(port, 20);
    expect(await ask(...sendAction("[1]"))).toMatch(/^HTTP\/1.1 200 /);
    expect(passed.map(({ body }) => body)).toEqual(["[1]"]);
    await ended;
    expect(answers.map((text) => text.slice(0, 12))).toEqual(Array.from({ length: 20 }, () => "HTTP/1.1 408"));
  });

  it("HTTP-12: of one address are bounded, and what is too many is told at once", async () => {
    const { port } = await open({ bodyMs: 1_500 });
    const { answers, ended } = await trickle(port, 50);
    await ended;
    expect(answers.filter((text) => text.startsWith("HTTP/1.1 408"))).toHaveLength(32);
    expect(answers.filter((text) => text.startsWith("HTTP/1.1 503"))).toHaveLength(18);
  });
});

describe("any bytes at all", () => {
  it("HTTP-8: behind a request that can be read take nothing from its answer, and end the connection after it", async () => {
    const { port } = await open({
      handle: async (_, response) => void setTimeout(() => response.end("page"), 50),
    });
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () =>
        socket.write(`GET / HTTP/1.1\r\n${host}\r\n\r\nnonsense\r\n\r\n`),
      );
      socket.on("data", (data) => {
        text += String(data);
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*page[\s\S]*HTTP\/1.1 400 /);
  });

  it("HTTP-8: get the headers of every answer also where a failure is replaced by an outage", async () => {
    const { ask } = await open({
      handle: async (_, response) => void response.writeHead(500, { "x-failed": "1" }).end("a stack"),
      getDirectAnswers: () => ({
        answerDirectly: async () => null,
        answerKeptPage: async () => null,
        recordPage: () => null,
        wasOutageSince: () => true,
      }),
    });
    const answer = await ask("GET /screen HTTP/1.1", host, ...end);
    expect(answer).toMatch(/^HTTP\/1.1 503 /);
    for (const { key, value } of securityHeaders) expect(answer).toContain(`${key.toLowerCase()}: ${value}\r\n`);
    expect(answer).not.toMatch(/x-failed|a stack/);
  });

  it("HTTP-8: get an answer with the headers of every answer, or the end of the connection", async () => {
    const { port, passed } = await open();
    const word = fc.oneof(
      fc.constantFrom(
        "GET",
        "POST",
        "get",
        "TRACE",
        "/",
        "*",
        "/%00",
        "/screen?q=%",
        "HTTP/1.1",
        "HTTP/9",
        "Host: a",
        "Host:",
      ),
      fc.constantFrom(
        "Content-Length: -1",
        "Content-Length: 1, 2",
        "Transfer-Encoding: gzip, chunked",
        "\u0000",
        "\r\n",
        " ",
      ),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), fc.constantFrom(" ", "\r\n"), async (words, joint) => {
        const answer = await exchange(port, `${words.join(joint)}\r\n\r\nEND / END\r\n\r\n`).catch(() => "");
        if (answer === "") return;
        expect(answer).toMatch(/^HTTP\/1.1 (200|400|403|404|405|408|411|413|415|431) /);
        for (const { key, value } of securityHeaders) expect(answer).toContain(`${key}: ${value}\r\n`);
      }),
    );
    expect(passed.every(({ headers }) => headers.host !== undefined)).toBe(true);
  });
});
