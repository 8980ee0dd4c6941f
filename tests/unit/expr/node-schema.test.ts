import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findBrokenLimit } from "#lib/expr/limits";
import { nodeSchema } from "#lib/expr/node-schema";
import { print } from "#lib/expr/print";
import { anyTree } from "../../support/arbitrary-node";

describe("L-12: the JSON form", () => {
  test("any tree within the limits survives JSON and the schema unchanged", () => {
    const fitting = anyTree.filter((node) => findBrokenLimit(node) === null && print(node).length <= 4_000);
    fc.assert(
      fc.property(fitting, (node) => {
        expect(nodeSchema.parse(JSON.parse(JSON.stringify(node)))).toEqual(node);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["a name in capitals", { kind: "name", id: "ROIC" }],
    ["a reserved word as a name", { kind: "name", id: "and" }],
    ["a lag beyond the history", { kind: "name", id: "revenue", lag: { years: 6 } }],
    ["a lag of nothing", { kind: "name", id: "revenue", lag: { years: 0 } }],
    ["a lag of years and quarters", { kind: "name", id: "revenue", lag: { years: 1, quarters: 1 } }],
    ["an infinite number", { kind: "number", value: Number.POSITIVE_INFINITY }],
    ["a number that is none", { kind: "number", value: Number.NaN }],
    ["a zero with a sign", { kind: "number", value: -0 }],
    ["a number as a text", { kind: "number", value: "3" }],
    ["an unknown mark", { kind: "number", value: 3, mark: "eur" }],
    ["an unknown kind", { kind: "regex", value: "a" }],
    ["an unknown key", { kind: "number", value: 3, colour: "red" }],
    ["an and of one", { kind: "logic", operator: "and", operands: [{ kind: "name", id: "a" }] }],
    ["an empty in", { kind: "in", operand: { kind: "name", id: "a" }, options: [] }],
    ["a call named missing", { kind: "call", name: "missing", args: [] }],
    ["an unknown reason", { kind: "missing", reason: "lost" }],
    ["no tree at all", null],
    ["a list", []],
    ["a text", "a > 3"],
  ])("refuses %s", (_, tree) => {
    expect(nodeSchema.safeParse(tree).success).toBe(false);
  });

  test("L-9: a tree of a hundred thousand levels gets an answer, not an exhausted stack", () => {
    let tree: unknown = { kind: "name", id: "a" };
    for (let level = 0; level < 100_000; level += 1) tree = { kind: "negate", operand: tree };
    const read = nodeSchema.safeParse(tree);
    expect(read.error?.issues[0]?.message).toContain("32 levels");
  });

  test("L-9: a tree of a hundred thousand operands gets an answer", () => {
    const operands = Array.from({ length: 100_000 }, () => ({ kind: "name", id: "a" }));
    const read = nodeSchema.safeParse({ kind: "logic", operator: "and", operands });
    expect(read.error?.issues[0]?.message).toContain("200 parts");
  });

  test("L-9: a tree whose text would be too long is refused", () => {
    const text = { kind: "text", value: "a".repeat(3_000) };
    expect(nodeSchema.safeParse({ kind: "in", operand: text, options: [text] }).success).toBe(false);
  });
});
