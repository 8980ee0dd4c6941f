import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { judgedPolicies } from "#lib/evidence/judged-policies";
import { getReturn } from "#lib/evidence/outcome/outcome";
import { judgeSample } from "#lib/evidence/past/judge-sample";
import { pickSamples } from "#lib/evidence/past/pick-sample";
import { getVerdictDay } from "#lib/evidence/period";
import { hashPolicy } from "#lib/evidence/policy-hash";
import { type EvidenceCompany, getMarketValue } from "#lib/evidence/store/company";
import { chooseReport } from "#lib/evidence/store/year-report";
import { type EvidenceStore, EvidenceStoreError, readEvidenceStore } from "#lib/server/evidence/read-store";
import { policies } from "#lib/verdict/policy/catalogue";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { day } from "@/tests/support/build-entries";
import { buildYear, writeVendorText } from "@/tests/support/build-evidence";
import { findEvidenceStore, noEvidenceStore } from "@/tests/support/find-evidence-store";
import { makeTemporaryFolder, writeSource } from "@/tests/support/ingest-folder";

const root = join(import.meta.dirname, "../../..");
const folder = findEvidenceStore();

describe.skipIf(folder === null)(`the evidence store (${folder ?? noEvidenceStore})`, () => {
  let store: EvidenceStore;

  beforeAll(async () => {
    store = await readEvidenceStore({ folder: folder ?? "", hasLateYears: false, quotesFile: null });
  });

  const find = (ticker: string): EvidenceCompany => {
    const found = store.companies.find((company) => company.ticker === ticker);
    if (found === undefined) throw new Error(`${ticker} is not in the store.`);
    return found;
  };

  const getValue = (ticker: string, date: string): number | null => {
    const company = find(ticker);
    const report = chooseReport(company.reports, day(date));
    return report === null ? null : (getMarketValue(company, report, day(date))?.marketValueUsd ?? null);
  };

  test("is read whole, and what is dropped is counted", () => {
    expect(store.companies.length).toBeGreaterThan(1_500);
    const [annual] = store.files;
    const dropped = [...(annual?.dropped.values() ?? [])].reduce((sum, count) => sum + count, 0);
    expect(dropped).toBeGreaterThan(0);
    expect(dropped).toBeLessThan((annual?.rowCount ?? 0) / 5);
  });

  test("EV-5: Apple was worth some 550 billion in June 2014, weeks after seven shares became of one", () => {
    const company = find("AAPL");
    expect(company.splits.map(({ day: each, factor }) => [each, factor])).toEqual([
      [day("2014-06-30"), 7],
      [day("2020-08-31"), 4],
    ]);
    // The close of May, 633 dollars, was that of a share before the split; that of June, 92.93, of one after. The count is
    // the average of the fiscal year before, from which Apple had bought back some 7%.
    expect(getValue("AAPL", "2014-06-30")).toBeCloseTo((633 * 25_909.28e6) / 28, -6);
    expect(getValue("AAPL", "2014-07-15")).toBeCloseTo((92.93 * 25_909.28e6) / 4, -6);
  });

  test("EV-5: who put one share in place of several later was worth no more for that before", () => {
    const reversed = store.companies.filter(
      ({ splits }) =>
        splits.length === 1 && (splits[0]?.factor ?? 1) < 0.5 && (splits[0]?.day ?? 0) > day("2015-01-01"),
    );
    expect(reversed.length).toBeGreaterThan(20);
    // Market value is steady over the months of the step, where price or count alone would jump by the ratio.
    const changes = reversed.flatMap((company) => {
      const at = company.splits[0]?.day ?? 0;
      const report = chooseReport(company.reports, at);
      if (report === null) return [];
      const [before, after] = [at - 1, at + 1].map((date) => getMarketValue(company, report, date)?.marketValueUsd);
      return before === undefined || after === undefined ? [] : [Math.abs(Math.log(after / before))];
    });
    const sorted = changes.toSorted((a, b) => a - b);
    expect(sorted.length).toBeGreaterThan(10);
    expect(sorted[sorted.length >> 1]).toBeLessThan(0.3);
  });

  test("EV-4: each date of choose and look has a sample of some 500 to 600 companies from 70 million to 5 billion", () => {
    for (const year of [2011, 2012, 2013, 2016, 2017, 2018]) {
      const [{ members, bounds }] = pickSamples(store.companies, getVerdictDay(year));
      expect(members.length, String(year)).toBeGreaterThanOrEqual(500);
      expect(members.length, String(year)).toBeLessThanOrEqual(620);
      expect(bounds?.least, String(year)).toBeGreaterThan(65e6);
      expect(bounds?.most, String(year)).toBeLessThan(5e9);
    }
  });

  test("is judged by the engine: every verdict occurs, and the weak lose money more often than the resilient", () => {
    const date = getVerdictDay(2012);
    const members = judgeSample(pickSamples(store.companies, date)[0], date, 2012, [policyV1]);
    const ofVerdict = (verdict: string) => members.filter(({ verdicts }) => verdicts.get("1")?.verdict === verdict);
    for (const verdict of ["resilient", "mixed", "weak", "not_rated"])
      expect(ofVerdict(verdict).length).toBeGreaterThan(20);
    expect(ofVerdict("resilient").every(({ isProfitable }) => isProfitable)).toBe(true);
    expect(ofVerdict("weak").filter(({ isProfitable }) => !isProfitable).length).toBeGreaterThan(20);
    const known = members.filter((member) => getReturn(member, 12) !== null);
    expect(known.length).toBe(members.length);
    for (const { base } of members) expect(base.known).toBeLessThanOrEqual(date);
  });
});

