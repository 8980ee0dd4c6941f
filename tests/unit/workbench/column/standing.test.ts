import { expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { createEvaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import type { NumberVector, TextVector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";
import { getStandings } from "#lib/workbench/column/standing";

const rowCount = 50;
const missing = 49;

/** 0 to 48 and a gap; the first 25 rows are of one sector. */
const figure: NumberVector = {
  type: "number",
  values: Float64Array.from({ length: rowCount }, (_, row) => (row === missing ? Number.NaN : row)),
  reasons: Uint8Array.from({ length: rowCount }, (_, row) => (row === missing ? getReasonCode("not_reported") : 0)),
};
const sector: TextVector = {
  type: "text",
  codes: Uint16Array.from({ length: rowCount }, (_, row) => (row < 25 ? 0 : 1)),
  dictionary: ["Energy", "Utilities"],
};
const scope: Scope = {
  find: (id) => {
    if (id === "figure") return { kind: "column", id, type: "number", unit: "usd", label: "Figure", lag: "none" };
    return id === "sector" ? { kind: "column", id, type: "text", label: "Sector" } : undefined;
  },
  ids: () => ["figure", "sector"],
};
const evaluator = createEvaluator(
  { rowCount, getVector: (id) => (id === "figure" ? figure : id === "sector" ? sector : undefined) },
  scope,
);
const node: Node = { kind: "name", id: "figure" };

test("C-22: a number stands in a twentieth of all companies, or of its sector, and a gap in none", () => {
  const all = getStandings(evaluator, scope, node, "universe");
  expect([all[0], all[24], all[48], all[missing]]).toEqual([1, 11, 20, 0]);
  const own = getStandings(evaluator, scope, node, "sector");
  expect([own[0], own[12], own[24], own[25], own[48], own[missing]]).toEqual([1, 11, 20, 1, 20, 0]);
});

test("C-22: the standings of a column are computed once", () => {
  expect(getStandings(evaluator, scope, { ...node }, "universe")).toBe(
    getStandings(evaluator, scope, node, "universe"),
  );
});
