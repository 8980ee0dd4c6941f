import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { parseSicCsv } from "#lib/source/sic-csv";
import { parseSubmissions } from "#lib/source/submissions";
import { parseTickerMap } from "#lib/source/ticker-map";
import { readText, requireValue } from "../../support/read-fixture";

describe("parseTickerMap", () => {
  const map = requireValue(parseTickerMap(readText("ok-tickers.json")));

  it("reads both shapes, a CIK as number or text, and counts what it cannot read", () => {
    expect(map.entries.map(({ cik, ticker }) => [cik, ticker])).toEqual([
      [1, "ALFA"],
      [2, "BET-B"],
      [3, "BET-PC"],
    ]);
    expect(map.skippedCount).toBe(1);
    const tabular = requireValue(parseTickerMap(readText("ok-tickers-exchange.json")));
    expect(tabular.entries).toMatchObject([
      { cik: 1, exchange: "NASDAQ" },
      { cik: 2, exchange: "" },
    ]);
    expect(tabular.skippedCount).toBe(1);
  });

  it.each(["BETB", "BET-B", "BET.B", "BET/B", "bet b"])("SRC-9: finds a class share spelled %s", (ticker) => {
    expect(map.find(ticker)?.cik).toBe(2);
  });

  it("SRC-9: does not take joined letters for a preferred share", () => {
    expect(map.find("BETPC")).toBeUndefined();
    expect(map.find("ALF")).toBeUndefined();
  });

  it("refuses JSON of another kind", () => {
    expect(parseTickerMap(readText("not-ok-tickers.json"))).toMatchObject({
      ok: false,
      error: { expected: expect.any(String) },
    });
    expect(parseTickerMap('{"fields":["a"],"data":[]}')).toMatchObject({ ok: false, error: { at: "fields" } });
  });
});

describe("parseSicCsv", () => {
  it("SRC-2: reads CIK and SIC code, and skips what is neither with its line", () => {
    const table = requireValue(parseSicCsv(readText("ok-sic.csv")));
    expect([...table.sicByCik]).toEqual([
      [1_364_479, 7350],
      [1750, 3720],
    ]);
    expect(table.skipped.map(({ line, why }) => `${line} ${why}`)).toEqual([
      "4 the SIC code is not a number of four digits",
      "5 the CIK is not a number of up to ten digits",
      "6 the CIK stands above with SIC 3720",
    ]);
  });

  it("refuses another header", () => {
    expect(parseSicCsv(readText("not-ok-sic.csv"))).toMatchObject({ ok: false, error: { line: 1 } });
  });
});

describe("parseSubmissions", () => {
  it("reads company, SIC code, end of fiscal year and filings", () => {
    const company = requireValue(parseSubmissions(readText("ok-submissions.json")));
    expect(company).toMatchObject({ cik: 1, sic: 7350, fiscalYearEnd: "1231", tickers: ["ALFA"], skippedCount: 1 });
    expect(company.formerNames).toEqual(["ALFA TOOLS INC"]);
    expect(company.filings.map(({ form, filed }) => [form, formatDay(filed)])).toEqual([["10-K", "2026-02-20"]]);
  });

  it("refuses lists of filings that do not fit together, and other documents", () => {
    expect(parseSubmissions(readText("not-ok-submissions.json"))).toMatchObject({
      ok: false,
      error: { at: "filings.recent" },
    });
    expect(parseSubmissions('{"cik":"x"}')).toMatchObject({ ok: false, error: { at: "cik" } });
    expect(parseSubmissions('{"cik":"1"}')).toMatchObject({ ok: false, error: { at: "name" } });
  });
});
