import type { Node } from "../expr/ast";
import { type CheckedExpr, check } from "../expr/check";
import type { Evaluator } from "../expr/evaluate";
import type { ExprError } from "../expr/expr-error";
import { parse, parseQuery } from "../expr/parse";
import type { Scope } from "../expr/scope";
import { countTrue, countUnknown, listRows } from "../expr/truth";
import type { Vector } from "../expr/vector";
import { RecentMap } from "../util/recent-map";
import { fail, type Result, succeed } from "../util/result";
import { moveRankToSort } from "./rank-clause";
import type { Screen } from "./screen";
import { sortRows } from "./sort-rows";

/** A part of a screen that the language refuses: which parameter, which of its expressions, and where. */
export interface ScreenError {
  readonly parameter: "q" | "sort" | "columns" | "metric";
  /** Of a metric of the screen's own: its name; the expression is its formula. */
  readonly subject?: string;
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
  const read = readScreenExpressions(target, screen);
  const errors: ScreenError[] = read.ok ? [] : [...read.error];
  const columns = screen.columns.flatMap((expression) => {
    const checked = readExpression(expression, target.scope);
    if (checked.ok) return [{ expression, checked: checked.value }];
    errors.push({ parameter: "columns", expression, errors: checked.error });
    return [];
  });
  if (!read.ok || errors.length > 0) return fail(errors);

  const { filter, keys } = read.value;
  const { evaluator, rowCount } = target;
  const mask = filter === null ? null : evaluator.evaluateTruth(filter.node);
  const kept = mask === null ? buildAllRows(rowCount) : listRows(mask, "true");
  const sortVectors = keys.map(({ checked, descending }) => ({ vector: evaluator.evaluate(checked.node), descending }));
  return succeed({
    rows: sortRows(kept, sortVectors),
    unknownRows: mask === null ? new Uint32Array(0) : listRows(mask, "unknown"),
    count: mask === null ? rowCount : countTrue(mask),
    unknown: mask === null ? 0 : countUnknown(mask),
    columns: columns.map((column) => ({ ...column, vector: evaluator.evaluate(column.checked.node) })),
  });
}

/** The filter and the order of a screen without errors. */
export interface ScreenExpressions {
  readonly filter: CheckedExpr | null;
  /** The score of the query's `rank by` clause first, if it has one. */
  readonly keys: readonly { readonly checked: CheckedExpr; readonly descending: boolean }[];
}

/** Reads and checks a screen's query and sort keys. Errors: as of runScreen, without those of columns. */
export function readScreenExpressions(
  { scope }: Pick<ScreenTarget, "scope">,
  { query, sort }: Pick<Screen, "query" | "sort">,
): Result<ScreenExpressions, readonly ScreenError[]> {
  const errors: ScreenError[] = [];
  const note = (parameter: ScreenError["parameter"], expression: string, found: readonly ExprError[]) => {
    errors.push({ parameter, expression, errors: found });
    return null;
  };
  const read = readQuery(query, scope);
  if (!read.ok) note("q", query, read.error);
  const keys = sort.flatMap(({ expression, descending }) => {
    const checked = readExpression(expression, scope);
    if (checked.ok) return [{ checked: checked.value, descending }];
    note("sort", expression, checked.error);
    return [];
  });
  if (!read.ok || errors.length > 0) return fail(errors);
  const { filter, rank } = read.value;
  return succeed({ filter, keys: rank === null ? keys : [{ checked: rank, descending: true }, ...keys] });
}

/**
 * What is wrong with the score of a `rank by` clause alone: as a sort key a text or a condition would pass unnoticed.
 * Nothing where the screen has other errors, which running it tells.
 */
export function findScoreErrors(
  target: Pick<ScreenTarget, "scope">,
  asked: Pick<Screen, "query" | "sort">,
): readonly ExprError[] {
  const moved = moveRankToSort(asked);
  if (moved === asked || !readScreenExpressions(target, moved).ok) return [];
  const read = readScreenExpressions(target, asked);
  return read.ok ? [] : read.error.flatMap(({ errors }) => errors);
}

/** Parses and checks one expression of a screen. */
export const readExpression = keepRecent((text, scope): Result<CheckedExpr, readonly ExprError[]> => {
  const parsed = parse(text);
  return parsed.ok ? check(parsed.value, scope) : parsed;
});

/** A query without errors: its condition, and the score of its `rank by` clause. */
interface CheckedQuery {
  readonly filter: CheckedExpr | null;
  readonly rank: CheckedExpr | null;
}

const readQuery = keepRecent((query, scope): Result<CheckedQuery, readonly ExprError[]> => {
  const parsed = parseQuery(query);
  if (!parsed.ok) return parsed;
  const errors: ExprError[] = [];
  const readPart = (node: Node | null, find: (checked: CheckedExpr) => ExprError | null): CheckedExpr | null => {
    if (node === null) return null;
    const checked = check(node, scope);
    const wrong = checked.ok ? find(checked.value) : null;
    if (!checked.ok) errors.push(...checked.error);
    if (wrong !== null) errors.push(wrong);
    return checked.ok && wrong === null ? checked.value : null;
  };
  const filter = readPart(parsed.value.filter, findFilterError);
  const rank = readPart(parsed.value.rank, findRankError);
  return errors.length > 0 ? fail(errors) : succeed({ filter, rank });
});

/**
 * The same reading, with the answers of the texts that were read last kept for each scope: those of columns and sort
 * keys come again with every screen, and an evaluator knows a tree that it has seen.
 */
function keepRecent<Value extends object>(read: (text: string, scope: Scope) => Value) {
  const keptMax = 256;
  const byScope = new WeakMap<Scope, RecentMap<string, Value>>();
  return (text: string, scope: Scope): Value => {
    const kept = byScope.get(scope) ?? new RecentMap(keptMax);
    byScope.set(scope, kept);
    const value = kept.get(text) ?? read(text, scope);
    kept.set(text, value);
    return value;
  };
}

/** Whether a query says nothing: white space and comments only. */
export function isBlankQuery(query: string): boolean {
  return query.replace(/--[^\n]*/g, "").trim() === "";
}

function buildAllRows(rowCount: number): Uint32Array {
  return Uint32Array.from({ length: rowCount }, (_, row) => row);
}

/** What is wrong with a filter that is none; null when it is one. */
export function findFilterError({ type, node }: CheckedExpr): ExprError | null {
  if (type === "truth") return null;
  const what = type === "text" ? "a text" : "a number";
  return {
    code: "wrong_type",
    message: `A filter must be true or false for each company, but this is ${what}. Compare it with something, for example "roic > 10%".`,
    span: node.span ?? { start: 0, end: 0 },
  };
}

/** What is wrong with a score that companies are to be ranked by; null when it is a number. */
export function findRankError({ type, node }: CheckedExpr): ExprError | null {
  if (type === "number") return null;
  return {
    code: "wrong_type",
    message: `Companies are ranked by a number, but this is ${type === "text" ? "a text" : "a condition"}. Write for example "rank by 0.6 pct(roic) - 0.4 pct(net_debt_to_ebitda)".`,
    span: node.span ?? { start: 0, end: 0 },
  };
}
