import { describe, expect, test } from "vitest";
import { getInterest, setInterest } from "#lib/evidence/store/net-interest";
import { parseVendorFile } from "#lib/evidence/store/vendor-file";
import { day } from "@/tests/support/build-entries";
import { buildVendorFile, buildYear, writeVendorText } from "@/tests/support/build-evidence";

describe("a vendor's file", () => {
  test("gives each filer its years, oldest first", () => {
    const { companies, rowCount } = buildVendorFile([buildYear(1, 2012), buildYear(1, 2011), buildYear(2, 2012)]);
    expect(rowCount).toBe(3);
    expect([...companies.keys()].sort()).toEqual([1, 2]);
    expect(companies.get(1)?.reports.map(({ end, filed, months }) => [end, filed, months])).toEqual([
      [day("2011-12-31"), day("2012-03-01"), 12],
      [day("2012-12-31"), day("2013-03-01"), 12],
    ]);
    expect(companies.get(1)?.reports[0]?.values.get("equity")).toBe(500e6);
  });

  test.each([
    ["2011-12-31", "2011-12-20", "unreadable"],
    ["2011-12-31", "2012-01-14", "published_too_early"],
    ["2011-12-31", "2012-01-15", null],
    ["2011-12-31", "2012-06-28", null],
    ["2011-12-31", "2012-06-29", "published_too_late"],
  ])("drops the year to %s published on %s as %s", (period_end, filed, reason) => {
    const { companies, dropped } = buildVendorFile([buildYear(1, 2011, { period_end, filed }), buildYear(2, 2011)]);
    expect(companies.has(1)).toBe(reason === null);
    expect([...dropped].filter(([, count]) => count > 0)).toEqual(reason === null ? [] : [[reason, 1]]);
  });

  test("counts rows without a CIK, rows of a second ticker of one, and rows that cannot be read", () => {
    const { companies, dropped } = buildVendorFile([
      buildYear(1, 2011),
      buildYear(1, 2012),
      buildYear(1, 2012, { ticker: "OTHER" }),
      buildYear(2, 2011, { cik: "" }),
      buildYear(3, 2011, { equity: "much" }),
    ]);
    expect(companies.get(1)?.ticker).toBe("T1");
    expect(Object.fromEntries(dropped)).toMatchObject({ no_cik: 1, second_ticker: 1, unreadable: 1 });
  });

  test("is refused where a column is none of the format", () => {
    const parsed = parseVendorFile(writeVendorText([buildYear(1, 2011, { made_up: 1 })]), "vendor.csv");
    expect(parsed.ok ? "" : parsed.error.message).toContain("made_up");
  });
});

describe("interest", () => {
  // Net interest, cash; gross interest at the lower and the higher end.
  test.each([
    [20, 100, 20, 25],
    [-3, 100, 0, 2],
    [-8, 100, 0, 0],
    [20, 0, 20, 20],
  ])("EV-2: net interest of %d with cash of %d is between %d and %d", (net, cash, low, high) => {
    const report = {
      months: 12,
      values: new Map([
        ["interest_expense", net],
        ["cash", cash],
      ]),
    } as const;
    expect([getInterest(report, "low"), getInterest(report, "high")]).toEqual([low, high]);
  });

  test("of a quarter earns a quarter of a year's yield, and is not known where net interest is not", () => {
    const cash = ["cash", 400] as const;
    expect(getInterest({ months: 3, values: new Map([["interest_expense", 1], cash]) }, "high")).toBe(6);
    expect(getInterest({ months: 12, values: new Map([cash]) }, "high")).toBeNull();
  });

  test("stands in the entries of a company at the end that is asked for, and nothing else changes", () => {
    const company = buildVendorFile([buildYear(1, 2011, { interest_net: -1e6, cash: 100e6 })]).companies.get(1);
    if (company === undefined) throw new Error("The company is there.");
    const [low, high] = (["low", "high"] as const).map((end) => setInterest(company, end));
    const read = (entries = low) => entries?.find(({ fact }) => fact === "interest_expense")?.value;
    expect([read(low), read(high)]).toEqual([0, 4e6]);
    const others = (entries = low) => entries?.filter(({ fact }) => fact !== "interest_expense");
    expect(others(high)).toEqual(others(low));
  });
});
