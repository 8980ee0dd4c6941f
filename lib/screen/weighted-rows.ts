import type { NumberVector } from "../expr/vector";
import { TopRows } from "./top-rows";

/** How many words of 32 rows are scored in one call, so that it is called often enough to be compiled whole. */
const blockWords = 32;

/** The least and the greatest known number of a column. */
interface Span {
  readonly least: number;
  readonly greatest: number;
}

/** The columns of a weighted sum, and the order that it puts rows in. */
export class WeightedRows {
  private spans: readonly Span[] | null = null;
  private top: TopRows | null = null;

  constructor(
    /** At least two. */
    private readonly vectors: readonly NumberVector[],
    private readonly descending: boolean,
    /** Of each row, by which rows of equal and of missing sums are put in order. */
    private readonly places: Uint32Array,
  ) {}

  /** Writes the first rows of a set by the sum of the columns with these weights. */
  takeInto(out: Uint32Array, wanted: number, truth: Uint32Array, weights: Float64Array): void {
    if (this.top?.limit !== wanted) this.top = new TopRows(wanted, this.places);
    const { top } = this;
    // The least first is the greatest of the negated sum first.
    const signed = this.descending ? weights : weights.map((weight) => -weight);
    let most: Float64Array | null = null;
    for (let from = 0; from < truth.length; from += blockWords) {
      const to = Math.min(from + blockWords, truth.length);
      if (top.least === Number.NEGATIVE_INFINITY) {
        addAll(top, this.vectors, signed, truth, from, to);
      } else {
        most ??= this.computeMost(signed);
        addPromising(top, this.vectors, signed, most, truth, from, to);
      }
    }
    top.takeInto(out);
  }

  /** The most that each term can be with these weights. */
  private computeMost(weights: Float64Array): Float64Array {
    this.spans ??= this.vectors.map(({ values }) => findSpan(values));
    const { spans } = this;
    return weights.map((weight, term) => {
      const { least, greatest } = spans[term] as Span;
      return weight * (weight < 0 ? least : greatest);
    });
  }
}

function addAll(
  top: TopRows,
  vectors: readonly NumberVector[],
  weights: Float64Array,
  truth: Uint32Array,
  from: number,
  to: number,
): void {
  const [first, second, third] = vectors as [NumberVector, NumberVector, NumberVector | undefined];
  const [a, b, c] = [first.values, second.values, third?.values];
  const [p, q, r] = [weights[0] as number, weights[1] as number, weights[2] as number];
  for (let word = from; word < to; word += 1) {
    for (let bits = (truth[word] as number) | 0; bits !== 0; bits &= bits - 1) {
      const row = word * 32 + 31 - Math.clz32(bits & -bits);
      let sum = p * (a[row] as number) + q * (b[row] as number);
      if (c !== undefined) sum += r * (c[row] as number);
      for (let term = 3; term < vectors.length; term += 1) {
        sum += (weights[term] as number) * ((vectors[term] as NumberVector).values[row] as number);
      }
      // NaN is a missing part, Infinity an overflow: both are missing and come last in either direction.
      top.add(sum - sum === 0 ? sum : Number.NEGATIVE_INFINITY, row);
    }
  }
}

/**
 * As addAll, but passes over a row that stays behind the best so far with its first term and the most that the others
 * can add: rounding never puts a lesser sum above a greater one, so no row is passed over that belongs to the best.
 */
function addPromising(
  top: TopRows,
  vectors: readonly NumberVector[],
  weights: Float64Array,
  most: Float64Array,
  truth: Uint32Array,
  from: number,
  to: number,
): void {
  const { values } = vectors[0] as NumberVector;
  const weight = weights[0] as number;
  for (let word = from; word < to; word += 1) {
    for (let bits = (truth[word] as number) | 0; bits !== 0; bits &= bits - 1) {
      const row = word * 32 + 31 - Math.clz32(bits & -bits);
      const start = weight * (values[row] as number);
      let bound = start;
      for (let term = 1; term < most.length; term += 1) bound += most[term] as number;
      if (bound < top.least) continue;
      let sum = start;
      for (let term = 1; term < vectors.length; term += 1) {
        sum += (weights[term] as number) * ((vectors[term] as NumberVector).values[row] as number);
      }
      top.add(sum - sum === 0 ? sum : Number.NEGATIVE_INFINITY, row);
    }
  }
}

function findSpan(values: Float64Array): Span {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return { least, greatest };
}
