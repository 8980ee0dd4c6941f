import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { getAuc, getRateOfShare, rankRows } from "#lib/evidence/compare/rank";

function weigh(hits: readonly number[], weights: readonly number[] = hits.map(() => 1)) {
  return {
    hits: Uint8Array.from(hits),
    weights: Float64Array.from(weights),
    total: weights.reduce((sum, weight) => sum + weight, 0),
  };
}

describe("a ranking", () => {
  test("has the worst first, equal values together, and rows without a value in the middle", () => {
    const { rows, tieEnds, missingCount } = rankRows([
      3,
      null,
      1,
      2,
      2,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ]);
    expect([...rows]).toEqual([6, 2, 1, 3, 4, 0, 5]);
    expect([...tieEnds]).toEqual([1, 2, 5, 5, 5, 6, 7]);
    expect(missingCount).toBe(1);
  });

  test("of rows without any value is one tie", () => {
    expect([...rankRows([null, null]).tieEnds]).toEqual([2, 2]);
  });
});

describe("the rate of a share", () => {
  const ranking = rankRows([1, 2, 2, 2, 2, 3, 4, 5, 6, 7]);
  const hits = weigh([1, 1, 0, 0, 1, 0, 0, 0, 0, 1]);

  test.each([
    [0.1, "weak", 1],
    // One of the first, and one of the four that follow, half of which were hit.
    [0.2, "weak", 1.5 / 2],
    [0.5, "weak", 3 / 5],
    [1, "weak", 4 / 10],
    [0.1, "resilient", 1],
    [0.2, "resilient", 1 / 2],
    [0.6, "resilient", 1.5 / 6],
  ] as const)("EV-9: of %d at the %s side counts ties by fraction: %d", (share, side, rate) => {
    expect(getRateOfShare(ranking, hits, share, side)).toBeCloseTo(rate, 12);
  });

  test("counts a row as often as it was drawn", () => {
    expect(getRateOfShare(rankRows([1, 2, 3]), weigh([1, 0, 0], [2, 1, 1]), 0.75, "weak")).toBeCloseTo(2 / 3, 12);
    expect(getRateOfShare(rankRows([1, 2]), weigh([1, 0], [0, 3]), 0.5, "weak")).toBe(0);
    expect(getRateOfShare(rankRows([1, 2]), weigh([1, 0]), 0, "weak")).toBeNull();
  });
});

describe("the area under the curve", () => {
  test("EV-9: is 1 for a perfect ranking, 0 for its opposite, and half for none", () => {
    const hits = weigh([1, 1, 0, 0, 0]);
    expect(getAuc(rankRows([1, 2, 3, 4, 5]), hits)).toBe(1);
    expect(getAuc(rankRows([5, 4, 3, 2, 1]), hits)).toBe(0);
    expect(getAuc(rankRows([1, 1, 1, 1, 1]), hits)).toBe(0.5);
    expect(getAuc(rankRows([1, 2]), weigh([1, 1]))).toBeNull();
  });

  const cases = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 5 }),
      hit: fc.integer({ min: 0, max: 1 }),
      weight: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  test("is the share of pairs that are in the right order", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        let pairs = 0;
        let right = 0;
        for (const hit of rows) {
          for (const miss of rows) {
            if (hit.hit !== 1 || miss.hit !== 0) continue;
            pairs += hit.weight * miss.weight;
            right += hit.weight * miss.weight * (hit.value < miss.value ? 1 : hit.value === miss.value ? 0.5 : 0);
          }
        }
        const weighed = weigh(
          rows.map(({ hit }) => hit),
          rows.map(({ weight }) => weight),
        );
        const auc = getAuc(rankRows(rows.map(({ value }) => value)), weighed);
        if (pairs === 0) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(right / pairs, 10);
      }),
    );
  });

  test("and all rates are the same in any order of the rows", () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.constantFrom("weak", "resilient"),
        (rows, share, side) => {
          const read = (list: typeof rows) => {
            const ranking = rankRows(list.map(({ value }) => value));
            const weighed = weigh(
              list.map(({ hit }) => hit),
              list.map(({ weight }) => weight),
            );
            return getRateOfShare(ranking, weighed, share, side) ?? -1;
          };
          expect(read(rows.toReversed())).toBeCloseTo(read(rows), 10);
        },
      ),
    );
  });
});
