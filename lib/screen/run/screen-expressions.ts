import type { Node } from "#lib/expr/ast";
import { type CheckedExpr, check } from "#lib/expr/check";
import type { ExprError } from "#lib/expr/expr-error";
import { findUnknownTexts } from "#lib/expr/known-text";
import { parse, parseQuery, type Query } from "#lib/expr/parse";
import type { Scope } from "#lib/expr/scope";
import { moveRankToSort } from "#lib/screen/rank-clause";
import type { Screen } from "#lib/screen/screen";
import { RecentRing } from "#lib/util/recent-ring";
import { fail, type Result, succeed } from "#lib/util/result";
import type { OrderKey } from "./row-order";

/** A part of a screen that the language refuses: which parameter, which of its expressions, and where. */
export interface ScreenError {
  readonly parameter: "q" | "sort" | "columns" | "metric" | "policy";
  /** Of a metric of the screen's own: its name; the expression is its formula. */
  readonly subject?: string;
  readonly expression: string;
  readonly errors: readonly ExprError[];
}

/** The refusal of a policy that there is not, or whose numbers are out of their bounds. */
export function describePolicyError(message: string): ScreenError {
  return { parameter: "policy", expression: "", errors: [{ code: "unexpected", message, span: { start: 0, end: 0 } }] };
}

/** The filter and the order of a screen without errors. */
export interface ScreenExpressions {
  /** The query as it was written. */
  readonly query: Query;
  readonly filter: CheckedExpr | null;
  /** The score of the query's `rank by` clause first, if it has one. */
  readonly keys: readonly OrderKey[];
}

/**
 * Reads and checks a screen's query and sort keys. Errors: every expression that does not parse or check, each with its
 * place.
 */
export function readScreenExpressions(
  { scope }: { readonly scope: Scope },
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
  const { query: written, filter, rank } = read.value;
  return succeed({
    query: written,
    filter,
    keys: rank === null ? keys : [{ checked: rank, descending: true }, ...keys],
  });
}

/**
 * What is wrong with the score of a `rank by` clause alone: as a sort key a text or a condition would pass unnoticed.
 * Nothing where the screen has other errors, which running it tells.
 */
export function findScoreErrors(
  target: { readonly scope: Scope },
  asked: Pick<Screen, "query" | "sort">,
): readonly ExprError[] {
  const moved = moveRankToSort(asked, target.scope.typedNames?.());
  if (moved === asked || !readScreenExpressions(target, moved).ok) return [];
  const read = readScreenExpressions(target, asked);
  return read.ok ? [] : read.error.flatMap(({ errors }) => errors);
}

/** Parses and checks one expression of a screen. */
export const readExpression = keepRecent((text, scope): Result<CheckedExpr, readonly ExprError[]> => {
  const parsed = parse(text, scope.typedNames?.());
  return parsed.ok ? checkTyped(parsed.value, scope) : parsed;
});

/** Checks what somebody typed: also that the texts in it are such as some data have. */
function checkTyped(node: Node, scope: Scope): Result<CheckedExpr, readonly ExprError[]> {
  const checked = check(node, scope);
  if (!checked.ok) return checked;
  const { errors } = findUnknownTexts(checked.value.node, scope);
  return errors.length > 0 ? fail(errors) : checked;
}

/** A query without errors: its condition, and the score of its `rank by` clause. */
interface CheckedQuery {
  readonly query: Query;
  readonly filter: CheckedExpr | null;
  readonly rank: CheckedExpr | null;
}

const readQuery = keepRecent((query, scope): Result<CheckedQuery, readonly ExprError[]> => {
  const parsed = parseQuery(query, scope.typedNames?.());
  if (!parsed.ok) return parsed;
  const errors: ExprError[] = [];
  const readPart = (node: Node | null, find: (checked: CheckedExpr) => ExprError | null): CheckedExpr | null => {
    if (node === null) return null;
    const checked = checkTyped(node, scope);
    const wrong = checked.ok ? find(checked.value) : null;
    if (!checked.ok) errors.push(...checked.error);
    if (wrong !== null) errors.push(wrong);
    return checked.ok && wrong === null ? checked.value : null;
  };
  const filter = readPart(parsed.value.filter, findFilterError);
  const rank = readPart(parsed.value.rank, findRankError);
  return errors.length > 0 ? fail(errors) : succeed({ query: parsed.value, filter, rank });
});

/**
 * The same reading, with the answers of the texts that were read last kept for each scope: those of columns and sort
 * keys come again with every screen, and a query with what is asked beside it.
 */
function keepRecent<Value extends Result<unknown, unknown>>(read: (text: string, scope: Scope) => Value) {
  const keptMax = 64;
  const byScope = new WeakMap<Scope, RecentRing<string, Value>>();
  return (text: string, scope: Scope): Value => {
    let kept = byScope.get(scope);
    if (kept === undefined) {
      kept = new RecentRing(keptMax);
      byScope.set(scope, kept);
    }
    const found = kept.find(text);
    if (found !== null) return found;
    const value = read(text, scope);
    // What is wrong today may be right as soon as other data are open (L-27).
    if (value.ok) kept.add(text, value);
    return value;
  };
}

/** Whether a query says nothing: white space and comments only. */
export function isBlankQuery(query: string): boolean {
  return query.replace(/--[^\n]*/g, "").trim() === "";
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
