import { parse } from "#lib/expr/parse";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { knownCode } from "#lib/util/missing";
import { readFilter } from "#lib/workbench/filter/read-filter";

/** How far a score orders the companies that pass a filter. */
export interface RankMeasure {
  readonly passing: number;
  /** Those with a score; the others lack a part of it and come last. */
  readonly scored: number;
  /** Those whose score another of them has too. */
  readonly tied: number;
}

/** Measures a score on the companies that pass a query; null for what is no number. */
export function measureRanking(
  { evaluator, scope, rowCount }: ScreenTarget,
  query: string,
  expression: string,
): RankMeasure | null {
  const parsed = parse(expression, scope.typedNames?.());
  if (!parsed.ok) return null;
  const vector = evaluator.evaluate(parsed.value);
  if (vector.type !== "number") return null;
  const filter = readFilter(query);
  const mask = filter === null ? null : evaluator.evaluateTruth(filter);
  const isPassing = (row: number) => mask === null || (((mask.truth[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
  const counts = new Map<number, number>();
  let passing = 0;
  for (let row = 0; row < rowCount; row += 1) {
    if (!isPassing(row)) continue;
    passing += 1;
    if (vector.reasons[row] !== knownCode) continue;
    const value = vector.values[row] as number;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let scored = 0;
  let tied = 0;
  for (const count of counts.values()) {
    scored += count;
    if (count > 1) tied += count;
  }
  return { passing, scored, tied };
}
