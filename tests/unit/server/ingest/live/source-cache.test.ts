import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nameCompanyFacts } from "#lib/server/ingest/live/file-name";
import { getEdgarDay, SourceCache } from "#lib/server/ingest/live/source-cache";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ballast-cache-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const about = { url: "https://data.test/1", etag: '"a"', lastModified: null, fetchedAtMs: 1, openFrom: 100 };
const path = nameCompanyFacts(1001);

test("what was stored is known to the next run, with its validators for the same address alone", async () => {
  await (await SourceCache.open(folder)).store(path, gzipSync("{}"), about);
  const cache = await SourceCache.open(folder);
  expect(cache.find(path)).toMatchObject({ etag: '"a"', openFrom: 100 });
  expect(cache.getValidators(path, new URL(about.url))).toMatchObject({ etag: '"a"' });
  expect(cache.getValidators(path, new URL("https://mirror.test/1"))).toBeUndefined();
});

test("a file that is not as it was written counts as never fetched", async () => {
  const cache = await SourceCache.open(folder);
  await cache.store(path, gzipSync("{}"), about);
  truncateSync(join(folder, path), 5);
  expect(cache.find(path)).toBeUndefined();
  rmSync(join(folder, path));
  expect(cache.find(path)).toBeUndefined();
});

test("a note that was cut when a run was killed is forgotten, and the others stand", async () => {
  const cache = await SourceCache.open(folder);
  await cache.store(path, gzipSync("{}"), about);
  appendFileSync(join(folder, ".fetched.jsonl"), '{"path":"companyfacts/CIK0000001002.js');
  const next = await SourceCache.open(folder);
  expect(next.find(path)).toBeDefined();
  next.note({ ...about, path: nameCompanyFacts(1003), bytes: null });
  expect((await SourceCache.open(folder)).find(nameCompanyFacts(1003))).toMatchObject({ bytes: null });
});

test("a gzip file with the same content is left as it is, however it is packed", async () => {
  const cache = await SourceCache.open(folder);
  const content = JSON.stringify({ rows: Array.from({ length: 200 }, (_, index) => index) });
  await cache.store(path, gzipSync(content, { level: 9 }), about);
  const before = { bytes: readFileSync(join(folder, path)), mtimeMs: statSync(join(folder, path)).mtimeMs };
  await cache.store(path, gzipSync(content, { level: 1 }), { ...about, etag: '"b"' });
  expect(readFileSync(join(folder, path))).toEqual(before.bytes);
  expect(statSync(join(folder, path)).mtimeMs).toBe(before.mtimeMs);
  expect(cache.find(path)?.etag).toBe('"b"');
});

test("drafts of a killed run are removed", async () => {
  await SourceCache.open(folder);
  const draft = join(folder, "companyfacts/.CIK0000001001.json.gz.1-killed.tmp");
  writeFileSync(draft, "half");
  await SourceCache.open(folder);
  expect(statSync(draft, { throwIfNoEntry: false })).toBeUndefined();
});

test("a file name is made of a number and of nothing else", () => {
  expect(nameCompanyFacts(320193)).toBe("companyfacts/CIK0000320193.json.gz");
  for (const cik of [0, -1, 1.5, 1e10, Number.NaN]) expect(() => nameCompanyFacts(cik)).toThrow();
});

test("EDGAR's day is that of New York, and never a later one", () => {
  const day = (text: string) => getEdgarDay(Date.parse(text));
  expect(day("2026-05-06T04:59:00Z")).toBe(day("2026-05-05T12:00:00Z"));
  expect(day("2026-05-06T05:00:00Z")).toBe(day("2026-05-06T23:00:00Z"));
});
