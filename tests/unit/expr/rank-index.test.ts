import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ComparisonOperator } from "#lib/expr/ast";
import { missingRankCode, RankIndex, smallCodesMax } from "#lib/expr/engine/rank-index";
import { findPlaces, keepRange, writePlaces } from "#lib/expr/engine/rank-range";
import { createEvaluator } from "#lib/expr/evaluate";
import type { NumberVector } from "#lib/expr/vector";
import { buildNumbers, buildScope } from "../../support/expression-table";

const numberOrMissing = fc.oneof(
  { arbitrary: fc.constantFrom(0, -0, 1, -1, 2, 0.1, 1e300, -1e300, 5e-324, -5e-324), weight: 4 },
  { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }), weight: 2 },
  { arbitrary: fc.constant({ missing: "not_reported" } as const), weight: 1 },
);
const column = fc.array(numberOrMissing, { maxLength: 300 }).map(buildNumbers);
const longColumn = fc
  .record({
    seed: fc.integer(),
    distinct: fc.constantFrom(1, 3, 40, 100_000),
    count: fc.integer({ min: 2_040, max: 5_000 }),
  })
  .map(({ seed, distinct, count }) =>
    buildNumbers(
      Array.from({ length: count }, (_, row) => {
        const hash = Math.imul(row ^ seed, 0x9e3779b1) >>> 0;
        return hash % 11 === 0 ? { missing: "no_debt" as const } : ((hash >>> 4) % distinct) / 7 - 3;
      }),
    ),
  );

function list(vector: NumberVector): readonly { readonly row: number; readonly value: number }[] {
  return [...vector.values].flatMap((value, row) => (vector.reasons[row] === 0 ? [{ row, value }] : []));
}

describe("the order of a column's rows", () => {
  test("L-63: ascends by number, equal numbers by row, and puts missing ones behind", () => {
    fc.assert(
      fc.property(fc.oneof(column, longColumn), (vector) => {
        const expected = list(vector).toSorted((a, b) =>
          a.value === b.value ? a.row - b.row : a.value < b.value ? -1 : 1,
        );
        const missing = [...vector.reasons.keys()].filter((row) => vector.reasons[row] !== 0);
        const index = new RankIndex(vector);
        expect([...index.order]).toEqual(expected.map(({ row }) => row));
        expect([...index.rows]).toEqual([...index.order, ...missing]);
      }),
    );
  });

  test("L-63: gives equal numbers one code, -0 that of 0, and missing ones the greatest", () => {
    const { codes, distinct } = new RankIndex(buildNumbers([3, -0, { missing: "stale" }, 0, 3, -7]));
    expect([...codes]).toEqual([2, 1, missingRankCode, 1, 2, 0]);
    expect([...distinct]).toEqual([-7, 0, 3]);
  });

  test("L-63: has codes of four bytes beyond 65,534 distinct numbers", () => {
    const build = (count: number) =>
      new RankIndex(buildNumbers([...Array.from({ length: count }, (_, at) => at), { missing: "stale" }]));
    expect(build(smallCodesMax).codes).toBeInstanceOf(Uint16Array);
    expect(build(smallCodesMax).codes[smallCodesMax]).toBe(missingRankCode);
    const large = build(smallCodesMax + 1);
    expect(large.codes).toBeInstanceOf(Uint32Array);
    expect(large.codes[smallCodesMax]).toBe(smallCodesMax);
    expect(large.codes[smallCodesMax + 1]).toBe(0xffffffff);
  });
});

const operators = ["<", "<=", ">", ">=", "=", "!="] as const satisfies readonly ComparisonOperator[];
const id = { kind: "name", id: "x" } as const;
const scope = buildScope([{ kind: "column", id: "x", type: "number", unit: "score", label: "x", lag: "none" }]);

describe("a comparison by ranks", () => {
  const bound = fc.oneof(
    fc.constantFrom(0, 1, -1, 0.1, 5e-324, 1e300, -3, 3 / 7 - 3),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const anyBound = (vector: NumberVector, free: number, at: number): number => {
    const known = list(vector);
    return at % 2 === 0 || known.length === 0 ? free : (known[at % known.length]?.value as number) + 0;
  };

  test("L-63: has the bits of the kernel that looks at every row, for every operator and for between", () => {
    fc.assert(
      fc.property(fc.oneof(column, longColumn), bound, bound, fc.nat(), (vector, a, b, at) => {
        const [low, high] = [anyBound(vector, a, at), anyBound(vector, b, at + 1)];
        const source = { rowCount: vector.values.length, getVector: () => vector };
        const scan = createEvaluator(source, scope, { scansBeforeRanks: Number.POSITIVE_INFINITY });
        const rank = createEvaluator(source, scope, { scansBeforeRanks: 0 });
        const literal = (value: number) => ({ kind: "number", value }) as const;
        for (const operator of operators) {
          const node = { kind: "comparison", operator, left: id, right: literal(low) } as const;
          expect(rank.evaluateTruth(node)).toEqual(scan.evaluateTruth(node));
          const turned = { kind: "comparison", operator, left: literal(low), right: id } as const;
          expect(rank.evaluateTruth(turned)).toEqual(scan.evaluateTruth(turned));
        }
        const between = { kind: "between", operand: id, low: literal(low), high: literal(high) } as const;
        expect(rank.evaluateTruth(between)).toEqual(scan.evaluateTruth(between));
      }),
      { numRuns: 60 },
    );
  });

  test("L-63: takes the known rows outside a range from those that are possible, the missing ones from those that are judged", () => {
    fc.assert(
      fc.property(longColumn, fc.array(fc.nat(), { minLength: 2, maxLength: 2 }), (vector, [p = 0, q = 0]) => {
        const index = new RankIndex(vector);
        // Ends of the order, where whole loops are left out, come often enough.
        const from = p % 4 === 0 ? 0 : p % (index.knownCount + 1);
        const to = q % 4 === 0 ? index.knownCount : q % (index.knownCount + 1);
        const rows = new Uint32Array(index.wordCount).fill(0xeeeeeeee);
        const own = { truth: rows.slice(), known: rows.slice() };
        writePlaces(index, { from, to }, false, own.truth, own.known);
        const expected = rows.map((word, at) => word & ((own.truth[at] as number) | ~(own.known[at] as number)));
        const judged = rows.map((word) => ~word);
        const known = judged.map((word, at) => word & (own.known[at] as number));
        keepRange(index, { from, to }, rows, judged);
        expect(rows).toEqual(expected);
        expect(judged).toEqual(known);
      }),
      { numRuns: 100 },
    );
  });

  test("L-63: finds nothing below the least and everything above it", () => {
    const index = new RankIndex(buildNumbers([1, 2, 2, 3]));
    expect(findPlaces(index, "<", 1, 1)).toEqual({ from: 0, to: 0 });
    expect(findPlaces(index, ">=", 1, 1)).toEqual({ from: 0, to: 4 });
    expect(findPlaces(index, "=", 2, 2)).toEqual({ from: 1, to: 3 });
    expect(findPlaces(index, "=", 2.5, 2.5)).toEqual({ from: 3, to: 3 });
  });
});
