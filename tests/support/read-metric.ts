import { createEvaluator } from "#lib/expr/evaluate";
import { parse } from "#lib/expr/parse";
import { readValue } from "#lib/expr/read-value";
import type { Scope } from "#lib/expr/scope";
import type { Value } from "#lib/expr/vector";
import { buildScope } from "#lib/metric/build-scope";
import { buildSource, type Row } from "./build-source";

const catalogueScope = buildScope();

/** The value of an expression for one literal row. */
export function readMetric(text: string, row: Row, scope: Scope = catalogueScope): Value {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`"${text}" does not parse: ${parsed.error[0]?.message}`);
  return readValue(createEvaluator(buildSource([row]), scope).evaluate(parsed.value), 0);
}

/** The value as a number, a text, a truth, or the reason in brackets; null for an unknown truth. */
export function readPlain(text: string, row: Row, scope: Scope = catalogueScope): number | string | boolean | null {
  const value = readMetric(text, row, scope);
  if (value.type === "missing") return `(${value.reason})`;
  return value.type === "unknown" ? null : value.value;
}
