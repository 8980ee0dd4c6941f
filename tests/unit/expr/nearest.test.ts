import { expect, test } from "vitest";
import { findNearest } from "#lib/expr/nearest";

const names = [
  "net_debt_to_ebitda",
  "net_debt",
  "net_income",
  "interest_cover",
  "interest_expense",
  "roic",
  "roe",
  "price",
];

test.each([
  ["net_dept", ["net_debt"]],
  ["interst_cover", ["interest_cover"]],
  ["cover_interest", ["interest_cover"]],
  ["rioc", ["roic"]],
  ["debt_to_ebitda", ["net_debt_to_ebitda"]],
  ["banana", []],
  ["", []],
])("%s is nearest to %j", (word, expected) => {
  expect(findNearest(word, names)).toEqual(expected);
});

test("a word of thousands of letters is answered at once with nothing", () => {
  expect(findNearest("x".repeat(4_000), names)).toEqual([]);
});

test("at most three names are offered", () => {
  expect(findNearest("metric_x", ["metric_a", "metric_b", "metric_c", "metric_d", "metric_e"])).toHaveLength(3);
});
