import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { follow } from "#lib/expr/follow";
import { findBrokenLimit } from "#lib/expr/limits";
import type { Definition, Scope } from "#lib/expr/scope";
import type { NumberVector } from "#lib/expr/vector";
import { getReason } from "#lib/util/missing";
import { buildMeaningfulTrees } from "../../support/arbitrary-node";
import { buildScope, buildSource, requireNode } from "../../support/expression-table";
import { buildRows } from "../../support/random-rows";

const columns = ["a", "b", "c"];
const textIds = new Set(["sector"]);

function buildParameterScope(p: number, q: number): Scope {
  const number = { kind: "formula", type: "number", unit: "score" } as const;
  const definitions: readonly Definition[] = [
    ...[...columns, "one"].map(
      (id) => ({ kind: "column", id, type: "number", unit: "score", label: id, lag: "year" }) as const,
    ),
    { kind: "column", id: "sector", type: "text", label: "Sector" },
    { kind: "parameter", id: "p", label: "P", unit: "score", value: p },
    { kind: "parameter", id: "q", label: "Q", unit: "score", value: q },
    { ...number, id: "f", label: "F", formula: "a + p" },
    { ...number, id: "g", label: "G", formula: "if(b > q, b - f, c)", applies: "c > q or a > 0" },
    { ...number, id: "h", label: "H", formula: "if(f >= 7, 3, f >= 2, 2.5, f >= -1, 1, 0)", applies: "b > 0" },
    { kind: "formula", type: "truth", id: "t", label: "T", formula: "f < g or h is missing", applies: "c > -2" },
    {
      kind: "formula",
      type: "text",
      id: "size",
      label: "Size",
      formula: "if(g > 1, 'big', f > 0, 'mid', t, sector, 'small')",
      applies: "a < 100",
    },
  ];
  return buildScope(definitions, { a: "a + p * abs(a)", c: "c + q" });
}

const isLowered = (node: Node): boolean => findBrokenLimit(node) === null;
const trees = buildMeaningfulTrees({
  columns: ["a", "b", "f", "g", "h"],
  one: "one",
  group: "size",
  hasAllRows: true,
});
const setting = fc.record({ p: fc.constantFrom(0, 1, -1, 0.5, 3), q: fc.constantFrom(0, 1, -2, 1e300) });
const stress = (node: Node): Node => ({ kind: "call", name: "stressed", args: [node] });

/** Truths that say all of a number: what it is where it is known, and why it is missing where it is not. */
function askAll(node: Node, { values, reasons }: NumberVector): readonly Node[] {
  const known = [...new Set(values)].filter((_, row) => row < 2).filter(Number.isFinite);
  const equals = known.map((value): Node => {
    const right: Node = value < 0 ? { kind: "negate", operand: buildNumber(-value) } : buildNumber(value);
    return { kind: "comparison", operator: "=", left: node, right };
  });
  const states = [...new Set(reasons)].flatMap((code) => getReason(code) ?? []);
  const missing = states.map((state): Node => ({ kind: "is", operand: node, state }));
  return [...equals, ...missing, { kind: "is", operand: node, state: "known" }];
}

function buildNumber(value: number): Node {
  return { kind: "number", value };
}

function ask(node: Node, evaluator: Evaluator): readonly Node[] {
  const vector = evaluator.evaluate(node);
  return vector.type === "number" ? askAll(node, vector) : [node];
}

