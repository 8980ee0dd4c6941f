import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Node } from "../../lib/expr/ast";
import { print } from "../../lib/expr/print";
import { runScreen } from "../../lib/screen/run-screen";
import { buildRandomTarget, numberIds } from "../unit/screen/random-table";

// Conditions that SQL can say: its NULL is a missing number, its three-valued logic is Kleene's. Numbers are quarters,
// so that both sides calculate exactly.
const column = fc.constantFrom(...numberIds).map((id): Node => ({ kind: "name", id }));
const literal = fc.integer({ min: -8, max: 16 }).map((quarter): Node => ({ kind: "number", value: quarter / 4 }));
const sum = fc
  .record({ operator: fc.constantFrom("+", "-", "*"), left: column, right: fc.oneof(column, literal) })
  .map((parts): Node => ({ kind: "arithmetic", ...parts }));
const number = fc.oneof(column, sum);
const { condition } = fc.letrec<{ condition: Node }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc
      .record({
        operator: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
        left: number,
        right: fc.oneof(literal, number),
      })
      .map((parts): Node => ({ kind: "comparison", ...parts })),
    fc.record({ operand: number, low: literal, high: literal }).map((parts): Node => ({ kind: "between", ...parts })),
    fc
      .record({ operand: number, options: fc.array(literal, { minLength: 1, maxLength: 3 }) })
      .map((parts): Node => ({ kind: "in", ...parts })),
    fc
      .record({ operand: number, state: fc.constantFrom("known", "missing") })
      .map((parts): Node => ({ kind: "is", ...parts })),
    fc.constantFrom("Energy", "Utilities").map(
      (value): Node => ({
        kind: "comparison",
        operator: "=",
        left: { kind: "name", id: "sector" },
        right: { kind: "text", value },
      }),
    ),
    tie("condition").map((operand): Node => ({ kind: "not", operand })),
    fc
      .record({
        operator: fc.constantFrom("and", "or"),
        operands: fc.array(tie("condition"), { minLength: 2, maxLength: 3 }),
      })
      .map((parts): Node => ({ kind: "logic", ...parts })),
  ),
}));

function writeSql(node: Node): string {
  switch (node.kind) {
    case "number":
      return `(${node.value})::float8`;
    case "text":
      return `'${node.value}'`;
    case "name":
      return `t."${node.id}"`;
    case "arithmetic":
      return `(${writeSql(node.left)} ${node.operator} ${writeSql(node.right)})`;
    case "comparison":
      return `(${writeSql(node.left)} ${node.operator === "!=" ? "<>" : node.operator} ${writeSql(node.right)})`;
    case "between":
      return `(${writeSql(node.operand)} between ${writeSql(node.low)} and ${writeSql(node.high)})`;
    case "in":
      return `(${writeSql(node.operand)} in (${node.options.map(writeSql).join(", ")}))`;
    case "is":
      return `(${writeSql(node.operand)} is ${node.state === "known" ? "not " : ""}null)`;
    case "not":
      return `(not ${writeSql(node.operand)})`;
    case "logic":
      return `(${node.operands.map(writeSql).join(` ${node.operator} `)})`;
    default:
      throw new Error(`SQL is not asked for ${node.kind}`);
  }
}

describe("the language and PostgreSQL", () => {
  const target = buildRandomTarget(90, 5);
  const database = new PGlite();

  beforeAll(async () => {
    await database.exec(`create table t (row int, ${numberIds.map((id) => `"${id}" float8`).join(", ")}, sector text)`);
    const sector = target.evaluator.evaluateText({ kind: "name", id: "sector" });
    const vectors = numberIds.map((id) => target.evaluator.evaluateNumber({ kind: "name", id }));
    const tuples = Array.from({ length: target.rowCount }, (_, row) => {
      const cells = vectors.map(({ values, reasons }) => (reasons[row] === 0 ? String(values[row]) : "null"));
      const text = sector.dictionary[sector.codes[row] as number];
      return `(${row}, ${cells.join(", ")}, ${text === undefined ? "null" : `'${text}'`})`;
    });
    await database.exec(`insert into t values ${tuples.join(", ")}`);
  });
  afterAll(() => database.close());

  test("find the same rows true, false and unknown", async () => {
    await fc.assert(
      fc.asyncProperty(condition, async (node) => {
        const answer = await database.query<{ held: boolean | null }>(
          `select ${writeSql(node)} as held from t order by row`,
        );
        const { truth, known } = target.evaluator.evaluateTruth(node);
        const read = (bits: Uint32Array, row: number) => (((bits[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
        const own = answer.rows.map((_, row) => (read(known, row) ? read(truth, row) : null));
        expect({ text: print(node), held: own }).toEqual({
          text: print(node),
          held: answer.rows.map(({ held }) => held),
        });
      }),
      { numRuns: 200 },
    );
  });

  test("give the same sums, and the same order by a weighted sum with missing ones last", async () => {
    const score = "0.5 * t.a + 0.25 * t.b - 2 * t.c";
    const answer = await database.query<{ row: number }>(`select row from t order by ${score} desc nulls last, row`);
    const result = runScreen(target, { query: "rank by 0.5 a + 0.25 b - 2 c", sort: [], columns: [] });
    expect(result.ok && [...result.value.rows]).toEqual(answer.rows.map(({ row }) => row));
  });
});
