import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import type { Evaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import type { NumberVector } from "#lib/expr/vector";
import { keepPer } from "#lib/util/keep-per";
import { knownCode } from "#lib/util/missing";
import type { TrendId } from "./trend";

/** Twelve months each, the newest and those of five years before. */
const trendYears = 6;

type TrendVectors = readonly (NumberVector | null)[];

const getKept = keepPer((_evaluator: Evaluator) => new Map<TrendId, TrendVectors>());

/** The values of a row, the oldest first; null where one is missing. Computed for all rows at the first look at one. */
export function readTrend(evaluator: Evaluator, scope: Scope, id: TrendId, row: number): readonly (number | null)[] {
  const kept = getKept(evaluator);
  let vectors = kept.get(id);
  if (vectors === undefined) {
    vectors = computeVectors(evaluator, scope, id);
    kept.set(id, vectors);
  }
  return vectors.map((vector) => (vector?.reasons[row] === knownCode ? (vector.values[row] as number) : null));
}

function computeVectors(evaluator: Evaluator, scope: Scope, id: TrendId): TrendVectors {
  return Array.from({ length: trendYears }, (_, at) => {
    const years = trendYears - 1 - at;
    const node: Node = years === 0 ? { kind: "name", id } : { kind: "name", id, lag: { years } };
    // Data from before such a column was kept do not have it.
    return check(node, scope).ok ? evaluator.evaluateNumber(node) : null;
  });
}
