import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { measureComovement, pairReturns, takeYear } from "#lib/index/return-series";
import { generateSampleFiles, type SampleFile } from "#lib/sample/generate-sample-files";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { detectSource, sourceHeadLength } from "#lib/source/detect-source";
import { parseFundamentalsCsv } from "#lib/source/fundamentals-csv";
import { type Holdings, parseHoldingsCsv } from "#lib/source/holdings-csv";
import { parsePricesCsv } from "#lib/source/prices-csv";
import { parseRatesCsv } from "#lib/source/rates-csv";
import { parseSicCsv } from "#lib/source/sic-csv";
import { parseTickerMap } from "#lib/source/ticker-map";
import { readIsoDay } from "../../support/build-index-input";
import { requireValue } from "../../support/read-fixture";

const companyfactsPath = /^companyfacts\/CIK(\d{10})\.json$/;
const hash = createHash("sha256");
const others = new Map<string, SampleFile>();
const unreadable: string[] = [];
const entryCounts: number[] = [];
const proxyFilers: number[] = [];
let bytes = 0;

for (const file of generateSampleFiles()) {
  hash.update(file.path).update("\0").update(file.content);
  bytes += file.content.length;
  const match = companyfactsPath.exec(file.path);
  if (!match) {
    others.set(file.path, file);
    continue;
  }
  const parsed = parseCompanyFacts(file.content);
  if (!parsed.ok) unreadable.push(`${file.path}: ${parsed.error.message}`);
  else {
    const { cik, entries, skipped } = parsed.value;
    if (cik !== Number(match[1])) unreadable.push(`${file.path} carries the CIK ${cik}`);
    const { unreadable: rows, future, unit, period } = skipped;
    if (rows + future + unit + period > 0) unreadable.push(`${file.path}: ${JSON.stringify(skipped)}`);
    if (skipped.proxy > 0) proxyFilers.push(cik);
    entryCounts.push(entries.length);
  }
}
const digest = hash.digest("hex");

function read(path: string): string {
  const file = others.get(path);
  if (!file) throw new Error(`The sample has no file ${path}, only ${[...others.keys()].join(", ")}`);
  return file.content;
}

function readHoldings(path: string): Holdings {
  const parsed = parseHoldingsCsv(read(path));
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
}

const current = readHoldings("holdings/sample-index_2026-06-30.csv");
const earlier = readHoldings("holdings/sample-index_2025-12-31.csv");
const comparison = readHoldings("holdings/sample-large-cap-index_2026-06-30.csv");
const tickerMap = parseTickerMap(read("companyfacts/company_tickers.json"));

describe("the files of the sample", () => {
  test("are the same bytes on every machine", () => {
    expect(digest).toBe("79b81a00315d6cda6195d81106c65f311a3fd9d1e92fabc90a89ecfee02ecd19");
  });

  test("stay small enough to load first", () => {
    expect(bytes).toBeLessThan(190_000_000);
  });

  test("are recognised by their content", () => {
    const kinds = [...others.values()].map(({ path, content }) => [
      path,
      detectSource(content.slice(0, sourceHeadLength)),
    ]);
    expect(kinds.filter(([, kind]) => kind === "unknown")).toEqual([]);
  });

  test("are read without a loss by the parser of companyfacts", () => {
    expect(unreadable).toEqual([]);
    expect(entryCounts.length).toBeGreaterThan(1850);
    const known = entryCounts.toSorted((a, b) => a - b);
    expect(known[1], "all but the filer under IFRS, whose tags are not mapped").toBeGreaterThan(30);
  });

  test("hold proxy rows without fiscal year and period, as real files do", () => {
    expect(proxyFilers.length).toBeGreaterThan(200);
  });
});

