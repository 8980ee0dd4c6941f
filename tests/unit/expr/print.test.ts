import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Node, NumberMark } from "#lib/expr/ast";
import { stripSpans } from "#lib/expr/children";
import { nodeSchema } from "#lib/expr/node-schema";
import { printNumberLiteral, readNumberLiteral } from "#lib/expr/number-literal";
import { parse } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { anyTree } from "../../support/arbitrary-node";
import { requireNode } from "../../support/expression-table";

function reread(node: Node): unknown {
  const parsed = parse(print(node));
  return parsed.ok ? stripSpans(parsed.value) : parsed.error;
}

describe("L-11: text and tree say the same", () => {
  test("every tree that the schema lets in comes back from its text", () => {
    const tree = anyTree.filter((node) => nodeSchema.safeParse(node).success);
    fc.assert(
      fc.property(tree, (node) => {
        expect(reread(node)).toEqual(node);
      }),
      { numRuns: 1_000 },
    );
  });

  test("printing what was read and reading it again changes nothing", () => {
    fc.assert(
      fc.property(anyTree, (node) => {
        const parsed = parse(print(node));
        if (parsed.ok) expect(print(parsed.value)).toBe(print(node));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["-(3)", { kind: "negate", operand: { kind: "number", value: 3 } }],
    ["-3", { kind: "number", value: -3 }],
    ["-(-3)", { kind: "negate", operand: { kind: "number", value: -3 } }],
    [
      "a - -3",
      { kind: "arithmetic", operator: "-", left: { kind: "name", id: "a" }, right: { kind: "number", value: -3 } },
    ],
  ] as const)("%s is told apart from its neighbours", (text, node) => {
    expect(print(node)).toBe(text);
    expect(reread(node)).toEqual(node);
  });

  test.each([
    ["a - (b - c)", "a - (b - c)"],
    ["(a - b) - c", "a - b - c"],
    ["a / (b * c)", "a / (b * c)"],
    ["(a and b) and c", "(a and b) and c"],
    ["a and b and c", "a and b and c"],
    ["a or b and c", "a or b and c"],
    ["(a or b) and c", "(a or b) and c"],
    ["not not a", "not not a"],
    ["NOT (A < 10)", "not (a < 10)"],
    ["(a < b) is known", "(a < b) is known"],
    ["a = (b is known)", "a = (b is known)"],
    ["(not a) is known", "(not a) is known"],
    ["- a * b", "-a * b"],
    ["-(a * b)", "-(a * b)"],
    ["pct(x by sector)", "pct(x, sector)"],
    ["pct(x) by sector", "pct(x, sector)"],
    ["x not in (1,2)", "not (x in (1, 2))"],
    ["x not between 1 and 2", "not (x between 1 and 2)"],
    ["x is not known", "not (x is known)"],
    ["a -- all of it\n + b", "a + b"],
    ["revenue [ -1 ]", "revenue[-1]"],
    ["net_income_q[-1Q]", "net_income_q[-1q]"],
    ["verdict = 'it''s'", null],
    ["name = 'it\\'s'", 'name = "it\'s"'],
  ])("%s is printed as %s", (text, printed) => {
    const parsed = parse(text);
    expect(parsed.ok ? print(parsed.value) : null).toBe(printed);
  });
});

describe("L-1: numbers", () => {
  const mark = fc.constantFrom<NumberMark | undefined>("percent", "bp", "times", "usd", undefined);
  test("any finite number with any mark is read back to the bit", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), mark, (value, kind) => {
        const text = printNumberLiteral(value, kind);
        expect(readNumberLiteral(text)).toEqual({
          literal: { value: value === 0 ? 0 : value, ...(kind ? { mark: kind } : {}) },
        });
      }),
      { numRuns: 2_000 },
    );
  });

  test("few digits are read as many are: to the nearest double", () => {
    const digits = fc.stringMatching(/^[0-9]{1,18}$/);
    const decimals = fc.oneof(fc.constant(""), fc.stringMatching(/^\.[0-9]{1,18}$/));
    fc.assert(
      fc.property(digits, decimals, (whole, part) => {
        expect(readNumberLiteral(`${whole}${part}`)).toEqual({ literal: { value: Number(`${whole}${part}`) } });
        expect(readNumberLiteral(`${whole}${part}%`)).toEqual({
          literal: { value: Number(`${whole}${part}e-2`), mark: "percent" },
        });
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([
    ["15%", 0.15, "percent"],
    ["15 %", 0.15, "percent"],
    ["0.1%", 0.001, "percent"],
    ["200bp", 0.02, "bp"],
    ["1.5x", 1.5, "times"],
    ["$300m", 3e8, "usd"],
    ["$ 2B", 2e9, "usd"],
    ["2b", 2e9, undefined],
    ["1.1m", 1_100_000, undefined],
    ["5k", 5_000, undefined],
    ["3t", 3e12, undefined],
    [".5", 0.5, undefined],
    ["1e-7", 1e-7, undefined],
  ])("%s is %d", (text, value, kind) => {
    expect(stripSpans(requireNode(text))).toEqual({ kind: "number", value, ...(kind ? { mark: kind } : {}) });
  });

  test.each([
    [3e8, "usd", "$300m"],
    [2.5e9, undefined, "2.5b"],
    [1_234_567, undefined, "1234567"],
    [6_020, undefined, "6020"],
    [0.15, "percent", "15%"],
    [-0.05, "percent", "-5%"],
    [0.02, "bp", "200bp"],
    [1e21, undefined, "1e21"],
    [5e-324, "percent", "5e-322%"],
  ] as const)("%d with mark %s is written %s", (value, kind, text) => {
    expect(printNumberLiteral(value, kind)).toBe(text);
  });
});