test("a folder without a store is refused with the name of the file that it lacks", async () => {
  const empty = await makeTemporaryFolder();
  const read = readEvidenceStore({ folder: empty, hasLateYears: false, quotesFile: null });
  await expect(read).rejects.toThrow(EvidenceStoreError);
  await expect(read).rejects.toThrow(/fundamentals_annual.*--from/);
  await expect(
    readEvidenceStore({ folder: join(empty, "gone"), hasLateYears: false, quotesFile: null }),
  ).rejects.toThrow(EvidenceStoreError);
});

test("EV-14: the command asks of each policy whether its hash is committed, before it reads anything", async () => {
  const empty = await makeTemporaryFolder();
  const command = [join(root, "lib/server/cli/bootstrap.mjs"), "evidence", "--judge", "--from", empty];
  const hashes = await Promise.all(policies.map(hashPolicy));
  const open = hashes.find((hash) => !judgedPolicies.includes(hash));
  // Where all were written down, it goes on to the store, which is not there.
  const stderr = open === undefined ? /has no file fundamentals_annual/ : new RegExp(`hash ${open} is not judged`);
  const run = promisify(execFile)(process.execPath, command, { cwd: root });
  await expect(run).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(stderr) });
});

test("the quarters and the quotes are read only where they are asked for", async () => {
  const folder = await makeTemporaryFolder();
  const quarter = (period_end: string, filed: string) => ({ ...buildYear(1, 2020), period: "Q", period_end, filed });
  await writeSource(folder, "fundamentals_annual_x.csv", writeVendorText([buildYear(1, 2019)]));
  await writeSource(folder, "fundamentals_quarterly_x.csv", writeVendorText([quarter("2020-12-31", "2021-02-20")]));
  await writeSource(folder, "prices_monthly_x.csv", "ticker,date,close,adj_close\nT1,2021-02-26,10,10\n");
  await writeSource(folder, "stocks_x.csv", "symbol,CIK,SIC\nT1,1,3500\n");
  const quotesFile = join(folder, "quotes.csv");
  await writeSource(folder, "quotes.csv", "snapshot_date,ticker,lastsale,marketCap\n2021-05-29,T1,12,1200\n");
  const [early] = (await readEvidenceStore({ folder, hasLateYears: false, quotesFile })).companies;
  expect(early).toMatchObject({ cik: 1, sic: 3500, quarterly: null, quotes: [] });
  expect(early?.prices).toHaveLength(1);
  const late = await readEvidenceStore({ folder, hasLateYears: true, quotesFile });
  expect(late.companies[0]).toMatchObject({
    quotes: [{ day: day("2021-05-28"), priceUsd: 12, marketValueUsd: 1_200 }],
  });
  expect(late.companies[0]?.quarterly?.reports).toHaveLength(1);
  expect(late.files.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ["fundamentals_annual_x.csv", 1],
    ["fundamentals_quarterly_x.csv", 1],
    ["prices_monthly_x.csv", 1],
    ["stocks_x.csv", 1],
    ["quotes.csv", 1],
  ]);
  expect(late.files.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
});
