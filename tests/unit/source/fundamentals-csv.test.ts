import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { selectFacts } from "#lib/fact/select";
import { parseFundamentalsCsv } from "#lib/source/fundamentals-csv";
import { day } from "../../support/build-entries";
import { readText, requireValue } from "../../support/read-fixture";

const options = { fileName: "mine.csv" };

describe("parseFundamentalsCsv", () => {
  const file = requireValue(parseFundamentalsCsv(readText("ok-fundamentals.csv"), options));
  const alfa = file.companies.find(({ cik }) => cik === 1);
  const entries = alfa?.entries ?? [];

  it("reads columns by name in any order, one company per CIK", () => {
    expect(file.rowCount).toBe(5);
    expect(file.companies.map(({ cik, ticker }) => [cik, ticker])).toEqual([
      [1, "ALFA"],
      [2, "FORE"],
    ]);
  });

  it("SRC-7: does not mix the rows of two tickers that a file gives one CIK", () => {
    const text = ["cik,ticker,period_end,period,revenue", "1,NEWT,2025-12-31,FY,10", "1,NE,2025-12-31,FY,20"].join(
      "\n",
    );
    const { companies } = requireValue(parseFundamentalsCsv(text, options));
    expect(companies.map(({ ticker, entries: own }) => [ticker, own.map(({ value }) => value)])).toEqual([
      ["NEWT", [10]],
      ["NE", [20]],
    ]);
  });

  it("takes flows over the period and balances as of its end", () => {
    expect(entries.find(({ fact }) => fact === "total_assets")).toMatchObject({ start: null, value: 500 });
    expect(
      entries
        .filter(({ fact }) => fact === "net_income")
        .map(({ start, end }) => [start && formatDay(start), formatDay(end)]),
    ).toEqual([
      ["2024-01-01", "2024-12-31"],
      ["2025-01-01", "2025-12-31"],
    ]);
  });

  it("keeps accession, form and filing date where they are given", () => {
    expect(entries.find(({ fact }) => fact === "total_assets")).toMatchObject({
      tag: "file:total_assets",
      accession: "0000000001-25-000001",
      form: "10-K",
      filed: day("2025-02-20"),
    });
  });

  it("SRC-5: assumes a filing date where none is given, and marks the form", () => {
    const year = entries.find(
      ({ fact, end, form }) => fact === "revenue" && end === day("2025-12-31") && form === "CSV*",
    );
    expect(year).toMatchObject({ accession: "file:mine.csv", filed: day("2026-03-31") });
    const quarter = entries.find(({ filed }) => filed === day("2025-12-31") + 45);
    expect(quarter).toMatchObject({ value: 310, start: day("2025-10-01") });
    expect(entries.find(({ form }) => form === "CSV TTM*")).toMatchObject({ value: 1250, start: day("2025-04-01") });
  });

  it("SRC-6: keeps another currency, marks it, and computes nothing from it", () => {
    const foreign = file.companies.find(({ cik }) => cik === 2);
    expect(foreign?.entries).toMatchObject([{ unit: "EUR" }, { unit: "EUR" }]);
    expect([...file.foreignCurrencies]).toEqual([["EUR", 1]]);
    const point = selectFacts(foreign?.entries ?? [], day("2026-05-05")).get("revenue");
    expect(point).toMatchObject({ known: false, detail: expect.stringContaining("EUR") });
  });

  it("SRC-2: skips a row that it cannot read with its line and the reason", () => {
    expect(file.skipped.map(({ line, what, why }) => `${line} ${what}: ${why}`)).toEqual([
      '7 BADN 2025-12-31: revenue is "7x", which is not a number',
      '8 BADD 31.12.2025: the period_end "31.12.2025" is not an ISO date (2025-12-31)',
      '9 BADP 2025-12-31: the period "HY" is not one of FY, Q, TTM',
      "10 2025-12-31: it names no company (cik or ticker)",
      '11 BADC 2025-12-31: the CIK "1e9x" is not a number of up to ten digits',
      "12 BADF 2025-12-31: it was filed on 2025-01-01, before its period ended",
      "13 ALFA 2025-12-31: the same period of the same company stands on line 3 already",
      "14 2025-12-31: it has 4 cells, the header has 12",
    ]);
  });

  it("gives twelve months that are not a fiscal year to the trailing column only", () => {
    const facts = selectFacts(entries, day("2026-07-05"));
    expect(facts.get("revenue")).toMatchObject({ value: 1250 });
    expect(facts.get("revenue_fy")).toMatchObject({ value: 1200 });
  });

  it("SRC-4: refuses an unknown column by name, unless it is to be ignored", () => {
    const text = readText("not-ok-fundamentals-column.csv");
    expect(parseFundamentalsCsv(text, options)).toMatchObject({
      ok: false,
      error: {
        line: 1,
        message: 'Unknown columns: "ebitda_adjusted", "note".',
        expected: expect.stringContaining("--ignore-unknown"),
      },
    });
    const tolerant = requireValue(parseFundamentalsCsv(text, { ...options, ignoreUnknown: true }));
    expect(tolerant.ignoredColumns).toEqual(["ebitda_adjusted", "note"]);
    expect(tolerant.companies[0]?.entries).toMatchObject([{ fact: "revenue", value: 1 }]);
  });

  it.each([
    ["not-ok-fundamentals-key.csv", "cik or ticker, period_end", 1],
    ["not-ok-fundamentals-twice.csv", '"revenue" stands twice', 1],
    ["not-ok-fundamentals-no-good-row.csv", "yesterday", 2],
    ["not-ok-empty.csv", "empty", 1],
  ])("refuses %s and says what is wrong and where", (name, words, line) => {
    const parsed = parseFundamentalsCsv(readText(name), options);
    expect(parsed).toMatchObject({ ok: false, error: { line, message: expect.stringContaining(words) } });
  });
});
