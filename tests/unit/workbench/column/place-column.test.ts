import fc from "fast-check";
import { expect, it } from "vitest";
import { placeColumn } from "#lib/workbench/column/place-column";

it("puts a column beside another one and leaves the others as they stand", () => {
  expect(placeColumn(["a", "b", "c", "d"], "d", "before", "b")).toEqual(["a", "d", "b", "c"]);
  expect(placeColumn(["a", "b", "c", "d"], "a", "after", "c")).toEqual(["b", "c", "a", "d"]);
});

it("loses and adds no column, whatever is put where", () => {
  const columns = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(columns, fc.nat(9), fc.nat(9), fc.constantFrom("before", "after"), (all, from, to, side) => {
      const [moved, other] = [all[from] ?? "absent", all[to] ?? "absent"];
      const placed = placeColumn(all, moved, side, other);
      expect(placed.toSorted()).toEqual(all.toSorted());
      expect(placed.filter((column) => column !== moved)).toEqual(all.filter((column) => column !== moved));
      if (moved === other || !all.includes(moved) || !all.includes(other)) expect(placed).toEqual(all);
      else expect(placed.indexOf(moved) - placed.indexOf(other)).toBe(side === "before" ? -1 : 1);
    }),
  );
});
