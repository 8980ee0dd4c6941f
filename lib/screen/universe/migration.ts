import type { VectorSource } from "#lib/expr/vector";
import type { Judgement } from "#lib/verdict/judge";
import { verdictIds } from "#lib/verdict/verdict";

/** From verdict (row) to verdict (column), in the order of `verdictIds`. */
export interface Migration {
  readonly counts: readonly (readonly number[])[];
  /** The index weight that moves, a ratio; a constituent whose weight is not known adds nothing. */
  readonly weights: readonly (readonly number[])[];
}

/** Counts which verdict became which between two judgements of the same companies: of the rows that are given, or of all. */
export function measureMigration(
  before: Pick<Judgement, "verdicts">,
  after: Pick<Judgement, "verdicts">,
  source: VectorSource,
  rows: Uint32Array | null = null,
): Migration {
  const column = source.getVector("weight");
  const weightOf = column?.type === "number" ? column.values : null;
  const size = verdictIds.length;
  const counts = new Uint32Array(size * size);
  const weights = new Float64Array(size * size);
  const length = rows === null ? after.verdicts.length : rows.length;
  for (let at = 0; at < length; at += 1) {
    const row = rows === null ? at : (rows[at] as number);
    const cell = (before.verdicts[row] as number) * size + (after.verdicts[row] as number);
    counts[cell] = (counts[cell] as number) + 1;
    const weight = weightOf === null ? Number.NaN : (weightOf[row] as number);
    if (weight - weight === 0) weights[cell] = (weights[cell] as number) + weight;
  }
  const split = (cells: ArrayLike<number>): readonly (readonly number[])[] =>
    verdictIds.map((_, from) => verdictIds.map((__, to) => cells[from * size + to] as number));
  return { counts: split(counts), weights: split(weights) };
}
