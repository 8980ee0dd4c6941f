import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { smallestPeerGroup } from "#lib/expr/engine/all-rows";
import { createEvaluator } from "#lib/expr/evaluate";
import { findBrokenLimit } from "#lib/expr/limits";
import { print } from "#lib/expr/print";
import { readValue } from "#lib/expr/read-value";
import type { Definition } from "#lib/expr/scope";
import type { Value } from "#lib/expr/vector";
import { buildMeaningfulTrees } from "../../support/arbitrary-node";
import { buildScope, buildSource, type Row } from "../../support/expression-table";
import { buildRows } from "../../support/random-rows";
import { Reference } from "./reference-interpreter";

const columns = ["a", "b", "c"];
const definitions: readonly Definition[] = [
  ...[...columns, "one"].map(
    (id) => ({ kind: "column", id, type: "number", unit: "score", label: id, lag: "year" }) as const,
  ),
  { kind: "column", id: "sector", type: "text", label: "Sector" },
];
const scope = buildScope(definitions);

function describeReference(reference: Reference, node: Node, isTruth: boolean, row: number): Value {
  if (isTruth) {
    const truth = reference.truth(node, row);
    return typeof truth === "boolean" ? { type: "truth", value: truth } : { type: "unknown" };
  }
  const number = reference.number(node, row);
  return typeof number === "number" ? { type: "number", value: number } : { type: "missing", reason: number.missing };
}

function isSame(left: Value, right: Value): boolean {
  if (left.type === "number" && right.type === "number") return left.value === right.value;
  return JSON.stringify(left) === JSON.stringify(right);
}

function compareWithReference(node: Node, isTruth: boolean, rows: readonly Row[], sampleRows: readonly number[]): void {
  const source = buildSource(rows, new Set(["sector"]));
  const evaluator = createEvaluator(source, scope, { scansBeforeRanks: Number.POSITIVE_INFINITY });
  const reference = new Reference(rows, smallestPeerGroup);
  const vector = evaluator.evaluate(node);
  // L-63: the order of the rows gives the same bits as looking at each.
  expect(createEvaluator(source, scope, { scansBeforeRanks: 0 }).evaluate(node)).toEqual(vector);
  for (const row of sampleRows) {
    const expected = describeReference(reference, node, isTruth, row);
    const actual = readValue(vector, row);
    if (!isSame(actual, expected))
      expect({ text: print(node), row, value: actual }).toEqual({ text: print(node), row, value: expected });
    if (row % 8 > 1) continue;
    const traced = evaluator.trace(node, row).value;
    if (!isSame(traced, expected))
      expect({ text: print(node), row, traced }).toEqual({ text: print(node), row, traced: expected });
  }
}

function listRows(count: number): readonly number[] {
  return Array.from({ length: count }, (_, row) => row);
}

describe("the evaluator and the plain reference interpreter agree", () => {
  const rowTrees = buildMeaningfulTrees({ columns, one: "one", group: "sector", hasAllRows: false });
  const allTrees = buildMeaningfulTrees({ columns, one: "one", group: "sector", hasAllRows: true });
  const seed = fc.integer();
  const fits = (node: Node): boolean => findBrokenLimit(node) === null;

  test("L-30 to L-41: on any number of any row", () => {
    const tree = allTrees.number.filter(fits);
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 40 }), seed, (node, count, at) => {
        compareWithReference(node, false, buildRows(count, at), listRows(count));
      }),
      { numRuns: 100 },
    );
  });

  test("L-30 to L-41: on any condition of any row", () => {
    const tree = allTrees.truth.filter(fits);
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 40 }), seed, (node, count, at) => {
        compareWithReference(node, true, buildRows(count, at), listRows(count));
      }),
      { numRuns: 100 },
    );
  });

  test("L-62: across the borders of chunks and words", () => {
    const tree = fc.oneof(
      rowTrees.number.map((node) => ({ node, isTruth: false })),
      rowTrees.truth.map((node) => ({ node, isTruth: true })),
    );
    const borders = [0, 31, 32, 63, 1_022, 1_023, 1_024, 1_025, 2_046, 2_047, 2_048, 2_049];
    fc.assert(
      fc.property(
        tree.filter(({ node }) => fits(node)),
        fc.integer({ min: 2_040, max: 2_090 }),
        seed,
        ({ node, isTruth }, count, at) => {
          const rows = [...borders.filter((row) => row < count), count - 1];
          compareWithReference(node, isTruth, buildRows(count, at), rows);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("L-31: no result is ever NaN without a reason, infinite, or a number with a reason", () => {
    fc.assert(
      fc.property(allTrees.number.filter(fits), seed, (node, at) => {
        const rows = buildRows(35, at);
        const { values, reasons } = createEvaluator(buildSource(rows, new Set(["sector"])), scope).evaluateNumber(node);
        values.forEach((value, row) => {
          if (reasons[row] === 0 ? !Number.isFinite(value) : !Number.isNaN(value)) {
            throw new Error(`${print(node)} gives ${value} with reason ${reasons[row]}`);
          }
        });
      }),
      { numRuns: 100 },
    );
  });

  test("L-33: a condition's bits are known wherever they are true, and none stands beyond the last row", () => {
    fc.assert(
      fc.property(allTrees.truth.filter(fits), fc.integer({ min: 1, max: 70 }), seed, (node, count, at) => {
        const { truth, known } = createEvaluator(
          buildSource(buildRows(count, at), new Set(["sector"])),
          scope,
        ).evaluateTruth(node);
        expect(truth.every((word, index) => (word & ~(known[index] as number)) === 0)).toBe(true);
        const beyond = (count & 31) === 0 ? 0 : ~((1 << (count & 31)) - 1);
        expect((known.at(-1) as number) & beyond).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
