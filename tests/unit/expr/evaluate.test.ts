import { describe, expect, test } from "vitest";
import { estimateIndexBytes } from "#lib/expr/engine/rank-index";
import { RecentVectors } from "#lib/expr/engine/recent-vectors";
import { createEvaluator } from "#lib/expr/evaluate";
import { readValue } from "#lib/expr/read-value";
import type { Definition, Scope } from "#lib/expr/scope";
import type { NumberVector, TextVector, VectorSource } from "#lib/expr/vector";
import { buildNumbers, buildScope, buildText, requireNode } from "../../support/expression-table";

const definitions: readonly Definition[] = [
  { kind: "column", id: "x", type: "number", unit: "ratio", label: "X", lag: "year" },
  { kind: "column", id: "y", type: "number", unit: "ratio", label: "Y", lag: "year" },
  { kind: "column", id: "sector", type: "text", label: "Sector" },
  { kind: "formula", id: "double", type: "number", unit: "ratio", label: "Double", formula: "x * 2" },
];
const scope = buildScope(definitions);

function buildSourceOf(vectors: Readonly<Record<string, NumberVector | TextVector>>, rowCount: number): VectorSource {
  return { rowCount, getVector: (id) => (Object.hasOwn(vectors, id) ? vectors[id] : undefined) };
}

describe("what the evaluator makes of its source", () => {
  test("a column that is not there is missing as not reported", () => {
    const evaluator = createEvaluator(buildSourceOf({}, 2), scope);
    expect(readValue(evaluator.evaluate(requireNode("x + 1")), 0)).toEqual({ type: "missing", reason: "not_reported" });
    expect(readValue(evaluator.evaluate(requireNode("sector = energy")), 1)).toEqual({ type: "unknown" });
  });

  test("NaN, infinity and unknown reasons in a column never reach a result, and the column is left as it is", () => {
    const x: NumberVector = {
      type: "number",
      values: Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, 5, 6),
      reasons: Uint8Array.of(0, 0, 0, 5, 99),
    };
    const evaluator = createEvaluator(buildSourceOf({ x }, 5), scope);
    const read = (text: string): unknown[] =>
      [0, 1, 2, 3, 4].map((row) => readValue(evaluator.evaluate(requireNode(text)), row));
    const missing = (reason: string): object => ({ type: "missing", reason });
    const expected = [missing("not_reported"), missing("not_meaningful"), missing("stale"), missing("not_reported")];
    expect(read("x")).toEqual([{ type: "number", value: 1 }, ...expected]);
    expect(read("x + 1")).toEqual([{ type: "number", value: 2 }, ...expected]);
    expect(x.values[3]).toBe(5);
  });

  test("text codes beyond the dictionary are missing", () => {
    const sector: TextVector = { type: "text", codes: Uint16Array.of(0, 7), dictionary: ["Energy"] };
    const evaluator = createEvaluator(buildSourceOf({ sector }, 2), scope);
    expect(readValue(evaluator.evaluate(requireNode("sector != utilities")), 1)).toEqual({ type: "unknown" });
  });

  test("a column of another type or length is a bug that is named", () => {
    const ofText = createEvaluator(buildSourceOf({ x: buildText(["a"]) }, 1), scope);
    expect(() => ofText.evaluate(requireNode("x"))).toThrow("Column x is a text of 1 rows, not a number of 1.");
    const short = createEvaluator(buildSourceOf({ x: buildNumbers([1]) }, 2), scope);
    expect(() => short.evaluate(requireNode("x"))).toThrow("Column x is a number of 1 rows, not a number of 2.");
  });

  test("an empty table gives empty results", () => {
    const evaluator = createEvaluator(buildSourceOf({ x: buildNumbers([]) }, 0), scope);
    expect(evaluator.evaluateNumber(requireNode("pct(x) + x")).values).toHaveLength(0);
    expect(evaluator.evaluateTruth(requireNode("x > 3 and not (x < 2)")).truth).toHaveLength(0);
  });
});

describe("L-61: what is kept", () => {
  test("equal expressions give the same vector, also from another tree", () => {
    const evaluator = createEvaluator(buildSourceOf({ x: buildNumbers([1, 2]), y: buildNumbers([3, 4]) }, 2), scope);
    const first = evaluator.evaluate(requireNode("x / y > 20%"));
    expect(evaluator.evaluate(requireNode("(x / Y) > 20%"))).toBe(first);
    expect(evaluator.evaluate(requireNode("x / y > 21%"))).not.toBe(first);
    expect(evaluator.evaluate(requireNode("double"))).toBe(evaluator.evaluate(requireNode("double")));
  });

  test("each base column is asked for once", () => {
    const asked: string[] = [];
    const x = buildNumbers([1, 2]);
    const evaluator = createEvaluator(
      {
        rowCount: 2,
        getVector: (id) => {
          asked.push(id);
          return x;
        },
      },
      scope,
    );
    for (const text of ["x > 1", "x > 2", "double > 3", "pct(x) > 0", "x[-1] > 1"])
      evaluator.evaluate(requireNode(text));
    expect(asked).toEqual(["x", "x[-1]"]);
  });

  test("kept results are bounded: the least recently used go first, the newest stays however large", () => {
    const build = (rowCount: number): NumberVector => buildNumbers(Array.from({ length: rowCount }, (_, row) => row));
    const recent = new RecentVectors(3 * (13_500 + 1_024 + estimateIndexBytes(1_500)));
    for (const key of ["a", "b", "c"]) recent.set(key, build(1_500));
    expect(recent.get("a")).not.toBeNull();
    recent.set("d", build(1_500));
    expect(["a", "b", "c", "d"].filter((key) => recent.get(key) !== null)).toEqual(["a", "c", "d"]);
    recent.set("e", build(100_000));
    expect(["a", "c", "d", "e"].filter((key) => recent.get(key) !== null)).toEqual(["e"]);
    recent.set("f", build(10));
    expect(recent.get("f")).not.toBeNull();
  });
});

describe("what the evaluator refuses", () => {
  const evaluator = createEvaluator(buildSourceOf({ x: buildNumbers([1]) }, 1), scope);

  test("an expression that does not check", () => {
    expect(() => evaluator.evaluate(requireNode("nothing > 3"))).toThrow("without having been checked");
  });

  test("a result of another type than asked for", () => {
    expect(() => evaluator.evaluateTruth(requireNode("x"))).toThrow("x is a number");
    expect(() => evaluator.evaluateNumber(requireNode("x > 3"))).toThrow("x > 3 is a truth");
    expect(() => evaluator.evaluateText(requireNode("x"))).toThrow("x is a number");
  });

  test("a trace of a row that is not there", () => {
    for (const row of [-1, 1, 0.5, Number.NaN])
      expect(() => evaluator.trace(requireNode("x"), row)).toThrow("is not one of");
  });
});

test("evaluators of two scopes do not share formulas", () => {
  const other: Scope = buildScope([
    ...definitions.filter(({ id }) => id !== "double"),
    { kind: "formula", id: "double", type: "number", unit: "ratio", label: "Double", formula: "x * 3" },
  ]);
  const source = buildSourceOf({ x: buildNumbers([5]) }, 1);
  const node = requireNode("double");
  expect(readValue(createEvaluator(source, scope).evaluate(node), 0)).toEqual({ type: "number", value: 10 });
  expect(readValue(createEvaluator(source, other).evaluate(node), 0)).toEqual({ type: "number", value: 15 });
});
