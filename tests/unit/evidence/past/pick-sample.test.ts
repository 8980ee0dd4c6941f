import { describe, expect, test } from "vitest";
import { getPastBaseRate } from "#lib/evidence/past/base-rate";
import { getMedian, pickSamples } from "#lib/evidence/past/pick-sample";
import { getSectorOfCode } from "#lib/evidence/past/sector-of-code";
import { sectorNames } from "#lib/metric/base-columns";
import { day } from "@/tests/support/build-entries";
import { buildCompanies, buildPrices, buildYear } from "@/tests/support/build-evidence";

const date = day("2012-06-30");

/** One company for each market value in millions of USD, all at a price of 10; null for one without a price. */
function pick(millions: readonly (number | null)[], assets = 1_100e6) {
  const rows = millions.map((each, index) =>
    buildYear(index + 1, 2011, {
      ...(each === null ? {} : { shares_outstanding: each * 1e5 }),
      total_assets: assets,
    }),
  );
  const prices = buildPrices("2012-01", "2013-01");
  const priced = millions.flatMap((each, index) => (each === null ? [] : [[index + 1, prices] as const]));
  return pickSamples(buildCompanies(rows, new Map(priced)), date);
}

const readCiks = ({ members }: ReturnType<typeof pick>[number]) => members.map(({ company }) => company.cik);

describe("the sample of a date", () => {
  test("EV-4: lies between 0.07 and 4 times the median of companies from 75 million to 4 billion", () => {
    const [priced] = pick([1_000, 1_000, 1_000, 70, 69, 4_000, 4_001, 50_000, 10]);
    expect(priced.bounds?.least).toBeCloseTo(70e6, 0);
    expect(priced.bounds?.most).toBeCloseTo(4_000e6, 0);
    expect(readCiks(priced)).toEqual([1, 2, 3, 4, 6]);
  });

  test("EV-4: its bounds move with the median", () => {
    const [priced] = pick([2_000, 2_000, 2_000, 139]);
    expect(priced.bounds?.least).toBeCloseTo(140e6, 0);
    expect(readCiks(priced)).toEqual([1, 2, 3]);
  });

  test("has companies without a price apart, by total assets", () => {
    const [priced, unpriced] = pick([1_000, null, 1_000, null]);
    expect([readCiks(priced), readCiks(unpriced)]).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(unpriced.bounds?.least).toBeCloseTo(77e6, 0);
    expect(readCiks(pick([1_000, null, 1_000])[1])).toEqual([2]);
  });

  test("EV-5: has nobody whose price is there and whose splits are open, in neither part", () => {
    const open = buildPrices("2012-01", "2013-01", (month) => (month < "2012-10" ? { closeUsd: 18.4 } : {}));
    const samples = pickSamples(buildCompanies([buildYear(1, 2011)], new Map([[1, open]])), date);
    expect(samples.map(({ members }) => members.length)).toEqual([0, 0]);
  });

  test("leaves out who has not reported for long, and what was published later", () => {
    const prices = new Map([[1, buildPrices("2012-01", "2015-01")]]);
    const companies = buildCompanies([buildYear(1, 2011), buildYear(1, 2012, { equity: 7e6 })], prices);
    const read = (text: string) => pickSamples(companies, day(text))[0].members[0]?.base.values.get("equity");
    expect([read("2012-02-28"), read("2012-06-30"), read("2013-06-30"), read("2014-06-30")]).toEqual([
      undefined,
      500e6,
      7e6,
      undefined,
    ]);
  });
});

test("the median is the middle, or the mean of the middle two", () => {
  expect([getMedian([]), getMedian([3, 1, 2]), getMedian([4, 1, 2, 3])]).toEqual([null, 2, 2.5]);
});

describe("what the files do not say of a company", () => {
  test.each([
    [2836, "Health Care"],
    [3571, "Information Technology"],
    [1311, "Energy"],
    [4911, "Utilities"],
    [4953, "Industrials"],
    [6022, "Financials"],
    [6798, "Real Estate"],
    [5812, "Consumer Discretionary"],
    [null, "Other"],
    [9999, "Other"],
  ])("EV-12: the sector of the SIC code %s is %s", (sic, sector) => {
    expect(getSectorOfCode(sic)).toBe(sector);
    expect(sectorNames).toContain(sector);
  });

  test("the base rate is that of May, as a ratio, and there is one for each year of verdicts", () => {
    expect(getPastBaseRate(2018)).toBeCloseTo(0.017, 10);
    expect(() => getPastBaseRate(2010)).toThrow("2010");
  });
});
