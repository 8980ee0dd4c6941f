import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { type Answer, type GetOptions, PoliteClient } from "#lib/server/ingest/live/polite-client";
import { defaultPoliteness, type Politeness } from "#lib/server/ingest/live/politeness";
import type { FakeEdgar } from "../../support/fake-edgar";
import { FakeTime, startFakeEdgar } from "../../support/live-universe";

const path = "/files/list.json";
const content = JSON.stringify({ rows: Array.from({ length: 500 }, (_, index) => index) });

function isJson(bytes: Buffer): string | null {
  try {
    JSON.parse(bytes.toString());
    return null;
  } catch {
    return "the JSON ends too early";
  }
}

describe("a polite client", () => {
  let server: FakeEdgar;
  let time: FakeTime;
  let notices: string[];
  let stop: AbortController;

  beforeEach(async () => {
    server = await startFakeEdgar();
    server.put(path, content);
    time = new FakeTime();
    notices = [];
    stop = new AbortController();
  });

  function open(options: Partial<Politeness> = {}, userAgent = "Ballast/1 (tester@ballast.test)"): PoliteClient {
    const hosts = new Set([new URL(server.origin).host]);
    const client = new PoliteClient({
      userAgent,
      hosts,
      edgarHosts: hosts,
      politeness: { ...defaultPoliteness, ...time.politeness, ...options },
      signal: stop.signal,
      notify: (line) => void notices.push(line),
    });
    onTestFinished(() => client.close());
    return client;
  }

  const get = (client: PoliteClient, options: Partial<GetOptions> = {}, at = path): Promise<Answer> =>
    client.get(new URL(at, server.origin), { maxBytes: 1e6, check: isJson, ...options });

  const expectWhole = (answer: Answer) =>
    expect(answer.kind === "fetched" ? answer.content.toString() : answer.kind).toBe(content);

  it("asks for gzip and gives the content, with the bytes as they were sent", async () => {
    const answer = await get(open());
    expectWhole(answer);
    if (answer.kind !== "fetched") throw new Error("it was not fetched");
    expect(answer.gzipped?.length).toBeLessThan(content.length);
    expect(answer.etag).not.toBeNull();
  });

  it("asks with the ETag it has, and takes a change and no change for what they are", async () => {
    const client = open();
    const first = await get(client);
    if (first.kind !== "fetched") throw new Error("it was not fetched");
    expect((await get(client, { validators: first })).kind).toBe("unchanged");
    server.put(path, "[]");
    expect((await get(client, { validators: first })).kind).toBe("fetched");
  });

  it("asks with the time of change where there is no ETag", async () => {
    server.put(path, content, { etag: null, lastModified: "Wed, 06 May 2026 05:15:44 GMT" });
    const client = open();
    const first = await get(client);
    if (first.kind !== "fetched") throw new Error("it was not fetched");
    expect((await get(client, { validators: first })).kind).toBe("unchanged");
  });

  it("stops at once when the server does not accept how it introduces itself", async () => {
    const client = open({}, "Ballast/1");
    await expect(get(client)).rejects.toThrow(/undeclared robot .*--contact/);
    await expect(get(client)).rejects.toThrow(/undeclared robot/);
    expect(server.seen).toHaveLength(1);
    expect(time.waits).toEqual([]);
  });

  it("never begins more than its rate, so that a server that blocks above it does not", async () => {
    server.maxPerSecond = 100;
    const client = open({ ratePerSecond: 80, concurrency: 6 });
    await Promise.all(Array.from({ length: 100 }, () => get(client)));
    for (let count = 0; count < 60; count += 1) await get(client);
    expect(server.count(path, 200)).toBe(160);
    expect(server.count(path, 403)).toBe(0);
  });

  it("rests when it is blocked, then asks once more, and goes on", async () => {
    server.isBlocking = true;
    const client = open({
      wait: (durationMs, signal) => {
        server.isBlocking = false;
        return time.politeness.wait?.(durationMs, signal) ?? Promise.resolve();
      },
    });
    expectWhole(await get(client));
    expect(time.waits).toEqual([600_000]);
    expect(server.seen).toHaveLength(2);
    expect(notices).toEqual([expect.stringMatching(/blocked .* Resting for 10 minutes/)]);
  });

  it("gives up on a server that still blocks after the rest, without asking for anything else", async () => {
    const client = open();
    server.onRequest = () => {
      if (server.seen.length === 20) server.isBlocking = true;
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => get(client)));
    const failed = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(failed.length).toBeGreaterThanOrEqual(80);
    expect(String(failed[0]?.reason)).toMatch(/refuses this machine \(403\).*again after a pause of 10 minutes/);
    expect(time.waits).toEqual([600_000]);
    // The one that was refused, the one under way beside it, and one attempt after the rest.
    expect(server.count(path, 403)).toBeLessThanOrEqual(4);
  });

  it("does not take a missing file of the archives for a block", async () => {
    const client = open();
    const missing = "/Archives/edgar/daily-index/2026/QTR2/master.20260525.idx";
    expect((await get(client, {}, missing)).kind).toBe("absent");
    expectWhole(await get(client));
    expect(server.count(missing, 403)).toBe(1);
    expect(time.waits).toEqual([]);
  });

  it("waits as long as a server asks for, with everything", async () => {
    server.fail(path, { kind: "status", status: 429, headers: { "retry-after": "30" } });
    expectWhole(await get(open()));
    expect(time.waits).toEqual([30_000]);
    expect(notices).toEqual([expect.stringContaining("pause of 30 seconds")]);
  });

  it("understands a Retry-After that is a date", async () => {
    const until = new Date(time.nowMs + 45_000).toUTCString();
    server.fail(path, { kind: "status", status: 503, headers: { "retry-after": until } });
    expectWhole(await get(open()));
    expect(time.waits).toEqual([45_000]);
  });

  it("ends rather than wait for hours", async () => {
    server.fail(path, { kind: "status", status: 429, headers: { "retry-after": "7200" } });
    await expect(get(open())).rejects.toThrow(/left alone for 7200 seconds/);
    expect(time.waits).toEqual([]);
  });

  it("waits longer after each failure, and gives up after the sixth", async () => {
    const failure = { kind: "status", status: 503 } as const;
    server.fail(path, failure, failure, failure);
    expectWhole(await get(open()));
    expect(time.waits).toEqual([1000, 2000, 4000]);
    server.fail(path, ...Array.from({ length: 6 }, () => failure));
    await expect(get(open())).rejects.toThrow(/the server answers 503/);
    expect(server.count(path, 503)).toBe(9);
  });

  it.each([
    ["fewer bytes than announced", { kind: "hang up", afterBytes: 20 }],
    ["gzip without its end", { kind: "cut", packed: true }],
    ["JSON without its end", { kind: "cut", packed: false }],
    ["an answer that stops coming", { kind: "stall" }],
  ] as const)("fetches again what came damaged: %s", async (_, fault) => {
    server.fail(path, fault, fault);
    expectWhole(await get(open({ bodyTimeoutMs: 50 })));
    expect(server.seen).toHaveLength(3);
    expect(time.waits).toEqual([1000, 2000]);
  });

  it("takes an answer that comes slowly but whole", async () => {
    server.fail(path, { kind: "drip" });
    expectWhole(await get(open()));
    expect(server.seen).toHaveLength(1);
  });

  it("never gives what stays damaged", async () => {
    server.fail(path, ...Array.from({ length: 6 }, () => ({ kind: "cut", packed: false }) as const));
    await expect(get(open())).rejects.toThrow(/the JSON ends too early/);
  });

  it("refuses more bytes than it may take, sent or unpacked, without asking again", async () => {
    await expect(get(open(), { maxBytes: 1000 })).rejects.toThrow(/more than the 1,000 bytes allowed/);
    server.put(path, `"${"0".repeat(100_000)}"`);
    await expect(get(open(), { maxBytes: 1000 })).rejects.toThrow(/more than the 1,000 bytes allowed/);
    expect(server.seen).toHaveLength(2);
  });

  it("follows a redirect to a known host and to no other", async () => {
    server.put("/files/moved.json", content);
    server.fail(path, { kind: "redirect", to: "/files/moved.json" });
    expectWhole(await get(open()));
    for (const to of ["http://attacker.test/x", "file:///etc/passwd", "ftp://127.0.0.1/x"]) {
      server.fail(path, { kind: "redirect", to });
      await expect(get(open())).rejects.toThrow(/not a known source/);
    }
    const circle = Array.from({ length: 9 }, () => ({ kind: "redirect", to: path }) as const);
    server.fail(path, ...circle);
    await expect(get(open())).rejects.toThrow(/sent on from one address to the next/);
  });

  it("ends every request when it is told to stop, and begins none", async () => {
    const client = open();
    server.fail(path, { kind: "stall" });
    server.onRequest = () => void setImmediate(() => stop.abort());
    await expect(Promise.all([get(client), get(client), get(client)])).rejects.toThrow("Stopped.");
    const count = server.seen.length;
    await expect(get(client)).rejects.toThrow("Stopped.");
    expect(server.seen).toHaveLength(count);
  });
});
