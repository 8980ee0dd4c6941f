import { getRankIndex } from "#lib/expr/engine/rank-index";
import type { NumberVector } from "#lib/expr/vector";

/** How many more companies the nearest bounds let in. */
const gains = [1, 5, 20] as const;

/**
 * The bounds nearest to `bound` that let in one, five and twenty more of the rows of `others`, a bitset; numbers that
 * occur, fewer where there are fewer rows. For a lower end they lie below the bound, for an upper one above.
 */
export function findNearestBounds(
  vector: NumberVector,
  others: Uint32Array,
  bound: number,
  end: "low" | "high",
): readonly number[] {
  const { order } = getRankIndex(vector);
  const outside: number[] = [];
  for (let step = 0; step < order.length && outside.length < gains[2]; step += 1) {
    const row = order[end === "low" ? order.length - 1 - step : step] as number;
    const value = vector.values[row] as number;
    const isOutside = end === "low" ? value < bound : value > bound;
    if (isOutside && (((others[row >>> 5] as number) >>> (row & 31)) & 1) === 1) outside.push(value);
  }
  return [...new Set(gains.flatMap((gain) => outside[gain - 1] ?? []))];
}
