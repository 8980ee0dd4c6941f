import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { encodeSnapshot } from "#lib/column/snapshot";
import { closeDatabase } from "#lib/server/db/database";
import { answerDirectly } from "#lib/server/http/direct-answers";
import { answerKeptPage, recordPage } from "#lib/server/http/page-cache";
import * as asOfChoices from "#lib/server/service/data/list-as-of-choices";
import { writePointerFile, writeSnapshotFiles } from "#lib/server/snapshot/snapshot-file";
import { forgetCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "ballast-pages-"));
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", "");
  // What is in the database, which is not opened here; null while another process holds it.
  vi.spyOn(asOfChoices, "listAsOfChoices").mockResolvedValue({
    newest: "2026-05-05",
    oldest: "2026-05-05",
    oldestList: "2026-05-05",
    listDays: [],
    quarterEnds: [],
  });
  // Other data in each test, so that no page of another test is kept for them.
  await publish(["AAA", "BBB", createHash("md5").update(home).digest("hex").slice(0, 5).toUpperCase()]);
});

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  forgetCurrentSnapshot();
  await rm(home, { recursive: true, force: true });
});

async function publish(tickers: readonly string[]): Promise<string> {
  const builder = createTableBuilder(tickers.length, [
    { id: "ticker", type: "text" },
    { id: "name", type: "text" },
  ]);
  tickers.forEach((ticker, row) => {
    builder.setText("ticker", row, ticker);
    builder.setText("name", row, `${ticker} Inc`);
  });
  const info = { asOf: "2026-05-05", sample: true, formulaVersion: "1", sources: [], counts: {} };
  const file = encodeSnapshot(info, builder.build());
  const hash = createHash("sha256").update(file).digest("hex");
  await writeSnapshotFiles(home, hash, file);
  await writePointerFile(home, { hash, runId: 1 });
  forgetCurrentSnapshot();
  return hash;
}

function ask(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): IncomingMessage {
  // The functions read these three alone.
  return { url, headers, method } as unknown as IncomingMessage;
}

const nonce = "b2xkLW5vbmNl";

