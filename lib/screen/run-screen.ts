import { type CheckedExpr, check } from "../expr/check";
import type { Evaluator } from "../expr/evaluate";
import type { ExprError } from "../expr/expr-error";
import { parse } from "../expr/parse";
import type { Scope } from "../expr/scope";
import { countTrue, countUnknown, listRows } from "../expr/truth";
import type { Vector } from "../expr/vector";
import { fail, type Result, succeed } from "../util/result";
import type { Screen } from "./screen";
import { sortRows } from "./sort-rows";

/** A part of a screen that the language refuses: which parameter, which of its expressions, and where. */
export interface ScreenError {
  readonly parameter: "q" | "sort" | "columns";
  readonly expression: string;
  readonly errors: readonly ExprError[];
}

/** A column of a screen's answer: the expression as it was written, and its checked form. */
export interface ScreenColumn {
  readonly expression: string;
  readonly checked: CheckedExpr;
  readonly vector: Vector;
}

/** The answer of a screen: rows of the table that are true, in order; unknown rows are counted apart. */
export interface ScreenResult {
  readonly rows: Uint32Array;
  readonly unknownRows: Uint32Array;
  readonly count: number;
  readonly unknown: number;
  readonly columns: readonly ScreenColumn[];
}

/** What a screen runs on: one snapshot's table with the verdicts judged. */
export interface ScreenTarget {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  readonly rowCount: number;
}

/**
 * Runs a screen. Rows whose filter is unknown are never kept; missing sort values come last in both directions, ties
 * keep the table's order. Errors: every expression that does not parse or check, each with its place.
 */
export function runScreen(
  target: ScreenTarget,
  screen: Pick<Screen, "query" | "sort" | "columns">,
): Result<ScreenResult, readonly ScreenError[]> {
  const errors: ScreenError[] = [];
  const read = (parameter: ScreenError["parameter"], expression: string): CheckedExpr | null => {
    const checked = readExpression(expression, target.scope);
    if (checked.ok) return checked.value;
    errors.push({ parameter, expression, errors: checked.error });
    return null;
  };

  const filter = isBlankQuery(screen.query) ? null : read("q", screen.query);
  if (filter !== null && filter.type !== "truth") {
    errors.push({ parameter: "q", expression: screen.query, errors: [buildNotATruthError(filter, screen.query)] });
  }
  const keys = screen.sort.map((key) => ({ ...key, checked: read("sort", key.expression) }));
  const columns = screen.columns.map((expression) => ({ expression, checked: read("columns", expression) }));
  if (errors.length > 0) return fail(errors);

  const { evaluator, rowCount } = target;
  const mask = filter === null ? null : evaluator.evaluateTruth(filter.node);
  const kept = mask === null ? buildAllRows(rowCount) : listRows(mask, "true");
  const sortVectors = keys.flatMap(({ checked, descending }) =>
    checked === null ? [] : [{ vector: evaluator.evaluate(checked.node), descending }],
  );
  return succeed({
    rows: sortRows(kept, sortVectors),
    unknownRows: mask === null ? new Uint32Array(0) : listRows(mask, "unknown"),
    count: mask === null ? rowCount : countTrue(mask),
    unknown: mask === null ? 0 : countUnknown(mask),
    columns: columns.flatMap(({ expression, checked }) =>
      checked === null ? [] : [{ expression, checked, vector: evaluator.evaluate(checked.node) }],
    ),
  });
}

/** Parses and checks one expression of a screen. */
export function readExpression(text: string, scope: Scope): Result<CheckedExpr, readonly ExprError[]> {
  const parsed = parse(text);
  return parsed.ok ? check(parsed.value, scope) : parsed;
}

/** Whether a query says nothing: white space and comments only. */
export function isBlankQuery(query: string): boolean {
  return query.replace(/--[^\n]*/g, "").trim() === "";
}

function buildAllRows(rowCount: number): Uint32Array {
  return Uint32Array.from({ length: rowCount }, (_, row) => row);
}

function buildNotATruthError(filter: CheckedExpr, query: string): ExprError {
  const what = filter.type === "text" ? "a text" : "a number";
  return {
    code: "wrong_type",
    message: `A filter must be true or false for each company, but this is ${what}. Compare it with something, for example "roic > 10%".`,
    span: { start: 0, end: query.length },
  };
}
