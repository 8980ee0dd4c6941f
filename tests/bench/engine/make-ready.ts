import "server-only";
import { getRankIndex } from "#lib/expr/engine/rank-index";
import type { NumberVector } from "#lib/expr/vector";
import type { ScreenTarget } from "#lib/screen/run/run-screen";

/** What it took to have the ranks and percentiles of columns ready. */
export interface Readiness {
  readonly ms: number;
  readonly bytes: number;
}

/** Ranks columns and computes their percentiles through the evaluator, as the first screens that read them would. */
export function makeReady({ evaluator }: ScreenTarget, names: readonly string[]): Readiness {
  const startedAt = performance.now();
  let bytes = 0;
  for (const id of names) {
    const index = getRankIndex(evaluator.evaluateNumber({ kind: "name", id }));
    const percentiles = evaluator.evaluateNumber({ kind: "call", name: "pct", args: [{ kind: "name", id }] });
    // The prefixes and codes of an index are made when they are first asked for.
    if (index.prefixes.length === 0 || index.codes.length === 0) throw new Error(`Impossible state: ${id} has no rows`);
    bytes += index.byteLength + countBytes(percentiles);
  }
  return { ms: performance.now() - startedAt, bytes };
}

function countBytes({ values, reasons }: NumberVector): number {
  return values.byteLength + reasons.byteLength;
}
