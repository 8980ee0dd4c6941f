import { expect, test } from "vitest";
import { sortKeysMax } from "#lib/screen/screen-limits";
import { setSortKey } from "#lib/workbench/column/sort-key";

const key = (expression: string, descending = true) => ({ expression, descending });

test("a key takes the place of all others", () => {
  expect(setSortKey([key("roic"), key("fcf")], key("debt"), false)).toEqual([key("debt")]);
});

test("an added key comes last, and a column is a key once", () => {
  expect(setSortKey([key("roic"), key("fcf")], key("roic", false), true)).toEqual([key("fcf"), key("roic", false)]);
});

test("the first keys go where there are too many", () => {
  const full = Array.from({ length: sortKeysMax }, (_, at) => key(`m${at}`));
  const next = setSortKey(full, key("last"), true);
  expect(next).toHaveLength(sortKeysMax);
  expect([next[0], next.at(-1)]).toEqual([key("m1"), key("last")]);
});
