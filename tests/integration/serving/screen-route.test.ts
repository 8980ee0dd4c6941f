import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { encodeSnapshot } from "#lib/column/snapshot";
import { problemSchema } from "#lib/contract/problem";
import { screenAnswerSchema } from "#lib/contract/screen";
import { closeDatabase } from "#lib/server/db/database";
import { writePointerFile, writeSnapshotFiles } from "#lib/server/snapshot/snapshot-file";
import { forgetCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { GET } from "../../../app/api/v1/screen/route";
import { GET as getSnapshot } from "../../../app/api/v1/snapshots/[hash]/route";

let home: string;
let hash: string;
let file: Uint8Array<ArrayBuffer>;

/** Six companies of two sectors; each has a price and a revenue, the last one no revenue. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ballast-route-"));
  const companies = ["AAA", "BBB", "CCC", "DDD", "EEE", "FFF"];
  const builder = createTableBuilder(companies.length, [
    { id: "ticker", type: "text" },
    { id: "name", type: "text" },
    { id: "sector", type: "text" },
    { id: "price", type: "number" },
    { id: "revenue", type: "number" },
  ]);
  companies.forEach((ticker, row) => {
    builder.setText("ticker", row, ticker);
    builder.setText("name", row, `"${ticker}" & Söhne`);
    if (row > 0) builder.setText("sector", row, row < 3 ? "Energy" : "Industrials");
    builder.setNumber("price", row, 10 * (row + 1));
    if (row < 5) builder.setNumber("revenue", row, 1e6 * (5 - row));
  });
  const info = { asOf: "2026-05-05", sample: true, formulaVersion: "1", sources: [], counts: {} };
  file = encodeSnapshot(info, builder.build());
  hash = createHash("sha256").update(file).digest("hex");
  await writeSnapshotFiles(home, hash, file);
  await writePointerFile(home, { hash, runId: 1 });
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", "");
  forgetCurrentSnapshot();
});

afterAll(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  forgetCurrentSnapshot();
  await rm(home, { recursive: true, force: true });
});

type Parameters = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

async function request(parameters: Parameters): Promise<Response> {
  const query = new URLSearchParams();
  const pairs = Symbol.iterator in parameters ? parameters : Object.entries(parameters);
  for (const [name, value] of pairs) query.append(name, value);
  return GET(new Request(`http://localhost/api/v1/screen?${query}`), { params: Promise.resolve({}) });
}

async function screen(parameters: Parameters) {
  const response = await request(parameters);
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  expect(response.headers.get("content-type")).toContain("application/json");
  return screenAnswerSchema.parse(body);
}

async function refuse(parameters: Parameters) {
  const response = await request(parameters);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  return problemSchema.parse(await response.json());
}

const listTickers = ({ rows }: { readonly rows: readonly { readonly ticker: string }[] }) =>
  rows.map(({ ticker }) => ticker);

describe("the screen route", () => {
  it("writes rows that its contract reads: texts that need escapes, gaps with their reason, no sector", async () => {
    const { rows, count, total } = await screen({ columns: "price,revenue,revenue > 3000000", sort: "price" });
    expect([count, total]).toEqual([6, 6]);
    expect(rows[0]).toEqual({
      ticker: "AAA",
      name: '"AAA" & Söhne',
      sector: null,
      verdict: "not_rated",
      missing: {},
      price: 10,
      revenue: 5e6,
      "revenue > 3000000": true,
    });
    expect(rows[5]).toMatchObject({
      revenue: null,
      "revenue > 3000000": null,
      missing: { revenue: "not_reported", "revenue > 3000000": "unknown" },
    });
  });

  it("shows the columns of a set that is named, and no others without one", async () => {
    const read = async (parameters: Parameters) =>
      screenAnswerSchema.parse(await (await request(parameters)).json()).columns.map(({ id }) => id);
    expect(await read({ limit: "1" })).toEqual([]);
    expect(await read({ limit: "1", set: "debt" })).toEqual(expect.arrayContaining(["total_debt", "interest_cover"]));
    expect(await read({ limit: "1", set: "debt", columns: "price" })).toEqual(["price"]);
    const refused = await request({ set: "depts" });
    expect(refused.status).toBe(400);
    expect(problemSchema.parse(await refused.json()).detail).toContain("Known sets: overview");
  });

  it("judges by the policy that is named, says which, and refuses one that is none", async () => {
    const read = async (parameters: Parameters) => screenAnswerSchema.parse(await (await request(parameters)).json());
    expect((await read({ limit: "1" })).policy).toEqual({ id: "ballast", version: 2, changed: {} });
    const edited = await read({
      limit: "1",
      policy: "1",
      "p.w1_cover": "2",
      "p.r3_rate_shift": "300bp",
      columns: "w1_cover",
    });
    expect(edited.policy).toEqual({ id: "ballast", version: 1, changed: { w1_cover: 2, r3_rate_shift: 0.03 } });
    expect(edited.rows[0]?.["w1_cover"]).toBe(2);
    for (const [parameters, at] of [
      [{ policy: "9" }, "policy"],
      [{ "p.w1_cover": "99" }, "policy"],
      [{ "p.w1_cover": "much" }, "p.w1_cover"],
    ] as const) {
      const refused = await request(parameters);
      expect(refused.status).toBe(400);
      expect(problemSchema.parse(await refused.json()).errors?.[0]?.at).toBe(at);
    }
  });

  it("gives a page of rows and counts all of them", async () => {
    const answer = await screen({ q: "revenue > 0", sort: "-price", limit: "2", offset: "1" });
    expect(listTickers(answer)).toEqual(["DDD", "CCC"]);
    expect([answer.count, answer.unknown]).toEqual([5, 1]);
  });

  it("names a column that is asked for twice once in each row", async () => {
    const response = await request({ columns: "price,price,ticker", limit: "1" });
    expect((await response.text()).match(/"price":/g)).toHaveLength(1);
  });

  it("says with doctor=1 what each condition does, and nothing without it", async () => {
    const q = "price > 20 and revenue > 2500000";
    const { doctor } = await screen({ q, doctor: "1" });
    expect(doctor).toMatchObject({ count: 1, unknown: 1 });
    expect(doctor?.clauses.map(({ expression, passes }) => [expression, passes])).toEqual([
      ["price > 20", 4],
      ["revenue > 2.5m", 3],
    ]);
    expect((await screen({ q })).doctor).toBeUndefined();
    expect((await screen({ q, doctor: "0" })).doctor).toBeUndefined();
    expect((await refuse({ q, doctor: "yes" })).errors?.[0]).toMatchObject({ at: "doctor" });
  });

  it("screens, sorts and shows by a metric of the request, the same for every page and asker", async () => {
    const metric = "scale: revenue / 1000000 + 0";
    const ask = (offset: string) =>
      screen({ q: "scale > 2", metric, sort: "-scale", columns: "scale", limit: "2", offset });
    expect((await ask("0")).rows.map((row) => row["scale"])).toEqual([5e6 / 1e6, 4]);
    expect((await ask("2")).rows.map((row) => row["scale"])).toEqual([3]);
    const other = await screen({ metric: "scale: price * 2", sort: "-scale", columns: "scale", limit: "1" });
    expect(other.rows[0]?.["scale"], "of another request, under the same name").toBe(120);
    expect((await refuse({ q: "scale > 2" })).detail).toContain("scale");
  });

  it("takes several metrics, one built on another, and names the wrong one", async () => {
    const pairs = [
      ["metric", "half: price / 2"],
      ["metric", "quarter: half / 2"],
      ["columns", "quarter"],
      ["sort", "-quarter"],
    ] as const;
    expect((await screen(pairs)).rows[0]?.["quarter"]).toBe(15);
    const problem = await refuse([...pairs.slice(0, 1), ["metric", "quarter: halve / 2"]]);
    expect(problem).toMatchObject({ code: "invalid_query", status: 400 });
    expect(problem.errors?.[0]).toMatchObject({ at: "metric", start: 0, end: 5 });
    expect(problem.detail).toContain("quarter");
  });

  it("ranks by the clause of the query, the largest first", async () => {
    const answer = await screen({ q: "revenue > 0 rank by 0.9 pct(price) - 0.1 pct(revenue)", limit: "2" });
    expect(listTickers(answer)).toEqual(["EEE", "DDD"]);
    expect(answer.query).toBe("revenue > 0 rank by 0.9 * pct(price) - 0.1 * pct(revenue)");
    expect((await screen({ q: "rank by price" })).query).toBe("rank by price");
    expect((await screen({ q: answer.query ?? "", doctor: "1" })).doctor?.clauses).toHaveLength(1);
    const problem = await refuse({ q: "revenue > 0 rank by pct(revenu)" });
    expect(problem).toMatchObject({ code: "invalid_query" });
    expect(problem.detail).toContain("revenu");
  });

  it("refuses to rank by a text or a condition", async () => {
    const problem = await refuse({ q: "rank by sector" });
    expect(problem).toMatchObject({ code: "invalid_query", status: 400, errors: [{ at: "q", start: 8, end: 14 }] });
    expect(problem.detail).toContain("ranked by a number, but this is a text");
    const own = await refuse({ q: "rank by is_big", metric: "is_big: price > 20" });
    expect(own.detail).toContain("ranked by a number, but this is a condition");
  });

  it("refuses a metric of the request that is named like a text of the data", async () => {
    const named = await refuse({ q: "ticker in (aaa)", metric: "aaa: 'BBB'" });
    expect(named).toMatchObject({ code: "invalid_query", errors: [{ at: "metric" }] });
    expect(named.detail).toContain("aaa is a value of ticker. Choose another name");
  });

  it("gives each metric a cell, whatever it is called", async () => {
    const ids = ["constructor", "tostring", "hasownproperty"];
    const pairs = ids.map((id) => ["metric", `${id}: price`] as const);
    const { rows, columns } = await screen([...pairs, ["columns", ids.join(",")], ["limit", "1"], ["sort", "-price"]]);
    expect(columns.map(({ id }) => id)).toEqual(ids);
    expect(ids.map((id) => Object.hasOwn(rows[0] ?? {}, id) && rows[0]?.[id])).toEqual([60, 60, 60]);
    expect((await refuse({ metric: "__proto__: 5", columns: "__proto__" })).detail).toContain("begins with a letter");
  });

  it("names the place of every error, in whatever parameter it stands, each time it is asked", async () => {
    const wrong = { q: "price > 20 and revenu > 1", sort: "-prise", columns: "price,revenu" };
    const problem = await refuse(wrong);
    expect(problem).toMatchObject({ code: "invalid_query", status: 400 });
    expect(problem.errors).toMatchObject([
      { at: "q", start: 15, end: 21 },
      { at: "sort", start: 0, end: 5 },
      { at: "columns", start: 0, end: 6 },
    ]);
    expect((await refuse(wrong)).errors).toEqual(problem.errors);
  });

  it.each([
    [[["colums", "price"]], "colums"],
    [
      [
        ["limit", "1"],
        ["limit", "2"],
      ],
      "limit",
    ],
    [
      [
        ["q", "price > 1"],
        ["q", "price > 2"],
      ],
      "q",
    ],
    [[["limit", "5001"]], "limit"],
    [[["asof", "2026-02-30"]], "asof"],
    [[["metric", "no colon"]], "metric"],
  ] as const)("refuses %j and names the parameter", async (parameters, at) => {
    const problem = await refuse(parameters);
    expect(problem).toMatchObject({ code: "invalid_request", status: 400 });
    expect(`${problem.detail} ${JSON.stringify(problem.errors)}`).toContain(at);
  });
});

describe("an address with several faults", () => {
  it("has each of them named once, those of the page of rows too", async () => {
    const problem = await refuse([
      ["foo", "1"],
      ["limit", "x"],
      ["offset", "-1"],
      ["doctor", "yes"],
      ["asof", "2026-13-01"],
      ["limit", "2"],
    ]);
    expect(problem.errors?.map(({ at }) => at).sort()).toEqual(["asof", "foo", "limit"]);
    const once = await refuse([
      ["foo", "1"],
      ["limit", "x"],
      ["offset", "-1"],
      ["doctor", "yes"],
    ]);
    expect(once.errors?.map(({ at }) => at).sort()).toEqual(["doctor", "foo", "limit", "offset"]);
  });
});

describe("the route of a snapshot's bytes", () => {
  const ask = (query: string, headers: Readonly<Record<string, string>> = {}) =>
    getSnapshot(new Request(`http://localhost/api/v1/snapshots/${hash}${query}`, { headers: { ...headers } }), {
      params: Promise.resolve({ hash }),
    });

  it("gives the file, and packed a form that unpacks to it, each to be kept for ever under its own tag", async () => {
    const plain = await ask("");
    const packed = await ask("?packing=1");
    expect(Buffer.compare(Buffer.from(await plain.arrayBuffer()), file)).toBe(0);
    const unpacked = unpackSnapshot(gunzipSync(await packed.arrayBuffer()));
    expect(unpacked.ok && Buffer.compare(unpacked.value, file)).toBe(0);
    for (const { headers } of [plain, packed]) expect(headers.get("cache-control")).toContain("immutable");
    const etag = packed.headers.get("etag") ?? "";
    expect(etag).not.toBe(plain.headers.get("etag"));
    expect((await ask("?packing=1", { "if-none-match": etag })).status).toBe(304);
  });

  it.each(["?packing=gzip", "?packing=2", "?pack=1"])("refuses %s", async (query) => {
    const answer = await ask(query);
    expect(problemSchema.parse(await answer.json())).toMatchObject({ code: "invalid_request", status: 400 });
  });
});
