import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TopRows } from "#lib/screen/run/top-rows";

describe("the best rows", () => {
  it("are those of a full sort, equal keys by their places, and again after they were taken", () => {
    // Few keys give long ties, many give long slices, and the far ones leave all others in one slice.
    const few = fc.constantFrom(3, 2, 1, 0, -1, Number.NEGATIVE_INFINITY);
    const many = fc.integer({ min: -100_000, max: 100_000 }).map((tenth) => tenth / 10);
    const far = fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -0);
    const entry = fc.record({ key: fc.oneof({ arbitrary: few, weight: 3 }, { arbitrary: many, weight: 5 }, far) });
    const top = new TopRows();
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 1_500, size: "max" }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 1_000 }),
        (entries, limit, step) => {
          const places = Uint32Array.from(entries, (_, row) => (row * 7_919 * step) % 1_000_003);
          const rows = entries.map(({ key }, row) => ({ key, row, place: places[row] as number }));
          const best = rows
            .toSorted((a, b) => (a.key === b.key ? a.place - b.place : b.key - a.key))
            .slice(0, limit)
            .map(({ row }) => row);
          for (let round = 0; round < 2; round++) {
            top.begin(limit, (left, right) => (places[left] as number) - (places[right] as number));
            for (const { key, row } of rows) top.add(key, row);
            expect([...top.take()]).toEqual(best);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
