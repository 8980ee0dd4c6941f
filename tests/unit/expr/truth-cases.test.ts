import { describe, expect, test } from "vitest";
import type { EngineOptions } from "#lib/expr/engine/engine";
import { createEvaluator, type Evaluator } from "#lib/expr/evaluate";
import { readValue } from "#lib/expr/read-value";
import type { Definition } from "#lib/expr/scope";
import type { Value } from "#lib/expr/vector";
import fixture from "../../fixtures/truth-cases.json" with { type: "json" };
import { buildScope, buildSource, type Cell, type Row, requireNode } from "../../support/expression-table";

interface TruthCase {
  readonly rule: string;
  readonly expression: string;
  readonly true?: readonly string[];
  readonly unknown?: readonly string[];
  readonly values?: readonly Cell[];
}

const definitions = fixture.definitions as readonly Definition[];
const rows = fixture.rows as unknown as readonly Row[];
const cases = fixture.cases as readonly TruthCase[];
const scope = buildScope(definitions, fixture.stressed);
const textIds = new Set(
  definitions.filter((entry) => entry.kind === "column" && entry.type === "text").map((entry) => entry.id),
);
const universe = /\b(pct|rank|zscore|median|winsor)\b/;

function build(tableRows: readonly Row[], options: EngineOptions = {}): Evaluator {
  return createEvaluator(buildSource(tableRows, textIds), scope, options);
}

function expectValue(actual: Value, expected: Value, context: string): void {
  if (actual.type === "number" && expected.type === "number") {
    expect(actual.value, context).toBeCloseTo(expected.value, 12);
  } else {
    expect(actual, context).toEqual(expected);
  }
}

function isSame(left: Value, right: Value): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function getExpected(entry: TruthCase, row: number): Value {
  if (entry.values) {
    const cell = entry.values[row] as Cell;
    if (typeof cell === "number") return { type: "number", value: cell };
    return typeof cell === "string" ? { type: "text", value: cell } : { type: "missing", reason: cell.missing };
  }
  const ticker = rows[row]?.["ticker"] as string;
  if (entry.unknown?.includes(ticker)) return { type: "unknown" };
  return { type: "truth", value: entry.true?.includes(ticker) ?? false };
}

describe("each case of the truth table", () => {
  const evaluator = build(rows);
  test.each(cases)("$rule: $expression gives the same on columns", (entry) => {
    const vector = evaluator.evaluate(requireNode(entry.expression));
    rows.forEach((_, row) => {
      expectValue(readValue(vector, row), getExpected(entry, row), `row ${row}`);
    });
  });

  const ranked = build(rows, { scansBeforeRanks: 0 });
  test.each(cases)("L-63: $expression gives the same by ranks", (entry) => {
    const vector = ranked.evaluate(requireNode(entry.expression));
    rows.forEach((_, row) => {
      expectValue(readValue(vector, row), getExpected(entry, row), `row ${row}`);
    });
  });

  test.each(cases)("$rule: $expression gives the same as a trace of one row", (entry) => {
    rows.forEach((_, row) => {
      const { value } = evaluator.trace(requireNode(entry.expression), row);
      expectValue(value, getExpected(entry, row), `row ${row}`);
    });
  });

  const tiled = Array.from({ length: 2_500 }, (_, row) => rows[row % rows.length] as Row);
  const tiledEvaluator = build(tiled);
  test.each(cases.filter((entry) => !universe.test(entry.expression)))(
    "L-62: $expression gives the same in every chunk of a long table",
    (entry) => {
      const vector = tiledEvaluator.evaluate(requireNode(entry.expression));
      const first = rows.map((_, row) => readValue(vector, row));
      const isTiled = (_: Row, row: number): boolean =>
        isSame(readValue(vector, row), first[row % rows.length] as Value);
      first.forEach((value, row) => {
        expectValue(value, getExpected(entry, row), `row ${row}`);
      });
      expect(tiled.findIndex((cells, row) => !isTiled(cells, row))).toBe(-1);
    },
  );
});

test("the truth table names every ticker of its expectations", () => {
  const tickers = new Set(rows.map((row) => row["ticker"]));
  for (const entry of cases) {
    for (const ticker of [...(entry.true ?? []), ...(entry.unknown ?? [])]) expect(tickers).toContain(ticker);
    expect(entry.values?.length ?? rows.length).toBe(rows.length);
  }
});
