import { describe, expect, it } from "vitest";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";
import { omit, standardCompany } from "../../support/standard-company";

const company: Row = standardCompany;

describe("Piotroski", () => {
  it("compares return on assets with last year's, not its change with last year's change", () => {
    // ROA 6%, 5%, and (by the row two years back) 1%: the rise slowed from 4 to 1 points, and F3 is still passed.
    const slowing = {
      ...company,
      net_income: 54,
      "total_assets[-1]": 900,
      "net_income[-1]": 42.5,
      "total_assets[-2]": 850,
      "net_income[-2]": 8,
    };
    expect(readPlain("f_roa_up", slowing)).toBe(true);
    expect(readPlain("f_roa_up", { ...slowing, net_income: 44 })).toBe(false);
  });

  it("MD-6: takes beginning assets, not those at the end", () => {
    const grown = { ...company, total_assets: 9_000, net_income: 66, "net_income[-1]": 60 };
    expect(readPlain("f_roa_up", grown)).toBe(true);
    expect(readPlain("f_turnover_up", grown)).toBe(true);
  });

  it("allows a share issue of up to 2%, and does not ask for none at all", () => {
    const issue = (shares: number): Row => ({ ...company, shares_outstanding: shares, "shares_outstanding[-1]": 100 });
    expect(readPlain("f_no_issue", issue(101.9))).toBe(true);
    expect(readPlain("f_no_issue", issue(100))).toBe(true);
    expect(readPlain("f_no_issue", issue(90))).toBe(true);
    expect(readPlain("f_no_issue", issue(102.1))).toBe(false);
  });

  it("counts a fall of long-term debt against assets, and not its absence in both years", () => {
    expect(readPlain("f_leverage_down", { ...company, debt_noncurrent: 0 })).toBe(true);
    expect(readPlain("f_leverage_down", { ...company, debt_noncurrent: 0, "debt_noncurrent[-1]": 0 })).toBe(false);
    expect(readPlain("f_leverage_down", { ...company, debt_noncurrent: 700 })).toBe(false);
  });

  it("judges cash against earnings on the same base", () => {
    expect(readPlain("f_accruals", { ...company, operating_cash_flow: 89 })).toBe(false);
    expect(readPlain("f_accruals", { ...company, net_income: -50, operating_cash_flow: -20 })).toBe(true);
  });

  it("does not pass a test that stands still", () => {
    const still = { ...company, "current_assets[-1]": 400, "gross_profit[-1]": 320 };
    expect(readPlain("f_liquidity_up", still)).toBe(false);
    expect(readPlain("f_margin_up", still)).toBe(false);
  });

  it("is a score of eight judged tests, and missing from seven down", () => {
    const eight = omit(company, "gross_profit[-1]");
    expect(readPlain("piotroski_judged", eight)).toBe(8);
    expect(readPlain("piotroski_f", eight)).toBe(7);
    const seven = omit(eight, "debt_noncurrent");
    expect(readPlain("piotroski_judged", seven)).toBe(7);
    expect(readPlain("piotroski_passed", seven)).toBe(6);
    expect(readPlain("piotroski_f", seven)).toBe("(not_reported)");
  });

  it("judges nothing where nothing is known", () => {
    const row = { sic: 3500, sector: "Industrials" };
    expect(readPlain("piotroski_judged", row)).toBe(0);
    expect(readPlain("piotroski_f", row)).toBe("(not_reported)");
  });
});
