import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Node } from "#lib/expr/ast";
import { print } from "#lib/expr/print";
import { runScreen } from "#lib/screen/run/run-screen";
import { buildRandomTarget, numberIds } from "../../support/random-table";

// Conditions that SQL can say: its NULL is a missing number, its three-valued logic is Kleene's. Numbers are quarters,
// so that both sides calculate exactly.
const column = fc.constantFrom(...numberIds).map((id): Node => ({ kind: "name", id }));
const literal = fc.integer({ min: -8, max: 16 }).map((quarter): Node => ({ kind: "number", value: quarter / 4 }));
const sum = fc
  .record({ operator: fc.constantFrom("+", "-", "*"), left: column, right: fc.oneof(column, literal) })
  .map((parts): Node => ({ kind: "arithmetic", ...parts }));
const quotient = fc
  .record({ left: column, right: fc.oneof(column, literal) })
  .map((parts): Node => ({ kind: "arithmetic", operator: "/", ...parts }));
const rowNumber = fc.oneof(column, sum, quotient);
const sector: Node = { kind: "name", id: "sector" };
const rowTest = fc
  .record({ operator: fc.constantFrom("<", ">=", "!="), left: rowNumber, right: fc.oneof(literal, column) })
  .map((parts): Node => ({ kind: "comparison", ...parts }));
const call = (name: string, ...args: readonly Node[]): Node => ({ kind: "call", name, args: [...args] });
const chosen = fc.oneof(
  fc.tuple(rowTest, rowNumber, rowTest, column, fc.oneof(literal, column)).map((args) => call("if", ...args)),
  fc.array(rowNumber, { minLength: 2, maxLength: 3 }).map((args) => call("coalesce", ...args)),
  rowNumber.map((x) => call("abs", x)),
);
const ofAllRows = fc
  .record({ kind: fc.constantFrom("pct", "rank", "rank by sector", "median"), x: fc.oneof(rowNumber, chosen) })
  .map(({ kind, x }): Node => {
    if (kind === "rank by sector") return call("rank", x, sector);
    // A percentile itself is compared with numbers up to 1 only.
    return kind === "pct"
      ? { kind: "arithmetic", operator: "*", left: call(kind, x), right: { kind: "number", value: 2 } }
      : call(kind, x);
  });
const number = fc.oneof(rowNumber, chosen, ofAllRows);
const { condition } = fc.letrec<{ condition: Node }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc
      .record({
        operator: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
        left: number,
        right: literal,
      })
      .map((parts): Node => ({ kind: "comparison", ...parts })),
    // A rank is a count, which is not compared with a ratio.
    fc
      .record({
        operator: fc.constantFrom("<", "<=", ">", ">=", "=", "!="),
        left: fc.oneof(rowNumber, chosen),
        right: fc.oneof(rowNumber, chosen),
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
        left: sector,
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
      // Division by zero is missing here and an error there.
      return node.operator === "/"
        ? `(${writeSql(node.left)} / nullif(${writeSql(node.right)}, 0))`
        : `(${writeSql(node.left)} ${node.operator} ${writeSql(node.right)})`;
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
    case "call":
      return writeCall(node.name, node.args.map(writeSql));
    default:
      throw new Error(`SQL is not asked for ${node.kind}`);
  }
}

function writeCall(name: string, args: readonly string[]): string {
  const [x, second] = args as [string, string | undefined];
  switch (name) {
    case "abs":
    case "coalesce":
      return `${name}(${args.join(", ")})`;
    case "if": {
      // An unknown condition leaves the value unknown, whatever the branches are.
      const [first, then, next, other, last] = args as [string, string, string, string, string];
      const rest = `case when ${next} then ${other} when not ${next} then ${last} end`;
      return `(case when ${first} then ${then} when not ${first} then ${rest} end)`;
    }
    case "pct":
      return `(case when ${x} is not null then
        (2 * (rank() over (order by ${x}) - 1) + count(*) over (partition by ${x}))::float8 / 2 / count(${x}) over () end)`;
    case "rank":
      return second === undefined
        ? `(case when ${x} is not null then rank() over (order by ${x} desc nulls last) end)`
        : `(case when ${x} is not null and ${second} is not null then
            rank() over (partition by ${second} order by ${x} desc nulls last) end)`;
    case "median":
      return `(select percentile_cont(0.5) within group (order by ${x}) from t)`;
    default:
      throw new Error(`SQL is not asked for ${name}`);
  }
}

describe("the language and PostgreSQL", () => {
  const target = buildRandomTarget(90, 5);
  const database = new PGlite();

  beforeAll(async () => {
    await database.exec(`create table t (row int, ${numberIds.map((id) => `"${id}" float8`).join(", ")}, sector text)`);
    const sectors = target.evaluator.evaluateText(sector);
    const vectors = numberIds.map((id) => target.evaluator.evaluateNumber({ kind: "name", id }));
    const tuples = Array.from({ length: target.rowCount }, (_, row) => {
      const cells = vectors.map(({ values, reasons }) => (reasons[row] === 0 ? String(values[row]) : "null"));
      const text = sectors.dictionary[sectors.codes[row] as number];
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

  test("give the same numbers of rows and of all rows, missing where the other has none", async () => {
    await fc.assert(
      fc.asyncProperty(number, async (node) => {
        const answer = await database.query<{ value: number | string | null }>(
          `select ${writeSql(node)} as value from t order by row`,
        );
        const { values, reasons } = target.evaluator.evaluateNumber(node);
        const own = Array.from(values, (value, row) => (reasons[row] === 0 ? value + 0 : null));
        const theirs = answer.rows.map(({ value }) => (value === null ? null : Number(value) + 0));
        expect({ text: print(node), values: own }).toEqual({ text: print(node), values: theirs });
      }),
      { numRuns: 200 },
    );
  });

  test("give the same sums, and the same order by a weighted sum with missing ones last", async () => {
    const score = "0.5 * t.a + 0.25 * t.b - 2 * t.c";
    const answer = await database.query<{ row: number }>(`select row from t order by ${score} desc nulls last, row`);
    const result = runScreen(
      target,
      { query: "rank by 0.5 a + 0.25 b - 2 c", sort: [], columns: [] },
      { offset: 0, limit: 1_000 },
    );
    expect(result.ok && [...result.value.rows]).toEqual(answer.rows.map(({ row }) => row));
  });
});
