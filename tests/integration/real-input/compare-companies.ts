import type { ColumnTable } from "#lib/column/table";
import { createEvaluator } from "#lib/expr/evaluate";
import { parse } from "#lib/expr/parse";
import { readValue } from "#lib/expr/read-value";
import type { Value, Vector } from "#lib/expr/vector";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import type { Filer } from "./independent/filer";

/** A company of the real universe, and what the catalogue says of it. */
export interface Company extends Filer {
  readonly sector: string | null;
  readonly readMetric: (id: string) => Value;
}

/** What a second computation expects: a number, a text, a truth, or null for missing. */
export type Expected = number | string | boolean | null;

export interface Comparison {
  /** For how many companies both gave the same number, text or truth. */
  readonly knownCount: number;
  /** For how many companies the metric applies, and both say that it cannot be known. */
  readonly missingCount: number;
  readonly differences: readonly string[];
}

/** The rows of a table as companies whose metrics can be read by id. */
export function listCompanies(table: ColumnTable): readonly Company[] {
  const evaluator = createEvaluator(table, buildPolicyScope({ policy: policyV1 }));
  const vectors = new Map<string, Vector>();
  const evaluate = (id: string): Vector => {
    const known = vectors.get(id);
    if (known) return known;
    const parsed = parse(id);
    if (!parsed.ok) throw new Error(`${id} does not parse: ${parsed.error[0]?.message}`);
    const vector = evaluator.evaluate(parsed.value);
    vectors.set(id, vector);
    return vector;
  };
  return Array.from({ length: table.rowCount }, (_, row) => {
    const readMetric = (id: string) => readValue(evaluate(id), row);
    const read = (id: string) => {
      const value = readMetric(id);
      return value.type === "number" ? value.value : null;
    };
    const readText = (id: string) => {
      const value = readMetric(id);
      return value.type === "text" ? value.value : null;
    };
    return {
      name: readText("name") ?? "?",
      group: readText("group"),
      sector: readText("sector"),
      sic: read("sic"),
      read,
      readMetric,
    };
  });
}

/**
 * Compares a metric with a second computation for every company. Where it does not apply it must say so; where it
 * applies and cannot be computed, it must be missing for another reason. A truth carries no reason.
 */
export function compareMetric(
  companies: readonly Company[],
  id: string,
  applies: (company: Company) => boolean,
  compute: (company: Company) => Expected,
): Comparison {
  let [knownCount, missingCount] = [0, 0];
  const differences: string[] = [];
  for (const company of companies) {
    const actual = company.readMetric(id);
    const doesApply = applies(company);
    const expected = doesApply ? compute(company) : null;
    if (expected === null ? isMissing(actual, doesApply) : isSame(actual, expected)) {
      if (expected !== null) knownCount += 1;
      else if (doesApply) missingCount += 1;
    } else differences.push(`${company.name} (${company.group}): ${JSON.stringify(actual)}, expected ${expected}`);
  }
  return { knownCount, missingCount, differences };
}

function isSame(actual: Value, expected: number | string | boolean): boolean {
  if (actual.type === "missing" || actual.type === "unknown") return false;
  if (actual.type !== "number" || typeof expected !== "number") return actual.value === expected;
  return Math.abs(actual.value - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
}

function isMissing(actual: Value, doesApply: boolean): boolean {
  if (actual.type === "unknown") return true;
  return actual.type === "missing" && (actual.reason === "not_applicable") === !doesApply;
}
