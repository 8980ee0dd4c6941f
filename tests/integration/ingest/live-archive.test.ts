import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { fetchLive, type LiveOptions } from "#lib/server/ingest/live/fetch-live";
import { nameCompanyFacts } from "#lib/server/ingest/live/file-name";
import { silentProgress } from "#lib/server/ingest/progress";
import { readBytes } from "#lib/server/ingest/read/read-source";
import type { FakeEdgar } from "../../support/fake-edgar";
import { makeTemporaryFolder } from "../../support/ingest-folder";
import {
  archivePath,
  FakeTime,
  fillServer,
  listCompanies,
  makeArchive,
  makeLiveOptions,
  putDailyIndex,
  startFakeEdgar,
  writeFacts,
} from "../../support/live-universe";

const companies = listCompanies(5);
const madeAt = { lastModified: "Wed, 06 May 2026 05:15:44 GMT" };

function makeFactsArchive(revenue: number): Promise<Buffer> {
  const members = companies.map((company) => [`CIK000000${company.cik}.json`, writeFacts(company, revenue)]);
  return makeArchive(Object.fromEntries(members));
}

describe("EDGAR's archive", () => {
  let server: FakeEdgar;
  let home: string;
  let time: FakeTime;

  beforeEach(async () => {
    server = await startFakeEdgar(companies);
    putDailyIndex(server, "2026-05-05", []);
    server.put(archivePath, await makeFactsArchive(1000), madeAt);
    home = await makeTemporaryFolder();
    time = new FakeTime();
  });

  const fetch = (options: Partial<LiveOptions> = {}) =>
    fetchLive(makeLiveOptions({ server, home, time }, { way: "bulk", ...options }), silentProgress);

  async function readRevenues(): Promise<readonly unknown[]> {
    const texts = await Promise.all(
      companies.map(async ({ cik }) => {
        const bytes = await readBytes(join(home, "sources", nameCompanyFacts(cik)), 1e6);
        if (!bytes.ok) throw new Error(bytes.error.message);
        return JSON.parse(bytes.value.toString()).facts["us-gaap"].Revenues.units.USD[0].val;
      }),
    );
    return texts;
  }

  const listRanges = () =>
    server.seen
      .filter(({ path, method }) => path === archivePath && method === "GET")
      .map(({ headers }) => headers.range);

  it("goes on where the connection broke", async () => {
    const half = Math.floor((server.files.get(archivePath)?.body.length ?? 0) / 2);
    server.fail(archivePath, { kind: "stall" }, { kind: "stall" });
    await fetch({ politeness: { ...time.politeness, bodyTimeoutMs: 50 } });
    const [first, second, third, ...more] = listRanges();
    expect([first, second, more]).toEqual([undefined, `bytes=${half}-`, []]);
    expect(Number(third?.slice(6, -1))).toBeGreaterThan(half);
    expect(await readRevenues()).toEqual(companies.map(() => 1000));
  });

  it("goes on in a later run where an earlier one was stopped", async () => {
    const stop = new AbortController();
    server.fail(archivePath, { kind: "stall" });
    const part = join(home, "sources/.companyfacts.zip.part");
    const waiting = fetch({ signal: stop.signal }).catch((error: unknown) => error);
    await expect.poll(async () => (await stat(part).catch(() => null))?.size ?? 0).toBeGreaterThan(0);
    stop.abort();
    expect(String(await waiting)).toMatch(/Stopped/);
    const { size } = await stat(part);
    server.seen.length = 0;
    await fetch();
    expect(listRanges()).toEqual([`bytes=${size}-`]);
    expect(await readRevenues()).toEqual(companies.map(() => 1000));
    expect(await stat(part).catch(() => null)).toBeNull();
  });

  it("begins anew when the archive has changed since, and mixes nothing", async () => {
    const next = await makeFactsArchive(2000);
    server.fail(archivePath, { kind: "stall" });
    server.onRequest = ({ headers }) => {
      if (headers.range !== undefined) server.put(archivePath, next, { lastModified: "Thu, 07 May 2026 05:15:44 GMT" });
    };
    await fetch({ politeness: { ...time.politeness, bodyTimeoutMs: 50 } });
    expect(listRanges().filter((range) => range !== undefined)).toHaveLength(1);
    expect(await readRevenues()).toEqual(companies.map(() => 2000));
  });

  it("refuses an archive that came whole and is none, and keeps nothing of it", async () => {
    server.put(archivePath, Buffer.alloc(5000, 1), madeAt);
    await expect(fetch()).rejects.toThrow(/companyfacts.zip came whole .* cannot be used: it is not a zip file/);
    expect(await stat(join(home, "sources/.companyfacts.zip.part")).catch(() => null)).toBeNull();
  });

  it("is not begun where the disk has no room for it", async () => {
    server.headLength = 10 ** 15;
    await expect(fetch()).rejects.toThrow(
      /has .* free, and EDGAR's archive needs 1000000\d+.*BALLAST_HOME.*--per-company/,
    );
    expect(listRanges()).toEqual([]);
  });

  it("names a company whose member is damaged, and asks for it alone", async () => {
    const archive = await makeFactsArchive(1000);
    const at = archive.indexOf("CIK0000001003.json");
    archive.writeUInt8((archive[at + 60] ?? 0) ^ 0xff, at + 60);
    server.put(archivePath, archive, madeAt);
    const { issues } = await fetch();
    expect(issues).toEqual([expect.objectContaining({ subject: "CIK 1003", place: "companyfacts.zip" })]);
    expect(server.count(/companyfacts\/CIK/)).toBe(1);
    expect(await readRevenues()).toEqual(companies.map(() => 1000));
  });

  it("keeps members as gzip files with the same content as the archive's", async () => {
    await fetch();
    const [company] = companies;
    if (!company) throw new Error("no company");
    const path = join(home, "sources", nameCompanyFacts(company.cik));
    expect((await readFile(path)).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    const bytes = await readBytes(path, 1e6);
    expect(bytes.ok && bytes.value.toString()).toBe(writeFacts(company, 1000));
  });

  it("is taken for many companies when it comes faster, which its first megabytes tell", async () => {
    const many = listCompanies(210);
    fillServer(server, many);
    const members = many.map((company) => [`CIK000000${company.cik}.json`, writeFacts(company, 1000)]);
    const archive = await makeArchive(Object.fromEntries(members));
    server.put(archivePath, archive, madeAt);
    await fetch({ way: null, politeness: { ...time.politeness, ratePerSecond: 50 } });
    expect(server.count(/companyfacts\/CIK/)).toBe(0);
    // It is smaller than what is looked at, so nothing is left to ask for.
    expect(listRanges()).toEqual([undefined, `bytes=${archive.length}-`]);
  });

  it("is not asked about for a few companies", async () => {
    await fetch({ way: null });
    expect(server.count(archivePath)).toBe(0);
    expect(server.count(/companyfacts\/CIK/)).toBe(companies.length);
  });

  it("is not used where there is none", async () => {
    const many = listCompanies(210);
    fillServer(server, many);
    server.files.delete(archivePath);
    await fetch({ way: null });
    expect(server.count(/companyfacts\/CIK/)).toBe(210);
    await expect(fetch({ home: await makeTemporaryFolder() })).rejects.toThrow(/it is not there \(404\)/);
  });
});
