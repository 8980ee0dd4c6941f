import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { parsePricesCsv } from "#lib/source/prices-csv";
import { parseRatesCsv } from "#lib/source/rates-csv";
import { readText, requireValue } from "../../support/read-fixture";

describe("parseRatesCsv", () => {
  it("reads date,value under the name of the file, as ratios, oldest first, without days that are blank or a dot", () => {
    const rates = requireValue(parseRatesCsv(readText("ok-rates-value.csv"), { fileName: "folder/DGS10.csv" }));
    expect(rates.series.map(({ id }) => id)).toEqual(["DGS10"]);
    expect(rates.series[0]?.values.map(({ day, value }) => [formatDay(day), value])).toEqual([
      ["2025-12-30", 0.0414],
      ["2025-12-31", 0.0415],
    ]);
    expect(rates).toMatchObject({ blankCount: 2, skipped: [] });
    expect(formatDay(rates.asOf)).toBe("2025-12-31");
  });

  it.each([
    ["ok-rates-series.csv", "INVENTED10", 0.0414],
    ["ok-rates-observation.csv", "INVENTED2", 0.0345],
  ])("reads %s under the name in its header", (name, id, value) => {
    expect(requireValue(parseRatesCsv(readText(name))).series).toMatchObject([{ id, values: [{ value }] }]);
  });

  it("reads a curve of several maturities with American dates", () => {
    const { series } = requireValue(parseRatesCsv(readText("ok-rates-treasury.csv")));
    expect(series.map(({ id, values }) => [id, values.map(({ value }) => value)])).toEqual([
      ["1 Mo", [0.037]],
      ["10 Yr", [0.0414, 0.0415]],
    ]);
  });

  it("SRC-2: skips a line that it cannot read", () => {
    const rates = requireValue(parseRatesCsv("date,X\n2025-02-30,1\n2025-03-01,abc\n2025-03-02,1,2\n2025-03-03,1\n"));
    expect(rates.skipped.map(({ line, why }) => `${line} ${why}`)).toEqual([
      "2 the date cannot be read",
      '3 "abc" is not a number',
      "4 it has 3 cells, the header has 2",
    ]);
  });

  it.each([
    ["not-ok-rates-header.csv", "day,rate", 1],
    ["not-ok-rates-blank.csv", "No line", 2],
  ])("refuses %s and says what was expected", (name, words, line) => {
    expect(parseRatesCsv(readText(name), { fileName: "x.csv" })).toMatchObject({
      ok: false,
      error: { line, message: expect.stringContaining(words), expected: expect.any(String) },
    });
  });

  it("refuses a column without a name", () => {
    expect(parseRatesCsv("date,value\n2025-01-01,1\n")).toMatchObject({ ok: false, error: { line: 1 } });
  });
});

describe("parsePricesCsv", () => {
  it("reads month-end prices of many tickers", () => {
    const prices = requireValue(parsePricesCsv(readText("ok-prices-monthly.csv")));
    expect(prices.shape).toBe("monthly");
    expect(prices.points.map(({ ticker, priceUsd, marketCapUsd }) => [ticker, priceUsd, marketCapUsd])).toEqual([
      ["ALFA", 100.5, 1_000_000],
      ["ALFA", 101, null],
    ]);
    expect(prices.skipped.map(({ line, what, why }) => `${line} ${what}: ${why}`)).toEqual([
      "3 BET-B 2026-01-31: a price is not a number",
      "5 GAMA 2026-02-28: it has no price above zero",
      "6 ALFA not a date: the date cannot be read",
    ]);
  });

  it("reads daily bars of the ticker that names the file", () => {
    const prices = requireValue(parsePricesCsv(readText("ok-prices-daily.csv"), { fileName: "a/b/IWM.csv" }));
    expect(prices).toMatchObject({ shape: "daily", points: [{ ticker: "IWM", priceUsd: 1.5, marketCapUsd: null }] });
  });

  it("refuses daily bars of nobody, and a header that is none", () => {
    expect(parsePricesCsv(readText("ok-prices-daily.csv"))).toMatchObject({ ok: false, error: { line: 1 } });
    expect(parsePricesCsv(readText("not-ok-prices-header.csv"))).toMatchObject({ ok: false, error: { line: 1 } });
  });
});