describe("the holdings", () => {
  test("are those of the sample fund at the as-of date", () => {
    expect(current.fundName).toBe("Ballast Sample Index");
    expect(new Date(current.asOf * 86_400_000).toISOString()).toContain("2026-06-30");
  });

  test("number about 1,950, with cash, rights and an escrow set aside", () => {
    expect(current.constituents.length).toBeGreaterThanOrEqual(1950);
    expect(current.constituents.length).toBeLessThan(1960);
    const reasons = current.skipped.map(({ why }) => why).join("; ");
    for (const reason of ["cash", "money-market", "future", "right", "escrow", "contingent value right"])
      expect(reasons).toContain(reason);
  });

  test("weigh 0.995 without cash, the ten largest of them 4 to 5%", () => {
    const weights = current.constituents.map(({ weight }) => weight ?? 0).toSorted((a, b) => b - a);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const topTen = weights.slice(0, 10).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(0.995, 2);
    expect(topTen).toBeGreaterThan(0.038);
    expect(topTen).toBeLessThan(0.052);
  });

  test("changed since the earlier file: some names left, some joined", () => {
    const now = new Set(current.constituents.map(({ ticker }) => ticker));
    const before = new Set(earlier.constituents.map(({ ticker }) => ticker));
    expect([...before].filter((ticker) => !now.has(ticker)).length).toBeGreaterThan(30);
    expect([...now].filter((ticker) => !before.has(ticker)).length).toBeGreaterThan(30);
  });

  test("have a few companies under another ticker in the earlier file, with the same name", () => {
    const now = new Map(current.constituents.map(({ ticker, name }) => [name, ticker]));
    const renamed = earlier.constituents.filter(({ ticker, name }) => now.has(name) && now.get(name) !== ticker);
    expect(renamed).toHaveLength(4);
  });

  test("have a comparison of large companies, a third of the weight in ten", () => {
    expect(comparison.constituents).toHaveLength(503);
    const topTen = comparison.constituents.slice(0, 10).reduce((total, { weight }) => total + (weight ?? 0), 0);
    expect(topTen).toBeGreaterThan(0.3);
    expect(topTen).toBeLessThan(0.45);
  });
});

describe("the registers and the market files", () => {
  test("map nearly every ticker to a CIK that EDGAR has not given, class shares with a dash", () => {
    if (!tickerMap.ok) throw new Error(tickerMap.error.message);
    const { entries } = tickerMap.value;
    const found = current.constituents.filter(({ ticker }) => tickerMap.value.find(ticker));
    expect(current.constituents.length - found.length).toBeGreaterThan(5);
    expect(current.constituents.length - found.length).toBeLessThan(40);
    expect(Math.min(...entries.map(({ cik }) => cik))).toBeGreaterThan(2_000_000_000);
    expect(entries.some(({ ticker }) => /^[A-Z]{4}-[AB]$/.test(ticker))).toBe(true);
  });

  test("give a SIC code for nearly every company", () => {
    const sic = parseSicCsv(read("companyfacts/sic.csv"));
    expect(sic.ok && sic.value.sicByCik.size).toBeGreaterThan(1850);
  });

  test("have closes of both funds that move together, the less so of late", () => {
    const readFund = (fileName: string) => requireValue(parsePricesCsv(read(`prices/${fileName}`), { fileName }));
    const [small, large] = [readFund("IWM.csv"), readFund("SPY.csv")];
    expect([small.skipped, large.skipped, formatDay(small.asOf)]).toEqual([[], [], "2026-06-30"]);
    const toCloses = ({ points }: typeof small) => points.map(({ day, priceUsd }) => ({ day, close: priceUsd }));
    const returns = pairReturns(toCloses(small), toCloses(large));
    const year = (end: string) => measureComovement(takeYear(returns, readIsoDay(end)))?.correlation ?? 0;
    expect(year("2015-12-31")).toBeGreaterThan(0.9);
    expect(year("2026-06-30")).toBeLessThan(0.87);
    expect(year("2026-06-30")).toBeGreaterThan(0.7);
  });

  test("have a list of companies that earn, most of them in the index", () => {
    const profitable = readHoldings("holdings/sample-profitable-index_2026-06-30.csv");
    const tickers = new Set(current.constituents.map(({ ticker }) => ticker));
    expect(profitable.constituents).toHaveLength(500);
    expect(profitable.constituents.filter(({ ticker }) => tickers.has(ticker)).length).toBeGreaterThan(450);
  });

  test("are read whole: prices, rates and second-hand fundamentals", () => {
    const prices = parsePricesCsv(read("prices/monthly_constituents.csv"), { fileName: "monthly_constituents.csv" });
    const rates = parseRatesCsv(read("rates/FEDFUNDS.csv"), { fileName: "FEDFUNDS.csv" });
    const fundamentals = parseFundamentalsCsv(read("fundamentals/sample.csv"), { fileName: "sample.csv" });
    expect(prices.ok && prices.value.skipped).toEqual([]);
    expect(rates.ok && rates.value.series.length).toBe(1);
    expect(fundamentals.ok && fundamentals.value.skipped).toEqual([]);
    expect(fundamentals.ok && fundamentals.value.companies.length).toBeGreaterThan(20);
  });
});