function writePage(text: string): { status: number; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> } {
  return {
    status: 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'nonce-${nonce}'`,
      link: `</font.woff2>; rel=preload; nonce="${nonce}"`,
    },
    body: new Uint8Array(Buffer.from(`<style nonce="${nonce}"></style><script nonce="${nonce}">1</script>${text}`)),
  };
}

describe("a page that was answered before", () => {
  it("is answered again with a nonce of its own each time, in the form that is asked for", async () => {
    const answer = writePage("rows");
    const packed = { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" } };
    await recordPage(ask("/screen?q=pe"))?.({ ...packed, body: new Uint8Array(gzipSync(answer.body)) });
    const first = await answerKeptPage(ask("/screen?q=pe"));
    const fresh = /'nonce-([^']+)'/.exec(first?.headers["content-security-policy"] ?? "")?.[1] ?? "";
    expect(fresh.length).toBeGreaterThan(20);
    expect(fresh).not.toBe(nonce);
    expect(first?.body).toBe(`<style nonce="${fresh}"></style><script nonce="${fresh}">1</script>rows`);
    expect(first?.headers["link"]).toContain(`nonce="${fresh}"`);
    expect(JSON.stringify(first)).not.toContain(nonce);
    expect(first?.headers["content-security-policy"]).toContain(`style-src 'nonce-${fresh}'`);
    expect(first?.headers["content-encoding"]).toBeUndefined();
    const second = await answerKeptPage(ask("/screen?q=pe", { "accept-encoding": "br, gzip" }));
    expect(second?.headers["content-encoding"]).toBe("gzip");
    expect(second?.headers["content-security-policy"]).not.toBe(first?.headers["content-security-policy"]);
    expect(gunzipSync(second?.body as Uint8Array).toString()).toContain("rows");
  });

  it("is one for each company of the data, theme and address", async () => {
    await recordPage(ask("/company/AAA"))?.(writePage("light"));
    await recordPage(ask("/company/AAA", { cookie: "ballast-theme=dark" }))?.(writePage("dark"));
    await recordPage(ask("/company/ZZZ"))?.(writePage("a company that left"));
    const read = async (request: IncomingMessage) => String((await answerKeptPage(request))?.body ?? "none");
    expect(await read(ask("/company/AAA"))).toContain("light");
    expect(await read(ask("/company/AAA", { cookie: "ballast-theme=dark" }))).toContain("dark");
    expect(await read(ask("/company/BBB"))).toBe("none");
    expect(await read(ask("/company/ZZZ"))).toBe("none");
  });

  it("is not answered once other data are current", async () => {
    await recordPage(ask("/company/AAA"))?.(writePage("old"));
    expect(await answerKeptPage(ask("/company/AAA"))).not.toBeNull();
    await publish(["AAA", "NEW"]);
    expect(await answerKeptPage(ask("/company/AAA"))).toBeNull();
  });

  it.each([
    ["of somebody with an account", "/screen", { cookie: "next-auth.session-token=x" }],
    ["of somebody with an account, over https", "/screen", { cookie: "a=b; __Secure-next-auth.session-token.0=x" }],
    [
      "of a visitor whose theme is written in a way that is read in two",
      "/screen",
      {
        cookie: "ballast-theme=dark;\tballast-theme=",
      },
    ],
    ["of a visitor with a theme that there is none of", "/screen", { cookie: "ballast-theme=x" }],
    ["with any other cookie beside the theme", "/screen", { cookie: "ballast-theme=dark; other=1" }],
    ["of a past day by an escaped name", "/screen?%61sof=2025-06-30", {}],
    ["with rows drawn otherwise", "/screen", { cookie: "ballast-density=compact" }],
    ["with columns as wide as somebody set them", "/screen", { cookie: "ballast-column-widths=pe%3D80" }],
    ["asked for by the router", "/screen", { rsc: "1" }],
    ["asked for ahead", "/screen", { purpose: "prefetch" }],
    ["of a past day", "/screen?asof=2025-06-30", {}],
    ["of a named policy, which its owner may change", "/screen?policy=%40aaaaaaaaaaaaaaaa", {}],
    ["of a sealed link", "/screen?q=pe&snapshot=00", {}],
    ["of a company as of a past day", "/company/AAA?asof=2025-06-30", {}],
    ["that is no page of these", "/watchlists", {}],
  ])("is none %s", async (_, url, headers) => {
    await recordPage(ask(url))?.(writePage("for everybody"));
    expect(recordPage(ask(url, headers))).toBeNull();
    expect(await answerKeptPage(ask(url, headers))).toBeNull();
  });

  it.each([
    ["an error", { ...writePage("x"), status: 500 }],
    ["a page that sets a cookie", { ...writePage("x"), headers: { ...writePage("x").headers, "set-cookie": "a=b" } }],
    ["a page without a nonce", { ...writePage("x"), headers: { "content-type": "text/html" } }],
    [
      "a page packed in a way that is not read here",
      {
        ...writePage("x"),
        headers: { ...writePage("x").headers, "content-encoding": "deflate" },
      },
    ],
    ["what is no page", { ...writePage("x"), headers: { "content-type": "text/x-component" } }],
  ])("is never %s", async (_, answer) => {
    await recordPage(ask("/screen"))?.(answer);
    expect(await answerKeptPage(ask("/screen"))).toBeNull();
  });
});

describe("a page while another process holds the database", () => {
  it("lacks what is in it, and is not kept", async () => {
    vi.mocked(asOfChoices.listAsOfChoices).mockResolvedValueOnce(null);
    await recordPage(ask("/screen"))?.(writePage("without past days"));
    expect(await answerKeptPage(ask("/screen"))).toBeNull();
  });
});

describe("an answer of the API about a company", () => {
  const headers = { "content-type": "application/json", "x-request-id": "old" };
  const answer = { status: 200, headers, body: new Uint8Array(Buffer.from('{"ticker":"AAA"}')) };

  it("is answered again with a request id of its own, whoever asks", async () => {
    await recordPage(ask("/api/v1/companies/AAA"))?.(answer);
    const again = await answerKeptPage(ask("/api/v1/companies/AAA", { cookie: "next-auth.session-token=x" }));
    expect(again).toMatchObject({ status: 200, body: '{"ticker":"AAA"}' });
    expect(again?.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is made anew where anything more is asked", async () => {
    await recordPage(ask("/api/v1/companies/AAA"))?.(answer);
    expect(await answerKeptPage(ask("/api/v1/companies/AAA?trace=pe"))).toBeNull();
    expect(await answerKeptPage(ask("/api/v1/companies/AAA", {}, "POST"))).toBeNull();
  });
});

describe("the file of a snapshot, beside the queue", () => {
  it("is handed out whole, and not again to whoever has it", async () => {
    const hash = await publish(["AAA"]);
    const url = `/api/v1/snapshots/${hash}?packing=1`;
    const answer = await answerDirectly(ask(url));
    expect(answer?.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "application/gzip",
      etag: `"${hash}-1"`,
    });
    const bytes = unpackSnapshot(new Uint8Array(gunzipSync(answer?.body as Uint8Array)));
    expect(bytes.ok && createHash("sha256").update(bytes.value).digest("hex")).toBe(hash);
    for (const tag of [`"${hash}-1"`, `W/"${hash}-1"`, `"other", "${hash}-1"`, "*"]) {
      expect(await answerDirectly(ask(url, { "if-none-match": tag })), tag).toMatchObject({ status: 304, body: null });
    }
    expect(await answerDirectly(ask(url, { "if-none-match": `"${hash}"` }))).toMatchObject({ status: 200 });
  });

  it("that is not there, or is asked for in a way that there is not, is refused", async () => {
    const unknown = await answerDirectly(ask(`/api/v1/snapshots/${"0".repeat(64)}`));
    expect([unknown?.status, unknown?.headers["content-type"]]).toEqual([
      404,
      "application/problem+json; charset=utf-8",
    ]);
    const hash = await publish(["AAA"]);
    expect((await answerDirectly(ask(`/api/v1/snapshots/${hash}?packing=2`)))?.status).toBe(400);
    expect((await answerDirectly(ask(`/api/v1/snapshots/${hash}?more=1`)))?.status).toBe(400);
  });
});
