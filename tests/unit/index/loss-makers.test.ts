import { describe, expect, it } from "vitest";
import { lossMakerFigures } from "#lib/index/loss-makers";
import { buildIndexInput, type JudgedRow, measureById } from "../../support/build-index-input";

const stale = { missing: "stale" } as const;

/** Five companies: a profit, a loss, a clinical-stage biotech at a loss, a bank at a profit, and one that is silent. */
const rows: readonly JudgedRow[] = [
  {
    cells: { ticker: "PRO", sector: "Industrials", sic: 3500, weight: 0.4, net_income: 9, net_income_fy: -1, ebit: 12 },
  },
  { cells: { ticker: "LOS", sector: "Energy", sic: 1311, weight: 0.1, net_income: -5, net_income_fy: -4, ebit: 3 } },
  {
    cells: {
      ticker: "BIO",
      sector: "Health Care",
      sic: 2836,
      weight: 0.2,
      net_income: -7,
      net_income_fy: -6,
      ebit: -8,
    },
  },
  { cells: { ticker: "BNK", sector: "Financials", sic: 6022, weight: 0.2, net_income: 2, net_income_fy: 2 } },
  { cells: { ticker: "SIL", sector: "Energy", sic: 1311, weight: 0.1, net_income: stale } },
];

const known = (value: number) => ({ state: "known", value: expect.closeTo(value, 12) });

describe("loss-makers", () => {
  const input = buildIndexInput(rows);

  it("counts losses of twelve months among the companies of which they are known", () => {
    // LOS and BIO of PRO, LOS, BIO, BNK; SIL is unknown.
    const { value, base, bounds } = measureById("loss_makers_ttm_net_income", input);
    expect(value).toEqual(known(2 / 4));
    expect(base).toMatchObject({ known: { count: 4 }, unknown: { count: 1 }, denominator: { count: 5 } });
    // SIL may earn or lose.
    expect(bounds).toEqual({ low: 2 / 5, high: 3 / 5 });
  });

  it("takes the fiscal year where it is asked", () => {
    // PRO, LOS and BIO of four.
    expect(measureById("loss_makers_fy_net_income", input).value).toEqual(known(3 / 4));
  });

  it("IX-1: weighs by index weight, with the weight of the unknown beside", () => {
    // 0.1 + 0.2 of 0.9.
    const { value, base } = measureById("loss_makers_ttm_net_income_by_weight", input);
    expect(value).toEqual(known(0.3 / 0.9));
    expect(base.unknown.weight).toBeCloseTo(0.1, 12);
  });

  it("leaves developers of drugs out", () => {
    // LOS of PRO, LOS, BNK.
    const { value, base } = measureById("loss_makers_ttm_net_income_without_biotech", input);
    expect(value).toEqual(known(1 / 3));
    expect(base.denominator.count).toBe(4);
  });

  it("IX-3: asks no bank for EBIT", () => {
    // BIO of PRO, LOS, BIO; SIL is unknown and BNK is not asked.
    const { value, base } = measureById("loss_makers_ttm_ebit", input);
    expect(value).toEqual(known(1 / 3));
    expect(base.denominator.count).toBe(4);
  });

  it("IX-4: counts a company of Health Care without a code as unknown where biotech is left out", () => {
    const noCode = buildIndexInput([
      ...rows,
      { cells: { ticker: "DEV", sector: "Health Care", weight: 0.1, net_income: -1, revenue: 90e6 } },
    ]);
    const { value, base } = measureById("loss_makers_ttm_net_income_without_biotech", noCode);
    expect(value).toEqual(known(1 / 3));
    expect(base.unknown.count).toBe(2);
  });

  it("is missing where a day has no weights, and says so", () => {
    const unweighed = buildIndexInput(rows.map(({ cells: { weight: _, ...cells } }) => ({ cells })));
    const { value, base, bounds } = measureById("loss_makers_ttm_net_income_by_weight", unweighed);
    expect(bounds).toBeNull();
    expect(value).toMatchObject({ state: "missing", reason: "not_reported" });
    expect(base.unknown.count).toBe(5);
  });

  it("adds up over the sectors", () => {
    for (const { id } of lossMakerFigures) {
      const { base, parts } = measureById(id, input);
      const sum = (read: (part: (typeof parts)[number]) => number) => parts.reduce((all, part) => all + read(part), 0);
      expect(sum((part) => part.base.denominator.count)).toBe(base.denominator.count);
      expect(sum((part) => part.base.known.weight)).toBeCloseTo(base.known.weight, 12);
    }
  });

  it("has every definition that people quote, each once", () => {
    expect(new Set(lossMakerFigures.map(({ id }) => id)).size).toBe(2 * 2 * 2 * 2);
    for (const { published = [] } of lossMakerFigures)
      expect(published.map(({ value }) => value)).toEqual([0.27, 0.43]);
  });
});
