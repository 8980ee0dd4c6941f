import type { TruthVector } from "#lib/expr/vector";

/** A truth of one row: true, false, or null for unknown. */
export type Truth = boolean | null;

/** A vector of literal truths, for tests. */
export function buildTruth(states: readonly Truth[]): TruthVector {
  const words = (states.length + 31) >>> 5;
  const truth = new Uint32Array(words);
  const known = new Uint32Array(words);
  states.forEach((state, row) => {
    const bit = 1 << (row & 31);
    if (state !== null) known[row >>> 5] = (known[row >>> 5] ?? 0) | bit;
    if (state === true) truth[row >>> 5] = (truth[row >>> 5] ?? 0) | bit;
  });
  return { type: "truth", rowCount: states.length, truth, known };
}
