import { describe, expect, it } from "vitest";
import type { ComparedList } from "#lib/index/input";
import type { Verdict } from "#lib/verdict/verdict";
import { buildIndexInput, type JudgedRow, measureById, readIsoDay } from "../../support/build-index-input";

const row = (ticker: string, verdict: Verdict, weight: number, sector: string, cik?: string): JudgedRow => ({
  verdict,
  cells: { ticker, weight, sector, ...(cik === undefined ? {} : { cik }) },
});

const rows = [
  row("A", "resilient", 0.4, "Energy", "0000000001"),
  row("B", "mixed", 0.1, "Energy", "0000000002"),
  row("C", "weak", 0.1, "Materials"),
  row("D", "not_rated", 0.3, "Materials", "0000000004"),
  row("E", "weak", 0.1, "Materials", "0000000005"),
];

const sp600: ComparedList = {
  asOf: readIsoDay("2026-04-01"),
  lines: [
    { ticker: "A1", cik: "0000000001", sector: null, weight: 0.1 },
    { ticker: "C", cik: null, sector: null, weight: 0.1 },
    { ticker: "D", cik: "0000000004", sector: null, weight: 0.1 },
    // The ticker of another company than E is today.
    { ticker: "E", cik: "0000000099", sector: null, weight: 0.1 },
  ],
};

describe("the mix of verdicts", () => {
  const input = buildIndexInput(rows);

  it("is of the rated companies, with the others unknown beside", () => {
    const { value, base } = measureById("verdict_resilient", input);
    expect(value).toEqual({ state: "known", value: 1 / 4 });
    expect(base).toMatchObject({ known: { count: 4 }, unknown: { count: 1 } });
    const shares = ["resilient", "mixed", "weak"].map((verdict) => measureById(`verdict_${verdict}`, input).value);
    expect(shares.reduce((sum, share) => sum + (share.state === "known" ? share.value : Number.NaN), 0)).toBe(1);
  });

  it("by weight: 0.4 of 0.7", () => {
    expect(measureById("verdict_resilient_by_weight", input).value).toEqual({
      state: "known",
      value: expect.closeTo(0.4 / 0.7, 12),
    });
  });

  it("says how many are not rated, of all", () => {
    expect(measureById("verdict_not_rated", input).value).toEqual({ state: "known", value: 1 / 5 });
    expect(measureById("verdict_not_rated", input).base.unknown.count).toBe(0);
  });

  it("is told by sector", () => {
    const { parts } = measureById("verdict_weak", input);
    expect(parts.map((part) => [part.label, part.value, part.base.unknown.count])).toEqual([
      ["Energy", { state: "known", value: 0 }, 0],
      ["Materials", { state: "known", value: 1 }, 1],
    ]);
  });
});

describe("over time", () => {
  it("IX-10: has a point for each publication that rated somebody", () => {
    const history = [
      { asOf: readIsoDay("2025-05-13"), resilient: 2, mixed: 5, weak: 3, notRated: 90 },
      { asOf: readIsoDay("2025-11-11"), resilient: 0, mixed: 0, weak: 0, notRated: 100 },
      { asOf: readIsoDay("2026-05-05"), resilient: 6, mixed: 3, weak: 1, notRated: 90 },
    ];
    const { value, points, base } = measureById("verdict_resilient_over_time", buildIndexInput(rows, { history }));
    expect(value).toEqual({ state: "known", value: 6 / 10 });
    expect(points).toEqual([
      { asOf: "2025-05-13", value: 2 / 10 },
      { asOf: "2026-05-05", value: 6 / 10 },
    ]);
    expect(base).toMatchObject({ of: "publications", known: { count: 2 }, unknown: { count: 1 } });
  });

  it("says that nothing was kept where nothing was", () => {
    const { value } = measureById("verdict_weak_over_time", buildIndexInput(rows));
    expect(value).toMatchObject({ state: "missing", reason: "not_loaded" });
  });
});

describe("beside the S&P 600", () => {
  const input = buildIndexInput(rows, { lists: { sp500: null, sp600 } });

  it("tells constituents of both by the filer, and by the ticker where the list knows none", () => {
    // A, C and D are in both; D is not rated. E has the ticker of a line of another filer.
    const inside = measureById("resilient_in_sp600", input);
    expect(inside.value).toEqual({ state: "known", value: 1 / 2 });
    expect(inside.base).toMatchObject({ known: { count: 2 }, unknown: { count: 1 } });
    const outside = measureById("resilient_outside_sp600", input);
    expect(outside.value).toEqual({ state: "known", value: 0 });
    expect(inside.base.denominator.count + outside.base.denominator.count).toBe(rows.length);
  });

  it("says how to load the list", () => {
    expect(measureById("resilient_in_sp600", buildIndexInput(rows)).value).toMatchObject({
      reason: "not_loaded",
      detail: expect.stringContaining("SPSM"),
    });
  });
});
