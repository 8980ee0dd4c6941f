import { describe, expect, it } from "vitest";
import { buildIndexInput, type JudgedRow, measureById } from "../../support/build-index-input";

const company = (cells: JudgedRow["cells"]): JudgedRow => ({
  cells: { sector: "Industrials", sic: 3500, short_term_investments: 0, ...cells },
});

const rows: readonly JudgedRow[] = [
  // Net debt 500, EBITDA 100: 5x.
  company({ ticker: "A", total_debt: 600, cash: 100, ebit: 60, depreciation_amortization: 40 }),
  // Net debt 90, EBITDA 60: 1.5x.
  company({ ticker: "B", total_debt: 100, cash: 10, ebit: 50, depreciation_amortization: 10, variable_rate_debt: 25 }),
  // Net cash, EBITDA not known.
  company({ ticker: "C", total_debt: 0, cash: 30 }),
  // Net debt without EBITDA.
  company({ ticker: "D", total_debt: 60, cash: 10, ebit: -20, depreciation_amortization: 5 }),
  // Net debt, EBITDA not known.
  company({ ticker: "E", total_debt: 40, cash: 0 }),
  company({ ticker: "F", sector: "Energy", cash: 5 }),
];

describe("leverage", () => {
  const input = buildIndexInput(rows);

  it("adds up the debt that is known, by sector too", () => {
    const { value, base, parts, names } = measureById("total_debt", input);
    expect(value).toEqual({ state: "known", value: 800 });
    expect(base).toMatchObject({ known: { count: 5 }, unknown: { count: 1 } });
    expect(parts.map((part) => [part.label, part.value])).toEqual([
      ["Energy", expect.objectContaining({ state: "missing" })],
      ["Industrials", { state: "known", value: 800 }],
    ]);
    expect(names.map(({ ticker, value: debt }) => [ticker, debt])).toEqual([
      ["A", 600],
      ["B", 100],
      ["D", 60],
      ["E", 40],
      ["C", 0],
    ]);
  });

  it("puts each company of which net debt over EBITDA is known on one step", () => {
    // A 5x, B 1.5x, C net cash, D without EBITDA; E and F are unknown on all steps.
    const { value, base, parts } = measureById("net_debt_above_4x", input);
    expect(value).toEqual({ state: "known", value: 2 / 4 });
    expect(base).toMatchObject({ known: { count: 4 }, unknown: { count: 2 } });
    expect(parts.map((part) => (part.value.state === "known" ? part.value.value : null))).toEqual([
      1 / 4,
      1 / 4,
      0,
      1 / 4,
      0,
      1 / 4,
    ]);
    for (const part of parts) expect(part.base).toEqual(base);
  });

  it("counts net cash", () => {
    expect(measureById("net_cash", input).value).toEqual({ state: "known", value: 1 / 5 });
  });

  it("finds the fewest names that owe half", () => {
    // A alone owes 600 of 800; of five names it is a fifth.
    const { value } = measureById("names_owing_half", input);
    expect(value).toEqual({ state: "known", value: 1 / 5 });
    // 30, 30, 20, 20: two names have 60 of 100, one has not half.
    const even = [30, 30, 20, 20].map((debt) => company({ total_debt: debt }));
    expect(measureById("names_owing_half", buildIndexInput(even)).value).toEqual({ state: "known", value: 2 / 4 });
  });

  it("says what a tenth of the names owes", () => {
    const ten = [910, ...Array.from({ length: 9 }, () => 10)].map((debt) => company({ total_debt: debt }));
    const { value, parts } = measureById("debt_of_top_tenth", buildIndexInput(ten));
    expect(value).toEqual({ state: "known", value: 910 / 1000 });
    expect(parts.at(-1)).toMatchObject({ label: "100% of the names", value: { state: "known", value: 1 } });
  });

  it("IX-6: gives the floating share as what is reported, and that with all that is not", () => {
    // B reports 25 of 100; of the other 700 nothing is known.
    const { value, base, parts } = measureById("floating_share", input);
    expect(value).toEqual({ state: "interval", low: 25 / 800, high: expect.closeTo(725 / 800, 12) });
    expect(base).toMatchObject({ known: { count: 1 }, unknown: { count: 4 } });
    expect(parts[0]?.value).toEqual({ state: "known", value: 25 / 100 });
  });

  it("has no concentration without debt", () => {
    const free = buildIndexInput([company({ total_debt: 0 })]);
    for (const id of ["names_owing_half", "debt_of_top_tenth", "floating_share"]) {
      expect(measureById(id, free).value).toMatchObject({ state: "missing", reason: "no_debt" });
    }
  });
});
