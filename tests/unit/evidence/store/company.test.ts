import { describe, expect, test } from "vitest";
import { getMarketValue, getTotalReturn } from "#lib/evidence/store/company";
import { findBefore, parseListedStocks, parsePastPrices } from "#lib/evidence/store/past-prices";
import { findQuotedSplits, getQuotedDay, listQuotes } from "#lib/evidence/store/quotes";
import { day } from "@/tests/support/build-entries";
import { buildCompanies, buildCompany, buildPrices, buildYear } from "@/tests/support/build-evidence";

describe("the files of prices and stocks", () => {
  test("give series by ticker, oldest first, without rows that have no price", () => {
    const text = "ticker,date,close,adj_close\nA,2011-03-31,2,1\nA,2011-02-28,3,1.5\nB,2011-02-28,0,1\nB,soon,1,1\n";
    const parsed = parsePastPrices(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    expect(parsed.value.droppedCount).toBe(2);
    expect([...parsed.value.pricesByTicker]).toEqual([
      [
        "A",
        [
          { day: day("2011-02-28"), closeUsd: 3, adjustedUsd: 1.5 },
          { day: day("2011-03-31"), closeUsd: 2, adjustedUsd: 1 },
        ],
      ],
    ]);
  });

  test("are refused with another header, or without a row", () => {
    expect(parsePastPrices("date,close\n2011-02-28,1\n").ok).toBe(false);
    expect(parsePastPrices("ticker,date,close,adj_close\nA,soon,1,1\n").ok).toBe(false);
    expect(parseListedStocks("symbol,name\nA,B\n").ok).toBe(false);
  });

  test("give the CIK and the SIC code of a stock, and leave out who has no CIK", () => {
    expect(parseListedStocks("symbol,CIK,SIC\nA,1090872,3826\nB,,3826\nC,12,0\n")).toEqual({
      ok: true,
      value: [
        { ticker: "A", cik: 1_090_872, sic: 3826 },
        { ticker: "C", cik: 12, sic: null },
      ],
    });
  });
});

describe("market value", () => {
  const report = (company = plain) => {
    const found = company.reports.at(-1);
    if (found === undefined) throw new Error("The company has a report.");
    return found;
  };
  const plain = buildCompany([buildYear(1, 2012)], new Map([[1, buildPrices("2013-01", "2015-01")]]));

  test("is the newest price strictly before the day times the shares", () => {
    const rising = buildPrices("2013-01", "2014-01", (month) =>
      month === "2013-06" ? { closeUsd: 99, adjustedUsd: 99 } : {},
    );
    const company = buildCompany([buildYear(1, 2012)], new Map([[1, rising]]));
    expect(getMarketValue(company, report(), day("2013-06-30"))).toEqual({ marketValueUsd: 1_000e6, priceUsd: 10 });
    expect(findBefore(rising, day("2013-07-01"))?.closeUsd).toBe(99);
  });

  test("counts shares as they were before a split that the file knows already", () => {
    // One share becomes two in June: the file of later years has 100 million, where there were 50.
    const split = buildPrices("2013-01", "2014-01", (month) =>
      month < "2013-06" ? { closeUsd: 20, adjustedUsd: 10 } : {},
    );
    const company = buildCompany([buildYear(1, 2012)], new Map([[1, split]]));
    expect(getMarketValue(company, report(), day("2013-05-15"))).toEqual({ marketValueUsd: 1_000e6, priceUsd: 10 });
    expect(getMarketValue(company, report(), day("2013-07-15"))).toEqual({ marketValueUsd: 1_000e6, priceUsd: 10 });
  });

  test("EV-5: is missing where a later split is open, and where the price is old", () => {
    const open = buildPrices("2013-01", "2014-01", (month) => (month < "2013-09" ? { closeUsd: 18.4 } : {}));
    const company = buildCompany([buildYear(1, 2012)], new Map([[1, open]]));
    expect(getMarketValue(company, report(), day("2013-06-30"))).toBeNull();
    expect(getMarketValue(company, report(), day("2013-10-15"))).not.toBeNull();
    expect(getMarketValue(plain, report(), day("2015-03-20"))).toBeNull();
  });

  test("is missing where two stocks go by one CIK", () => {
    const prices = buildPrices("2013-01", "2014-01");
    const company = buildCompany([buildYear(1, 2012)], new Map(), {
      stocks: [
        { ticker: "A", cik: 1, sic: 2000 },
        { ticker: "B", cik: 1, sic: 2000 },
      ],
      pricesByTicker: new Map([
        ["A", prices],
        ["B", prices],
      ]),
    });
    expect(getMarketValue(company, report(), day("2013-06-30"))).toBeNull();
    expect(company.sic).toBe(2000);
  });

  test("companies come in the order of their CIKs, whatever that of the file", () => {
    expect(buildCompanies([buildYear(7, 2012), buildYear(3, 2012)]).map(({ cik }) => cik)).toEqual([3, 7]);
  });
});

describe("quotes from 2021 on", () => {
  test.each([
    ["2021-01-30", "2021-01-29"],
    ["2021-03-31", "2021-03-30"],
    ["2021-05-31", "2021-05-28"],
    ["2021-01-31", "2021-01-29"],
  ])("a row of %s holds the close of %s", (date, quoted) => {
    expect(getQuotedDay(day(date))).toBe(day(quoted));
  });

  const quote = (date: string, priceUsd: number, marketCapUsd: number) => {
    return { ticker: "A", day: day(date), priceUsd, marketCapUsd };
  };

  test("EV-5: a split is where price and count take opposite steps; an issue is none", () => {
    const points = [
      quote("2021-01-30", 10, 100),
      quote("2021-02-27", 5.1, 102),
      quote("2021-03-27", 5, 250),
      quote("2021-05-01", 50, 250),
    ];
    const quotes = listQuotes(points).get("A") ?? [];
    expect(findQuotedSplits(quotes)).toEqual([
      { day: day("2021-02-26"), factor: 2 },
      { day: day("2021-04-30"), factor: 0.1 },
    ]);
  });

  test("carry a return on from where the prices end, over splits", () => {
    const prices = buildPrices("2020-01", "2021-03", (month) =>
      month >= "2021-01" ? { adjustedUsd: 20, closeUsd: 20 } : {},
    );
    const quotes = listQuotes([
      quote("2021-04-01", 20, 200),
      quote("2021-05-29", 10, 200),
      quote("2022-06-25", 5, 100),
    ]).get("A");
    const company = { prices, quotes: quotes ?? [], quotedSplits: findQuotedSplits(quotes ?? []) };
    expect(getTotalReturn(company, day("2020-06-30"), day("2021-02-15"))).toBe(1);
    // Doubled until March 2021, halved since.
    expect(getTotalReturn(company, day("2020-06-30"), day("2022-06-30"))).toBe(0);
    expect(getTotalReturn(company, day("2020-06-30"), day("2023-06-30"))).toBeNull();
    expect(getTotalReturn(company, day("2019-06-30"), day("2020-06-30"))).toBeNull();
  });
});