describe("an evaluator that follows parameters", () => {
  test("L-64: gives what an evaluator gives whose scope has them, reasons included", () => {
    const tree = fc.oneof(trees.number, trees.truth).filter(isLowered);
    const nodes = fc.array(fc.oneof(tree, tree.map(stress).filter(isLowered)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        nodes,
        fc.array(setting, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 170 }),
        fc.integer(),
        fc.boolean(),
        (all, settings, count, seed, isPrepared) => {
          const source = buildSource(buildRows(count, seed), textIds);
          const plain = settings.map(({ p, q }) => createEvaluator(source, buildParameterScope(p, q)));
          const asked = all.flatMap((node) => plain.flatMap((evaluator) => ask(node, evaluator))).filter(isLowered);
          const live = follow(
            createEvaluator(source, buildParameterScope(0, 0)),
            new Map(Object.entries({ p: 0, q: 0 })),
          );
          if (isPrepared) live.prepare(asked);
          settings.forEach(({ p, q }, at) => {
            live.setParameters(new Map(Object.entries({ p, q })));
            for (const node of asked) expect(live.evaluateTruth(node)).toEqual(plain[at]?.evaluateTruth(node));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test("L-64: keeps what it gave when a parameter changes", () => {
    const source = buildSource([{ a: 1, b: 2, c: 3, one: 1 }], textIds);
    const live = follow(createEvaluator(source, buildParameterScope(0, 0)), new Map([["p", 0]]));
    const before = live.evaluateTruth(requireNode("a + p = 1"));
    expect(before.truth).toEqual(Uint32Array.of(1));
    live.setParameters(new Map([["p", 5]]));
    expect(live.evaluateTruth(requireNode("a + p = 1")).truth).toEqual(Uint32Array.of(0));
    expect(before.truth).toEqual(Uint32Array.of(1));
  });

  test.each(["size = mid", "mid != size", "size in (mid, big)", "if(size = mid, 1, 2) = 1"])(
    "follows a text that changes: %s",
    (text) => {
      const source = buildSource(
        [
          { a: 1, b: 1, c: 1, one: 1, sector: "Energy" },
          { a: 200, b: 1 },
        ],
        textIds,
      );
      const live = follow(createEvaluator(source, buildParameterScope(0, 0)), new Map([["p", 0]]));
      const node = requireNode(text);
      for (const p of [0, -9, 7]) {
        live.setParameters(new Map([["p", p]]));
        expect(live.evaluateTruth(node)).toEqual(
          createEvaluator(source, buildParameterScope(p, 0)).evaluateTruth(node),
        );
      }
    },
  );

  test("answers truths only", () => {
    const live = follow(createEvaluator(buildSource([], textIds), buildParameterScope(0, 0)), new Map([["p", 0]]));
    expect(() => live.evaluateTruth(requireNode("a + p"))).toThrow("a + p is a number, not a truth");
  });

  test("refuses a parameter that was not named at first", () => {
    const live = follow(createEvaluator(buildSource([], textIds), buildParameterScope(0, 0)), new Map([["p", 0]]));
    expect(() => live.setParameters(new Map([["q", 1]]))).toThrow("q is no parameter that changes");
  });
});

describe("a choice by steps", () => {
  test("is the same as by conditions that no ladder is read from", () => {
    const scope = buildParameterScope(0, 0);
    const bounds = fc.uniqueArray(fc.constantFrom(-3, -1, 0, 0.5, 1, 2, 7, 50, 100), { minLength: 3 });
    fc.assert(
      fc.property(bounds, fc.integer({ min: 1, max: 60 }), fc.integer(), (given, count, seed) => {
        const falling = given.toSorted((left, right) => right - left);
        const write = (test: (bound: number) => string): string =>
          `if(${falling.map((bound, at) => `${test(bound)}, ${at + 1}`).join(", ")}, 0)`;
        const evaluator = createEvaluator(buildSource(buildRows(count, seed), textIds), scope);
        const ladder = evaluator.evaluate(requireNode(write((bound) => `a / b >= ${bound}`)));
        const conditions = evaluator.evaluate(requireNode(write((bound) => `not (a / b < ${bound})`)));
        const named = evaluator.evaluate(requireNode(write((bound) => `a >= ${bound}`)));
        const namedPlain = evaluator.evaluate(requireNode(write((bound) => `not (a < ${bound})`)));
        expect(ladder).toEqual(conditions);
        expect(named).toEqual(namedPlain);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a count of conditions", () => {
  test("is right beyond 31 of them", () => {
    const rows = [{ a: 1 }, { a: -1 }, {}].map((row) => ({ ...row, b: 1, c: 1, one: 1 }));
    const evaluator = createEvaluator(buildSource(rows, textIds), buildParameterScope(0, 0));
    const text = `count_true(${Array.from({ length: 37 }, () => "a > 0").join(", ")}, ${"b > 0, ".repeat(8)}c > 0)`;
    expect(evaluator.evaluate(requireNode(text))).toMatchObject({ values: Float64Array.of(46, 9, 9) });
  });
});
