import { describe, expect, test } from "vitest";
import { chooseReport, listYearReports } from "#lib/evidence/store/year-report";
import { day } from "@/tests/support/build-entries";
import { buildVendorFile, buildYear, type VendorRow } from "@/tests/support/build-evidence";

function buildQuarter(period_end: string, filed: string, values: VendorRow = {}): VendorRow {
  return { ticker: "T1", cik: 1, period_end, period: "Q", filed, revenue: 10, total_assets: 100, ...values };
}

const quarters2020 = [
  buildQuarter("2020-03-31", "2020-05-01", { revenue: 1, total_assets: 101 }),
  buildQuarter("2020-06-30", "2020-08-01", { revenue: 2, total_assets: 102 }),
  buildQuarter("2020-09-30", "2020-11-01", { revenue: 3, total_assets: 103 }),
  buildQuarter("2020-12-31", "2021-02-20", { revenue: 4, total_assets: 104 }),
];

function list(annual: readonly VendorRow[], quarterly: readonly VendorRow[]) {
  const find = (rows: readonly VendorRow[]) => (rows.length === 0 ? undefined : buildVendorFile(rows).companies.get(1));
  return listYearReports(find(annual), find(quarterly));
}

describe("twelve months", () => {
  test("are four quarters added up, with the last balance sheet", () => {
    const [report, ...others] = list([], quarters2020);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ end: day("2020-12-31"), known: day("2021-02-20"), origin: "quarterly" });
    expect(report?.values.get("revenue")).toBe(10);
    expect(report?.values.get("total_assets")).toBe(104);
  });

  test("are not made across a gap, and a flow counts where all four quarters have it", () => {
    expect(list([], quarters2020.toSpliced(1, 1, buildQuarter("2019-06-30", "2019-08-01")))).toEqual([]);
    const [report] = list([], quarters2020.with(2, { ...quarters2020[2], revenue: "", net_income: 1 }));
    expect(report?.values.has("revenue")).toBe(false);
    expect(report?.values.has("net_income")).toBe(false);
  });

  test("are known when the last of their quarters is", () => {
    const late = quarters2020.with(0, buildQuarter("2020-03-31", "2020-09-01"));
    const [report] = list([], late.with(3, buildQuarter("2020-12-31", "2021-01-20")));
    expect(report?.known).toBe(day("2021-01-20"));
  });
});

describe("the report of a date", () => {
  const reports = list([buildYear(1, 2010), buildYear(1, 2011), buildYear(1, 2012)], []);

  test.each([
    ["2012-06-30", "2011-12-31"],
    ["2012-03-01", "2011-12-31"],
    ["2012-02-29", "2010-12-31"],
    ["2014-03-31", "2012-12-31"],
    ["2014-04-01", null],
    ["2010-06-30", null],
  ])("on %s is that of %s", (date, end) => {
    expect(chooseReport(reports, day(date))?.end ?? null).toBe(end === null ? null : day(end));
  });

  test("EV-13: quarters count where the twelve months before them are known", () => {
    const first = [...quarters2020, buildQuarter("2021-03-31", "2021-05-01")];
    const withYear = list([buildYear(1, 2019)], first);
    // The year to March 2021 has no year to March 2020 before it; that to December 2020 has the fiscal year 2019.
    expect(chooseReport(withYear, day("2021-06-30"))?.end).toBe(day("2020-12-31"));
    expect(chooseReport(list([], first), day("2021-06-30"))).toBeNull();
  });
});
