import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildUnknown } from "@/lib/expr/truth";
import { WeightedRows } from "@/lib/screen/weighted-rows";
import { buildNumbers, type Cell } from "../expr/table";

const cell: fc.Arbitrary<Cell> = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 40 }).map((step) => step / 40), weight: 9 },
  { arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }), weight: 3 },
  { arbitrary: fc.constantFrom(0, -0, 1.7e308, -1.7e308), weight: 1 },
  { arbitrary: fc.constant({ missing: "stale" } as const), weight: 2 },
);

describe("rows by a weighted sum", () => {
  it("are those of a full sort of the sums, whatever is passed over on the way", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 1_600, size: "max" }),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (table, tenths, limit, every, descending) => {
          const weights = Float64Array.from(tenths, (tenth) => tenth / 10);
          const vectors = tenths.map((_, term) => buildNumbers(table.map((cells) => cells[term] as Cell)));
          const places = Uint32Array.from(table, (_, row) => table.length - 1 - row);
          const { truth } = buildUnknown(table.length);
          const sums = table.flatMap((_, row) => {
            if (row % every !== 0) return [];
            truth[row >>> 5] = (truth[row >>> 5] as number) | (1 << (row & 31));
            const terms = vectors.map(({ values }, term) => (weights[term] as number) * (values[row] as number));
            const sum = terms.reduce((left, right) => left + right);
            return [{ row, sum: Number.isFinite(sum) ? sum : null }];
          });
          const expected = sums
            .sort((a, b) => {
              if (a.sum === b.sum) return b.row - a.row;
              if (a.sum === null || b.sum === null) return a.sum === null ? 1 : -1;
              return descending === a.sum > b.sum ? -1 : 1;
            })
            .slice(0, limit)
            .map(({ row }) => row);
          const weighted = new WeightedRows(vectors, descending, places);
          const out = new Uint32Array(limit);
          for (let round = 0; round < 2; round += 1) {
            weighted.takeInto(out, limit, truth, weights);
            expect([...out.subarray(0, expected.length)]).toEqual(expected);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
