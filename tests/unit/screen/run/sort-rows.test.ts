import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { buildRowCompare, readSortNumbers, sortRows } from "#lib/screen/run/sort-rows";
import { buildRandomTarget, numberIds } from "../../../support/random-table";

const numbers: NumberVector = {
  type: "number",
  values: Float64Array.of(3, Number.NaN, 1, 3, -2),
  reasons: Uint8Array.of(0, 1, 0, 0, 0),
};
const texts: TextVector = {
  type: "text",
  codes: Uint16Array.of(0, 1, 2, 1, missingTextCode),
  dictionary: ["beta", "Alpha", "gamma"],
};
const all = Uint32Array.of(0, 1, 2, 3, 4);

describe("sortRows", () => {
  it("puts missing numbers last in both directions", () => {
    expect([...sortRows(all, [{ vector: numbers, descending: false }])]).toEqual([4, 2, 0, 3, 1]);
    expect([...sortRows(all, [{ vector: numbers, descending: true }])]).toEqual([0, 3, 2, 4, 1]);
  });

  it("sorts texts by the alphabet without regard to case, missing last", () => {
    expect([...sortRows(all, [{ vector: texts, descending: false }])]).toEqual([1, 3, 0, 2, 4]);
    expect([...sortRows(all, [{ vector: texts, descending: true }])]).toEqual([2, 0, 1, 3, 4]);
  });

  it("breaks ties by the next key, then by the table's order", () => {
    const keys = [
      { vector: numbers, descending: true },
      { vector: texts, descending: false },
    ];
    expect([...sortRows(all, keys)]).toEqual([3, 0, 2, 4, 1]);
    expect([...sortRows(Uint32Array.of(0, 3), [{ vector: numbers, descending: true }])]).toEqual([0, 3]);
  });

  it("leaves the given rows as they are", () => {
    const given = Uint32Array.of(0, 2, 3);
    sortRows(given, [{ vector: numbers, descending: false }]);
    expect([...given]).toEqual([0, 2, 3]);
  });

  it("orders any rows by any keys as comparing them one by one does", () => {
    const key = fc.record({ id: fc.constantFrom(...numberIds), descending: fc.boolean() });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.nat(),
        fc.constantFrom(1, 3, 40, 100_000),
        fc.constantFrom(1, 2, 3, 40),
        fc.array(key, { minLength: 1, maxLength: 3 }),
        (rowCount, seed, distinct, every, keys) => {
          const { evaluator } = buildRandomTarget(rowCount, seed, distinct);
          const vectors = keys.map(({ id, descending }) => ({
            vector: evaluator.evaluateNumber({ kind: "name", id }),
            descending,
          }));
          const rows = Uint32Array.from({ length: rowCount }, (_, row) => row).filter((row) => row % every === 0);
          const compare = (left: number, right: number): number => {
            for (const { vector, descending } of vectors) {
              const [a, b] = [vector.values[left] as number, vector.values[right] as number];
              if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
              if (!Number.isNaN(a) && a !== b) return descending ? b - a : a - b;
            }
            return left - right;
          };
          const sorted = [...rows].sort(compare);
          expect([...sortRows(rows, vectors)]).toEqual(sorted);
          const numbers = vectors.map(({ vector, descending }) => ({
            numbers: readSortNumbers(vector, rows),
            descending,
          }));
          expect([...sortRows(rows, numbers)]).toEqual(sorted);
          const compareByKeys = buildRowCompare(() => vectors);
          expect([...rows].sort(compareByKeys)).toEqual(sorted);
        },
      ),
    );
  });
});
