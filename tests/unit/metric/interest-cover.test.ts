import { describe, expect, it } from "vitest";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";

const company: Row = { sic: 3500, sector: "Industrials", ebit: 60.1, interest_expense: 31.6, total_debt: 500 };

describe("interest cover", () => {
  it("is EBIT over gross interest", () => {
    expect(readPlain("interest_cover", company)).toBeCloseTo(60.1 / 31.6, 12);
  });

  it("M2: is no_debt without debt, even where interest was paid during the year", () => {
    expect(readPlain("interest_cover", { ...company, total_debt: 0 })).toBe("(no_debt)");
    expect(readPlain("interest_cover", { ...company, total_debt: 0, ebit: -5 })).toBe("(no_debt)");
  });

  it("stands as a negative number at a loss", () => {
    expect(readPlain("interest_cover", { ...company, ebit: -63.2 })).toBeCloseTo(-2, 12);
    expect(readPlain("interest_cover < 1", { ...company, ebit: -63.2 })).toBe(true);
  });

  it("M1: is not reported when interest is not, and passes no filter then", () => {
    const { interest_expense: _, ...silent } = company;
    expect(readPlain("interest_cover", silent)).toBe("(not_reported)");
    expect(readPlain("interest_cover > 3", silent)).toBeNull();
  });

  it("M2: is never infinite: interest of nil with debt is not meaningful", () => {
    expect(readPlain("interest_cover", { ...company, interest_expense: 0 })).toBe("(not_meaningful)");
  });

  it("needs no debt figure where interest is reported", () => {
    const { total_debt: _, ...silent } = company;
    expect(readPlain("interest_cover", silent)).toBeCloseTo(60.1 / 31.6, 12);
  });

  it("keeps the reason of a figure that is stale or in conflict", () => {
    expect(readPlain("interest_cover", { ...company, ebit: { missing: "stale" } })).toBe("(stale)");
    expect(readPlain("interest_cover", { ...company, interest_expense: { missing: "conflict" } })).toBe("(conflict)");
  });

  it("MD-22: applies to brokers and managers of funds, which are judged as operating companies", () => {
    for (const sic of [6211, 6282, 6411]) {
      expect(readPlain("interest_cover", { ...company, sic, sector: "Financials" })).toBeCloseTo(1.902, 3);
    }
  });

  it("does not apply to banks, insurers, other financials and shells", () => {
    for (const sic of [6022, 6331, 6141]) {
      expect(readPlain("interest_cover", { ...company, sic, sector: "Financials" })).toBe("(not_applicable)");
    }
    expect(readPlain("interest_cover", { ...company, sic: 6770, sector: "Financials", ebit: -1 })).toBe(
      "(not_applicable)",
    );
  });

  it("M4: looks back by its lag, on last year's figures", () => {
    const before = { ...company, "ebit[-1]": 20, "interest_expense[-1]": 10, "total_debt[-1]": 100 };
    expect(readPlain("interest_cover[-1]", before)).toBe(2);
    expect(readPlain("interest_cover[-1]", { ...before, "total_debt[-1]": 0 })).toBe("(no_debt)");
  });
});
