import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import { parseHoldingsCsv } from "#lib/source/holdings-csv";
import { day } from "../../support/build-entries";
import { readText, requireValue } from "../../support/read-fixture";

describe("parseHoldingsCsv", () => {
  const holdings = requireValue(parseHoldingsCsv(readText("ok-holdings.csv")));
  const find = (ticker: string) => holdings.constituents.find((constituent) => constituent.ticker === ticker);

  it("reads the name of the fund and the date from the preamble", () => {
    expect(holdings.fundName).toBe("Invented Small Company ETF");
    expect(formatDay(holdings.asOf)).toBe("2026-05-05");
  });

  it("keeps one line per share, numbers with thousands separators, and the weight as a ratio", () => {
    expect(holdings.constituents.map(({ ticker }) => ticker)).toEqual(["ALFA", "BETB", "GAMA", "TWIN", "ZERO"]);
    expect(find("ALFA")).toEqual({
      line: 11,
      ticker: "ALFA",
      name: "ALFA MACHINES INC",
      sector: "Industrials",
      exchange: "NYSE",
      location: "United States",
      currency: "USD",
      weight: 0.4,
      marketValueUsd: 1_234_567.89,
      shares: 12_345,
      priceUsd: 100,
    });
  });

  it("gives an exchange that is spelled two ways one name", () => {
    expect(find("BETB")?.exchange).toBe("NYSE");
    expect(find("TWIN")?.exchange).toBe("unlisted");
  });

  it("SRC-8: has no price where the file says 0.00, and says so", () => {
    expect(find("ZERO")).toMatchObject({ priceUsd: null, remark: "the fund gives no price" });
  });

  it("SRC-8: leaves out a contingent value right, which is no company", () => {
    expect(find("DELT")).toBeUndefined();
  });

  it("SRC-2: says of every line that it leaves out where it stands and why", () => {
    expect(holdings.skipped.map(({ line, what, why }) => `${line} ${what}: ${why}`)).toEqual([
      "13 XCASH FUND OF BILLS: it is a money-market fund",
      "14 USD USD CASH: it is cash",
      "15 COLL CASH COLLATERAL: it is cash collateral",
      "18 TWIN TWIN RIGHTS-FREE INC CVR: it is a contingent value right",
      "20 P1N234 Oldco Inc Escrow: it is an escrow line",
      "21 ALFA RT ALFA MACHINES RIGHTS EXPIRY TH: it is a subscription right",
      "22 ALFAW ALFA MACHINES WARRANTS SERIE: it is a warrant",
      "23 DELT DELTA INC CVR: it is a contingent value right",
      "24 - OMEGA INC $12.50 VESTING Prvt: it has no ticker (an unlisted remainder)",
      "25 FUTZ9 SMALL COMPANY EMINI DEC 29: it is a future",
    ]);
  });

  it("SRC-1: takes the date from the file name when there is no preamble, and needs no footer", () => {
    const name = "ok-holdings-no-preamble_2025-11-11.csv";
    const bare = requireValue(parseHoldingsCsv(readText(name), { fileName: name }));
    expect(bare.fundName).toBeNull();
    expect(formatDay(bare.asOf)).toBe("2025-11-11");
    expect(bare.constituents.map(({ ticker }) => ticker)).toEqual(["ALFA", "BETB", "GAMA"]);
  });

  it("finds columns by name", () => {
    const name = "ok-holdings-columns-moved_2025-11-11.csv";
    const moved = requireValue(parseHoldingsCsv(readText(name), { fileName: name }));
    expect(moved.constituents).toMatchObject([{ ticker: "ALFA", priceUsd: 1000.5, weight: 1, exchange: "NYSE" }]);
    expect(moved.warnings).toEqual([]);
  });

  it("warns when the weights are far from one, because a file may be cut between two lines", () => {
    const text = readText("ok-holdings.csv").split("\n").slice(0, 11).join("\n");
    expect(requireValue(parseHoldingsCsv(text)).warnings).toEqual([expect.stringContaining("0.400")]);
  });

  const today = day("2026-11-29");
  const write = (asOf: string, inception = '"May 22, 2000"') =>
    readText("ok-holdings.csv")
      .replace(/Holdings as of,.*/, `Holdings as of,${asOf}\nInception Date,${inception}`)
      .replaceAll("\n", "\r");

  it("SRC-10: refuses a list of the future with the reading that was tried and the other", () => {
    expect(parseHoldingsCsv(write("12/05/2026"), { today })).toMatchObject({
      ok: false,
      error: {
        line: 2,
        message: expect.stringMatching(/5 December 2026, which is after today .*; read day first it is 12 May 2026/),
        expected: expect.stringContaining("--dates month-first or --dates day-first"),
      },
    });
    const told = parseHoldingsCsv(write("12/05/2026"), { today, dateOrder: "day-first" });
    expect(formatDay(requireValue(told).asOf)).toBe("2026-05-12");
  });

  it("SRC-10: reads a file that a spreadsheet has saved again, also with CR alone at the end of lines", () => {
    const saved = requireValue(parseHoldingsCsv(write("5/12/26", "5/22/00"), { today }));
    expect(formatDay(saved.asOf)).toBe("2026-05-12");
    expect(saved.constituents).toHaveLength(5);
    expect(saved.constituents[0]?.line).toBe(12);
  });

  it("SRC-10: takes the reading that the file's name has, and no other day of it", () => {
    const parse = (fileName: string) => parseHoldingsCsv(write("12/05/2026"), { today, fileName });
    expect(formatDay(requireValue(parse("IWM_2026-05-12.csv")).asOf)).toBe("2026-05-12");
    expect(parse("IWM_2026-05-13.csv").ok).toBe(false);
    expect(parse("IWM_2026-12-05.csv").ok).toBe(false);
  });

  it.each([
    ["1/1/1900", "the fund has existed since 22 May 2000"],
    ["5/12/99", "the fund has existed since 22 May 2000"],
    ["2026-11-30", "after today (29 November 2026)"],
    ["31/02/2026", '"31/02/2026" cannot be read'],
  ])("SRC-10: refuses a list of %s", (asOf, words) => {
    expect(parseHoldingsCsv(write(asOf, "5/22/2000"), { today })).toMatchObject({
      ok: false,
      error: { line: 2, message: expect.stringContaining(words) },
    });
  });

  it("SRC-10: holds a day in the file's name against today as well", () => {
    const bare = readText("ok-holdings-no-preamble_2025-11-11.csv");
    expect(parseHoldingsCsv(bare, { today, fileName: "IWM_2027-01-01.csv" })).toMatchObject({
      error: { message: expect.stringContaining('"2027-01-01" is after today') },
    });
  });

  it.each([
    ["not-ok-holdings-cut-in-line.csv", "ends in the middle of a line", 12],
    ["not-ok-holdings-cut-in-quote.csv", "quote is opened and never closed", 12],
    ["not-ok-holdings-no-header.csv", "No header", 1],
    ["not-ok-holdings-no-date.csv", "of which day", 1],
    ["not-ok-holdings-wrong-date.csv", "Foo 05, 2026", 2],
    ["not-ok-holdings-empty-table.csv", "no constituents", undefined],
    ["not-ok-empty.csv", "empty", 1],
  ])("refuses %s and says what is wrong, where, and what was expected", (name, words, line) => {
    const parsed = parseHoldingsCsv(readText(name));
    expect(parsed).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(words), expected: expect.any(String) },
    });
    expect(!parsed.ok && parsed.error.line).toBe(line);
  });
});
