import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawReplicates, getInterval } from "#lib/evidence/compare/bootstrap";
import type { Cell } from "#lib/evidence/compare/cell";
import { companiesMin, compareByYear, compareCell, type Flags } from "#lib/evidence/compare/comparison";
import { rankRows } from "#lib/evidence/compare/rank";
import { measureRate } from "#lib/evidence/compare/rate";

interface Row {
  readonly company: number;
  readonly hit: number;
  readonly score: number;
}

function build(rows: readonly Row[]): { readonly cell: Cell; readonly flags: Flags } {
  const cell = {
    hits: Uint8Array.from(rows, ({ hit }) => hit),
    companies: Int32Array.from(rows, ({ company }) => company),
    years: Int16Array.from(rows, ({ company }) => 2011 + (company % 2)),
  };
  const flag = (score: number) => Uint8Array.from(rows, (row) => (row.score === score ? 1 : 0));
  return {
    cell,
    flags: { flagged: { weak: flag(-1), resilient: flag(1) }, ranking: rankRows(rows.map(({ score }) => score)) },
  };
}

/** One year of each company; every tenth is hit, and the score is -1 for the first fifth, 1 for the last. */
function buildRows(count: number): readonly Row[] {
  return Array.from({ length: count }, (_, company) => ({
    company,
    hit: company % 10 === 0 ? 1 : 0,
    score: company < count / 5 ? -1 : company >= (4 * count) / 5 ? 1 : 0,
  }));
}

const draws = drawReplicates(companiesMin, 50);

describe("a comparison", () => {
  test("of a policy with itself is zero everywhere, also in each draw", () => {
    const { cell, flags } = build(buildRows(companiesMin));
    const { shares, aucs } = compareCell(cell, flags, new Map([["itself", flags.ranking]]), draws);
    expect(shares).toHaveLength(8);
    for (const { difference, low, high } of [...shares, ...aucs]) {
      expect(difference).toBeCloseTo(0, 12);
      expect(low).toBeCloseTo(0, 12);
      expect(high).toBeCloseTo(0, 12);
    }
  });

  test("EV-9: is positive where the policy does better on either side, at its own share and at others", () => {
    const rows = buildRows(companiesMin).map((row) => ({
      ...row,
      score: row.hit === 1 ? -1 : row.company % 4 === 3 ? 1 : 0,
    }));
    const { cell, flags } = build(rows);
    // The baseline has it the wrong way round.
    const wrong = rankRows(rows.map(({ hit }) => hit));
    const { shares, aucs } = compareCell(cell, flags, new Map([["wrong", wrong]]), draws);
    const own = shares.filter(({ isOwnShare }) => isOwnShare);
    expect(own.map(({ side, share, difference }) => [side, share, difference])).toEqual([
      ["weak", 0.1, 1],
      // A quarter is resilient, of whom none is hit; of the baseline's best quarter 30 of 75 are.
      ["resilient", 0.25, 0.4],
    ]);
    expect(shares.every(({ low }) => low !== null && low > 0)).toBe(true);
    expect(aucs[0]).toMatchObject({ policyAuc: 1, baselineAuc: 0, difference: 1 });
  });

  test("says nothing of fewer than 300 companies, however many rows they have", () => {
    const rows = buildRows(companiesMin - 1);
    const { cell, flags } = build([...rows, ...rows]);
    const { shares, aucs } = compareCell(cell, flags, new Map([["itself", flags.ranking]]), draws);
    for (const { difference, low, high } of [...shares, ...aucs])
      expect([difference, low, high]).toEqual([null, null, null]);
    expect(aucs[0]).toMatchObject({ policyAuc: null, baselineAuc: null });
  });

  test("says nothing of a side on which the policy flags nobody", () => {
    const rows = buildRows(companiesMin).map((row) => ({ ...row, score: Math.max(0, row.score) }));
    const { cell, flags } = build(rows);
    const { shares } = compareCell(cell, flags, new Map([["itself", flags.ranking]]), draws);
    expect(shares.find(({ side, isOwnShare }) => side === "weak" && isOwnShare)).toMatchObject({
      share: 0,
      difference: null,
    });
  });

  test("of single years is over the rows of each alone", () => {
    const rows = [
      { company: 0, hit: 1, score: -1 },
      { company: 2, hit: 0, score: 1 },
      { company: 1, hit: 0, score: -1 },
      { company: 3, hit: 1, score: 1 },
    ];
    const { cell, flags } = build(rows);
    const opposite = rankRows(rows.map(({ score }) => -score));
    expect([...compareByYear(cell, flags, opposite, "weak")]).toEqual([
      [2011, 1],
      [2012, -1],
    ]);
  });
});

describe("the draws", () => {
  test("have as many companies as there are, and are the same every time", () => {
    expect(drawReplicates(40, 20)).toEqual(drawReplicates(40, 20));
    for (const drawn of drawReplicates(40, 20)) expect(drawn.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(new Set(drawReplicates(40, 20).map(String)).size).toBe(20);
  });

  test("draw each company about as often", () => {
    const totals = new Float64Array(20);
    for (const drawn of drawReplicates(20, 2_000))
      for (const [at, count] of drawn.entries()) totals[at] = (totals[at] ?? 0) + count;
    expect(Math.min(...totals)).toBeGreaterThan(1_800);
    expect(Math.max(...totals)).toBeLessThan(2_200);
  });

  test("give an interval that leaves 2.5% out on either side", () => {
    const { low, high } = getInterval(Array.from({ length: 101 }, (_, index) => index));
    expect(low).toBeCloseTo(2.5, 10);
    expect(high).toBeCloseTo(97.5, 10);
    expect(getInterval([null, 7, null])).toEqual({ low: 7, high: 7 });
    expect(getInterval([null])).toEqual({ low: null, high: null });
  });
});

test("a rate lies in its interval, and the years of one company are drawn together", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 20, maxLength: 40 }), (hits) => {
      const once = build(hits.map((hit, company) => ({ company, hit, score: 0 }))).cell;
      const thrice = build([0, 1, 2].flatMap(() => hits.map((hit, company) => ({ company, hit, score: 0 })))).cell;
      const drawn = drawReplicates(hits.length, 100);
      const [rate, repeated] = [measureRate(once, drawn), measureRate(thrice, drawn)];
      expect(rate.low ?? 1).toBeLessThanOrEqual((rate.rate ?? 0) + 1e-9);
      expect(rate.high ?? 0).toBeGreaterThanOrEqual((rate.rate ?? 1) - 1e-9);
      // Rows that say the same again make nothing surer.
      expect(repeated.low).toBeCloseTo(rate.low ?? -1, 10);
      expect(repeated.high).toBeCloseTo(rate.high ?? -1, 10);
      expect(repeated.n).toBe(3 * rate.n);
    }),
    { numRuns: 20 },
  );
});
