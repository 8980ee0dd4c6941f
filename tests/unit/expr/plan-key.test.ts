import fc from "fast-check";
import { expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { compile } from "#lib/expr/check";
import { findBrokenLimit } from "#lib/expr/limits";
import { getKey, type Plan } from "#lib/expr/plan";
import { print } from "#lib/expr/print";
import type { Definition } from "#lib/expr/scope";
import { buildMeaningfulTrees } from "../../support/arbitrary-node";
import { buildScope, requireNode } from "../../support/expression-table";

const definitions: readonly Definition[] = [
  ...["a", "b", "one"].map(
    (id): Definition => ({ kind: "column", id, type: "number", unit: "ratio", label: id, lag: "year" }),
  ),
  { kind: "column", id: "sector", type: "text", label: "Sector" },
  { kind: "parameter", id: "limit", unit: "ratio", label: "Limit", value: 3 },
  { kind: "formula", id: "kind", type: "text", label: "Kind", formula: "missing(stale)" },
];
const scope = buildScope(definitions, { a: "a * 2" });
const trees = buildMeaningfulTrees({ columns: ["a", "b"], one: "one", group: "sector", hasAllRows: true });

function requirePlan(node: Node): Plan {
  const compiled = compile(node, scope);
  if (!compiled.ok) throw new Error(`${print(node)}: ${compiled.error[0]?.message}`);
  return compiled.value.plan;
}

function listPlans(plan: Plan): readonly Plan[] {
  return [plan, ...plan.args.flatMap(listPlans)];
}

test("parts of expressions have the same key when, and only when, they are the same", {
  timeout: 120_000,
}, () => {
  const texts = new Map<string, string>();
  const keys = new Map<string, string>();
  const tree = fc.oneof(trees.number, trees.truth).filter((node) => findBrokenLimit(node) === null);
  fc.assert(
    fc.property(tree, (node) => {
      for (const plan of listPlans(requirePlan(node))) {
        const [key, text] = [getKey(plan), `${plan.type} ${print(plan.node)}`];
        expect(texts.get(key) ?? text).toBe(text);
        expect(keys.get(text) ?? key).toBe(key);
        texts.set(key, text);
        keys.set(text, key);
      }
    }),
    { numRuns: 300 },
  );
  expect(texts.size).toBeGreaterThan(500);
});

test.each([
  ["growth(limit, 1)", "growth(limit, 3)"],
  ["limit > 2", "3 > 2"],
  ["a - b", "b - a"],
  ["a < b", "a <= b"],
  ["stressed(a)", "a"],
  ["a[-1]", "a"],
  ["min(a, b)", "max(a, b)"],
  ["mean(a, 2)", "mean(a, 3)"],
  ['sector = "3"', 'sector = "limit"'],
  ["a is stale", "a is missing"],
])("%s and %s have different keys", (left, right) => {
  expect(getKey(requirePlan(requireNode(left)))).not.toBe(getKey(requirePlan(requireNode(right))));
});

test("a missing text and a missing number have different keys", () => {
  const [body] = requirePlan(requireNode("kind")).args as [Plan];
  expect(body.type).toBe("text");
  expect(getKey(body)).not.toBe(getKey(requirePlan(requireNode("missing(stale)"))));
});

test.each([
  ["pct(a) by sector", "pct(a, sector)"],
  ["a / b > 5%", "A/B > 0.05"],
  ["stressed(b)", "b"],
])("%s and %s have one key", (left, right) => {
  expect(getKey(requirePlan(requireNode(left)))).toBe(getKey(requirePlan(requireNode(right))));
});
