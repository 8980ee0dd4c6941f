import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TopRows } from "@/lib/screen/top-rows";

describe("the best rows", () => {
  it("are those of a full sort, equal keys by their places, and again after they were taken", () => {
    const entry = fc.record({ key: fc.constantFrom(3, 2, 1, 0, -1, Number.NEGATIVE_INFINITY) });
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 1_500, size: "max" }),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 1_000 }),
        (entries, limit, step) => {
          const top = new TopRows(limit);
          const rows = entries.map(({ key }, row) => ({ key, row, place: (row * 7_919 * step) % 1_000_003 }));
          const best = rows
            .toSorted((a, b) => (a.key === b.key ? a.place - b.place : b.key - a.key))
            .slice(0, limit)
            .map(({ row }) => row);
          for (let round = 0; round < 2; round++) {
            for (const { key, place, row } of rows) top.add(key, place, row);
            const out = new Uint32Array(limit);
            expect([...out.subarray(0, top.takeInto(out))]).toEqual(best);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
