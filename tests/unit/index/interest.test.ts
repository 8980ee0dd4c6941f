import { describe, expect, it } from "vitest";
import { buildIndexInput, type JudgedRow, measureById } from "../../support/build-index-input";

const company = (cells: JudgedRow["cells"]): JudgedRow => ({ cells: { sector: "Industrials", sic: 3500, ...cells } });

const rows: readonly JudgedRow[] = [
  // 20 / 10: covered twice.
  company({ ticker: "A", weight: 0.5, total_debt: 100, "total_debt[-1]": 300, interest_expense: 10, ebit: 20 }),
  // 3 / 6: not covered.
  company({ ticker: "B", weight: 0.2, total_debt: 80, interest_expense: 6, ebit: 3 }),
  // No debt: covered, and outside of the ratio of interest to debt.
  company({ ticker: "C", weight: 0.1, total_debt: 0, ebit: -4 }),
  // Interest is not reported.
  company({ ticker: "D", weight: 0.1, total_debt: 50, ebit: 9 }),
  // A bank, whose interest is a cost of goods.
  { cells: { ticker: "E", sector: "Financials", sic: 6022, weight: 0.1, total_debt: 70, interest_expense: 40 } },
];

describe("interest", () => {
  const input = buildIndexInput(rows);

  it("is not covered by one of the three of which it is known", () => {
    const { value, base, published } = measureById("interest_not_covered", input);
    expect(value).toEqual({ state: "known", value: 1 / 3 });
    expect(base).toMatchObject({ known: { count: 3 }, unknown: { count: 1 }, denominator: { count: 4 } });
    expect(published[0]?.value).toBeCloseTo(404 / 1981, 12);
  });

  it("by weight: 0.2 of 0.8", () => {
    expect(measureById("interest_not_covered_by_weight", input).value).toEqual({
      state: "known",
      value: expect.closeTo(0.25, 12),
    });
  });

  it("of all companies asks the bank too, of which EBIT is not known", () => {
    const { value, base } = measureById("interest_not_covered_of_all", input);
    expect(value).toEqual({ state: "known", value: 1 / 3 });
    expect(base.unknown.count).toBe(2);
  });

  it("over debt is the sum of interest over the sum of average debt", () => {
    // (10 + 6) / ((100 + 300) / 2 + 80) = 16 / 280; D has no interest, C no debt.
    const { value, base } = measureById("interest_to_debt", input);
    expect(value).toEqual({ state: "known", value: expect.closeTo(16 / 280, 12) });
    expect(base).toMatchObject({ known: { count: 2 }, unknown: { count: 1 } });
  });

  it("uncovered in three years needs all three years", () => {
    const years = { "total_debt[-1]": 9, "total_debt[-2]": 9, "interest_expense[-1]": 2, "interest_expense[-2]": 2 };
    const three = buildIndexInput([
      company({ total_debt: 9, interest_expense: 2, ebit: 1, ...years, "ebit[-1]": 1, "ebit[-2]": -3 }),
      company({ total_debt: 9, interest_expense: 2, ebit: 1, ...years, "ebit[-1]": 5, "ebit[-2]": 1 }),
      company({ total_debt: 9, interest_expense: 2, ebit: 1 }),
    ]);
    const { value, base } = measureById("interest_not_covered_three_years", three);
    expect(value).toEqual({ state: "known", value: 1 / 2 });
    expect(base.unknown.count).toBe(1);
  });

  it("is missing where nobody tells", () => {
    const silent = buildIndexInput([company({ ticker: "X", weight: 1 })]);
    expect(measureById("interest_to_debt", silent).value).toMatchObject({ state: "missing", reason: "not_reported" });
    expect(measureById("interest_not_covered", silent).value).toMatchObject({ state: "missing" });
  });
});
