import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { errorCodes } from "#lib/contract/error-code";
import { problemSchema } from "#lib/contract/problem";
import {
  createFrontDoor,
  defaultAbandoned,
  defaultLimits,
  type FrontDoorOptions,
} from "#lib/server/http/front-door.mjs";
import { securityHeaders } from "#lib/server/http/security-headers.mjs";

const doors: ReturnType<typeof createFrontDoor>[] = [];

afterEach(async () => {
  await Promise.all(doors.splice(0).map((door) => door.stop(0)));
});

async function open(options: Partial<FrontDoorOptions>) {
  const reported: unknown[] = [];
  const door = createFrontDoor({
    handle: async (_, response) => void response.end("page"),
    getDirectAnswers: () => undefined,
    report: (error) => reported.push(error),
    ...options,
  });
  doors.push(door);
  await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
  const { port } = door.server.address() as AddressInfo;
  return { ...door, reported, port, url: `http://127.0.0.1:${port}` };
}

/** A handler whose requests are answered when the test says so. */
function createSlowHandler() {
  const begun: ServerResponse[] = [];
  const waiters: (() => void)[] = [];
  return {
    begun,
    handle: async (_: IncomingMessage, response: ServerResponse) => {
      begun.push(response);
      for (const wake of waiters.splice(0)) wake();
      await new Promise((resolve) => response.once("close", resolve));
    },
    async waitFor(count: number) {
      while (begun.length < count) await new Promise<void>((resolve) => waiters.push(resolve));
    },
  };
}

const asAction = ["next-action: 00", "content-type: text/plain;charset=UTF-8"];

const soon = { leastMs: 0, mostMs: 20 };

const oneAtATime = {
  ...defaultLimits,
  pages: { running: 1, waiting: 1, waitMs: 60_000, holdMs: 60_000, held: 1 },
  api: { running: 1, waiting: 0, waitMs: 60_000, holdMs: 60_000, held: 1 },
};

