import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { compile } from "#lib/expr/check";
import { ChangeableRows } from "#lib/expr/engine/changeable-rows";
import { Engine } from "#lib/expr/engine/engine";
import { createEvaluator } from "#lib/expr/evaluate";
import { findBrokenLimit } from "#lib/expr/limits";
import type { Plan } from "#lib/expr/plan";
import type { Definition, Scope } from "#lib/expr/scope";
import type { Vector, VectorSource } from "#lib/expr/vector";
import { buildMeaningfulTrees } from "../../support/arbitrary-node";
import { buildScope, buildSource, requireNode } from "../../support/expression-table";
import { buildRows } from "../../support/random-rows";

const ids = ["p", "q"];
const settings = [0, 1, -1, 3, 1e300].flatMap((p) => [0, 1, -2].map((q) => [p, q] as const));

function buildParameterScope(p: number, q: number): Scope {
  const number = { kind: "formula", type: "number", unit: "score" } as const;
  const definitions: readonly Definition[] = [
    ...["a", "b", "c", "one"].map(
      (id) => ({ kind: "column", id, type: "number", unit: "score", label: id, lag: "year" }) as const,
    ),
    { kind: "column", id: "sector", type: "text", label: "Sector" },
    { kind: "parameter", id: "p", label: "P", unit: "score", value: p },
    { kind: "parameter", id: "q", label: "Q", unit: "score", value: q },
    { ...number, id: "f", label: "F", formula: "a + p" },
    {
      ...number,
      id: "g",
      label: "G",
      formula: "if(b > q, b - f, c is known and c < p, c, f)",
      applies: "c > q or a > 0",
    },
    { ...number, id: "h", label: "H", formula: "if(f >= 7, 3, f >= 2, 2.5, f >= -1, 1, 0)", applies: "b > 0" },
    { ...number, id: "k", label: "K", formula: "if(b > 0, missing(no_debt), coalesce(f, c) / q)" },
  ];
  return buildScope(definitions, { a: "if(b is known and b > 0, a, a + p * abs(a))", c: "c + q" });
}

function requirePlan(node: Node, scope: Scope): Plan {
  const compiled = compile(node, scope);
  if (!compiled.ok) throw new Error(compiled.error[0]?.message);
  return compiled.value.plan;
}

function findOutlook(plan: Plan, source: VectorSource) {
  const engine = new Engine({ rowCount: source.rowCount, getBase: (id) => source.getVector(id) });
  const findParameter = (part: Plan): number =>
    part.op === "constant" && part.definition?.kind === "parameter" ? ids.indexOf(part.definition.id) : -1;
  const getMask = (part: Plan): number =>
    part.args.reduce((mask, arg) => mask | getMask(arg), findParameter(part) < 0 ? 0 : 1 << findParameter(part));
  return new ChangeableRows(engine, source.rowCount, ids.length, getMask, findParameter).find(plan);
}

function isSet(bits: Uint32Array | undefined, row: number): boolean {
  return (((bits?.[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** The place of what a row is among the states of an outlook, and its value. */
function readRow(vector: Vector, row: number): readonly [state: number, value: number] {
  if (vector.type === "number") {
    const reason = vector.reasons[row] ?? 0;
    return [reason, reason === 0 ? (vector.values[row] ?? 0) + 0 : Number.NaN];
  }
  if (vector.type === "text") throw new Error("No text is asked for.");
  const state = !isSet(vector.known, row) ? 2 : isSet(vector.truth, row) ? 0 : 1;
  return [state, state];
}

const trees = buildMeaningfulTrees({
  columns: ["a", "b", "f", "g", "h", "k"],
  one: "one",
  group: "sector",
  hasAllRows: true,
});
const isLowered = (node: Node): boolean => findBrokenLimit(node) === null;
const stress = (node: Node): Node => ({ kind: "call", name: "stressed", args: [node] });

test("no row is anything, or changed by a parameter, that was said to be impossible", () => {
  const tree = fc.oneof(trees.number, trees.truth).filter(isLowered);
  fc.assert(
    fc.property(
      fc.oneof(tree, tree.map(stress).filter(isLowered)),
      fc.integer({ min: 1, max: 40 }),
      fc.integer(),
      (node, count, seed) => {
        const source = buildSource(buildRows(count, seed), new Set(["sector"]));
        const { states, changes } = findOutlook(requirePlan(node, buildParameterScope(0, 0)), source);
        const vectors = settings.map(([p, q]) => createEvaluator(source, buildParameterScope(p, q)).evaluate(node));
        const faults: unknown[] = [];
        for (let row = 0; row < count; row += 1) {
          const found = vectors.map((vector) => readRow(vector, row));
          if (!found.every(([state]) => isSet(states[state], row))) faults.push({ row, found });
          settings.forEach((left, i) => {
            settings.forEach((right, j) => {
              const moved = left[0] === right[0] ? 1 : 0;
              if (left[1 - moved] !== right[1 - moved] || isSet(changes[moved], row)) return;
              if (!Object.is(found[i]?.[1], found[j]?.[1])) faults.push({ row, left, right });
            });
          });
        }
        expect(faults).toEqual([]);
      },
    ),
    { numRuns: 80 },
  );
});

test.each([
  ["a + p", 2, "what is missing stays missing"],
  ["if(a > 0, 1, p)", 1, "a branch that is not taken counts for nothing"],
  ["coalesce(a, p)", 1, "a number that is known is the first that is known"],
  ["if(a is known and a + p > 0, 1, 2)", 2, "a comparison that is asked of known numbers only is not unknown"],
])("%s changes in %i rows: %s", (text, expected) => {
  const source = buildSource(
    [{ a: 1 }, { a: -1 }, {}].map((row) => ({ ...row, b: 1, c: 1, one: 1 })),
    new Set(),
  );
  const [rows] = findOutlook(requirePlan(requireNode(text), buildParameterScope(0, 0)), source).changes;
  expect([0, 1, 2].filter((row) => isSet(rows, row))).toHaveLength(expected);
});