describe("the front door", () => {
  it("lets requests through to the application", async () => {
    const { url } = await open({});
    expect(await (await fetch(`${url}/screen`)).text()).toBe("page");
  });

  it("HTTP-4: adds the address of the connection to whatever stands in X-Forwarded-For", async () => {
    const { url } = await open({
      handle: async (request, response) => void response.end(request.headers["x-forwarded-for"]),
    });
    expect(await (await fetch(url)).text()).toBe("127.0.0.1");
    const sent = { headers: { "x-forwarded-for": "198.51.100.1, 198.51.100.2" } };
    expect(await (await fetch(url, sent)).text()).toBe("198.51.100.1, 198.51.100.2, 127.0.0.1");
  });

  it("turns away what is too much with 503 and when to come back: a page for people, a problem for programs", async () => {
    const slow = createSlowHandler();
    const { url } = await open({ handle: slow.handle, limits: oneAtATime });
    const first = fetch(`${url}/screen`);
    await slow.waitFor(1);
    const second = fetch(`${url}/screen`);
    // Until the second waits, a third would take its place.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const page = await fetch(`${url}/screen`);
    expect([page.status, page.headers.get("retry-after")]).toEqual([503, "3"]);
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(await page.text()).toContain("too much to do");
    for (const { key, value } of securityHeaders) expect(page.headers.get(key)).toBe(value);

    const asked = fetch(`${url}/api/v1/metrics`);
    await slow.waitFor(2);
    const refused = await fetch(`${url}/api/v1/metrics`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "3"]);
    const problem = problemSchema.parse(await refused.json());
    expect(problem).toMatchObject({ code: "busy", ...errorCodes.busy });
    expect(refused.headers.get("x-request-id")).toBe(problem.requestId);

    slow.begun[0]?.end("first");
    await slow.waitFor(3);
    for (const response of slow.begun.slice(1)) response.end("later");
    expect(await Promise.all([first, second, asked].map(async (each) => (await each).text()))).toEqual([
      "first",
      "later",
      "later",
    ]);
  });

  it("never begins the work of a request whose asker has left", async () => {
    const slow = createSlowHandler();
    const { url, port } = await open({ handle: slow.handle, limits: oneAtATime });
    const first = fetch(`${url}/one`);
    await slow.waitFor(1);
    const leaver = connect(port, "127.0.0.1");
    leaver.write("GET /two HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await new Promise((resolve) => setTimeout(resolve, 50));
    leaver.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const third = fetch(`${url}/three`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    slow.begun[0]?.end("one");
    await slow.waitFor(2);
    slow.begun[1]?.end("three");
    expect(await (await first).text()).toBe("one");
    expect(await (await third).text()).toBe("three");
    expect(slow.begun.map(({ req }) => req.url)).toEqual(["/one", "/three"]);
  });

  it("answers what needs no turn beside a full queue, also to HEAD", async () => {
    const slow = createSlowHandler();
    const { url } = await open({
      handle: slow.handle,
      limits: oneAtATime,
      getDirectAnswers: () => ({
        answerDirectly: async ({ url: path }) =>
          path === "/api/v1/health" ? { status: 200, headers: { "x-request-id": "1" }, body: "healthy" } : null,
        answerKeptPage: async () => null,
        recordPage: () => null,
      }),
    });
    const stuck = fetch(`${url}/api/v1/metrics`);
    await slow.waitFor(1);
    const health = await fetch(`${url}/api/v1/health`);
    expect([health.status, await health.text(), health.headers.get("content-length")]).toEqual([200, "healthy", "7"]);
    for (const { key, value } of securityHeaders) expect(health.headers.get(key)).toBe(value);
    const head = await fetch(`${url}/api/v1/health`, { method: "HEAD" });
    expect([head.status, await head.text(), head.headers.get("content-length")]).toEqual([200, "", "7"]);
    slow.begun[0]?.end();
    await stuck;
  });

  it("HTTP-16: hands out a long answer whole, and no further than its reader takes it", async () => {
    const file = Buffer.alloc(24 * 1024 * 1024, "every piece in its place; ");
    const sockets: Socket[] = [];
    const { url, port, server } = await open({
      getDirectAnswers: () => ({
        answerDirectly: async ({ url: path }) => (path === "/file" ? { status: 200, headers: {}, body: file } : null),
        answerKeptPage: async () => null,
        recordPage: () => null,
      }),
    });
    const whole = Buffer.from(await (await fetch(`${url}/file`)).arrayBuffer());
    expect(whole.equals(file)).toBe(true);
    server.on("connection", (socket) => sockets.push(socket));
    const reader = connect(port, "127.0.0.1");
    reader.write("GET /file HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await new Promise((resolve) => reader.once("readable", resolve));
    for (let round = 0; round < 200; round += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sockets).toHaveLength(1);
    expect(sockets[0]?.writableLength).toBeLessThan(1024 * 1024);
    expect(await (await fetch(`${url}/screen`)).text()).toBe("page");
    reader.destroy();
  });

  it.each(["/screen", "/api/v1/metrics", "/_next/static/chunks/one.js"])(
    "HTTP-14: ends a turn of %s whose reader has left, also where the application never says that it is done",
    async (path) => {
      let begun = 0;
      const { url, port } = await open({
        abandoned: { pages: soon, api: soon, writes: soon, files: soon },
        handle: async ({ url: asked }, response) => {
          if (asked === `${path}?last`) return void response.end("answered");
          begun += 1;
          response.write("the first part");
          // As Next with a file: nothing follows once nobody reads.
          await new Promise(() => undefined);
        },
      });
      for (let count = 1; count <= 80; count += 1) {
        const leaver = connect(port, "127.0.0.1");
        leaver.write(`GET ${path}?${count} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
        await expect.poll(() => begun, { interval: 1 }).toBe(count);
        leaver.destroy();
      }
      expect(await (await fetch(`${url}${path}?last`)).text()).toBe("answered");
    },
  );

  it("HTTP-14: keeps the turn of a page whose reader has left, also where the application says at once that it is done", async () => {
    const begun: string[] = [];
    const { url, port } = await open({
      limits: oneAtATime,
      abandoned: { ...defaultAbandoned, pages: { leastMs: 400, mostMs: 10_000 } },
      handle: async ({ url: path = "" }, response) => {
        begun.push(path);
        if (path === "/last") return void response.end("answered");
        response.write("the first part");
        // As Next with a page: it goes on to compute, and says that it is done.
        await new Promise((resolve) => response.once("close", resolve));
      },
    });
    for (const path of ["/one", "/two"]) {
      const leaver = connect(port, "127.0.0.1");
      leaver.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      leaver.destroy();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const startedAt = performance.now();
    expect(await (await fetch(`${url}/last`)).text()).toBe("answered");
    // The second reader left while the first one's page was still taken to be computed.
    expect(begun).toEqual(["/one", "/last"]);
    expect(performance.now() - startedAt).toBeGreaterThan(100);
  });

  it("ends a turn when the answer is written, and not when its reader has fetched it", async () => {
    let count = 0;
    const { url, port } = await open({
      limits: oneAtATime,
      handle: async (_, response) => {
        count += 1;
        // Far more than a socket holds, written only as fast as the reader takes it.
        for (let part = 0; part < 64; part += 1) {
          if (!response.write(Buffer.alloc(1024 * 1024)))
            await new Promise((resolve) => response.once("drain", resolve));
        }
        response.end();
      },
    });
    const reader = connect(port, "127.0.0.1");
    reader.pause();
    reader.write("GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n");
    await expect.poll(() => count).toBe(1);
    expect((await (await fetch(`${url}/next`)).arrayBuffer()).byteLength).toBe(64 * 1024 * 1024);
    reader.destroy();
  });

  it("answers kept pages in their turn, and nobody who has left meanwhile", async () => {
    const slow = createSlowHandler();
    const asked: string[] = [];
    let isAsked = (): void => undefined;
    const wasAsked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    let goOn = (): void => undefined;
    const pause = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { url } = await open({
      handle: slow.handle,
      limits: oneAtATime,
      getDirectAnswers: () => ({
        answerDirectly: async ({ url: path }) => {
          if (path !== "/left") return null;
          isAsked();
          await pause;
          return null;
        },
        answerKeptPage: async ({ url: path = "" }) => {
          asked.push(path);
          return path === "/kept" ? { status: 200, headers: {}, body: "kept" } : null;
        },
        recordPage: () => null,
      }),
    });
    const stuck = fetch(`${url}/stuck`);
    await slow.waitFor(1);
    const kept = fetch(`${url}/kept`);
    const leaving = new AbortController();
    const left = fetch(`${url}/left`, { signal: leaving.signal }).catch(() => "left");
    await wasAsked;
    leaving.abort();
    expect(await left).toBe("left");
    // Until the server has seen that the connection is closed.
    await new Promise((resolve) => setTimeout(resolve, 100));
    goOn();
    expect(asked).toEqual(["/stuck"]);
    slow.begun[0]?.end();
    await stuck;
    expect(await (await kept).text()).toBe("kept");
    expect(asked).toEqual(["/stuck", "/kept"]);
    expect(slow.begun).toHaveLength(1);
  });

  it("answers whoever asks for another protocol as any other, also where the application listens for it", async () => {
    const { server, port, stop } = await open({});
    server.on("upgrade", () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /screen HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n");
    const answer = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    socket.destroy();
    await stop(1_000);
  });

  it("tells whoever asks whether to go on to do so only where the body is read", async () => {
    const { port } = await open({});
    const ask = async (length: number): Promise<string> => {
      const socket = connect(port, "127.0.0.1");
      const lines = [...asAction, "expect: 100-continue", `content-length: ${length}`];
      socket.write(`POST / HTTP/1.1\r\nhost: localhost\r\n${lines.join("\r\n")}\r\n\r\n`);
      const answer = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
      socket.destroy();
      return answer;
    };
    expect(await ask(10)).toMatch(/^HTTP\/1.1 100 /);
    expect(await ask(2 ** 21)).toMatch(/^HTTP\/1.1 413 /);
  });

  it("hands a whole answer to whoever records it", async () => {
    const recorded: unknown[] = [];
    const { url } = await open({
      handle: async (_, response) => {
        response.setHeader("content-type", "text/html");
        response.write("<p>");
        response.end("page</p>");
      },
      getDirectAnswers: () => ({
        answerDirectly: async () => null,
        answerKeptPage: async () => null,
        recordPage: () => async (answer) => void recorded.push(answer),
      }),
    });
    await (await fetch(`${url}/screen`)).text();
    const body = new Uint8Array(Buffer.from("<p>page</p>"));
    expect(recorded).toMatchObject([{ status: 200, headers: { "content-type": "text/html" }, body }]);
  });

  it("answers a request that fails, tells of it, and goes on", async () => {
    const { url, reported } = await open({
      handle: async ({ url: path }, response) => {
        if (path === "/broken") throw new Error("broken");
        response.end("page");
      },
    });
    const broken = await fetch(`${url}/broken`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain("broken");
    expect(reported).toEqual([new Error("broken")]);
    expect((await fetch(`${url}/screen`)).status).toBe(200);
  });

  it("finishes what it works on when it is stopped, and refuses what waits and what comes", async () => {
    const slow = createSlowHandler();
    const { url, stop } = await open({ handle: slow.handle, limits: oneAtATime });
    const first = fetch(`${url}/one`);
    await slow.waitFor(1);
    const waiting = fetch(`${url}/two`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = stop(60_000);
    expect((await waiting).status).toBe(503);
    slow.begun[0]?.end("one");
    expect(await (await first).text()).toBe("one");
    await stopped;
    await expect(fetch(`${url}/three`)).rejects.toThrow();
  });
});
