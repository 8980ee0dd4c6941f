/** A number with what it weighs; null where it is not known. */
export interface WeighedNumber {
  readonly value: number | null;
  /** 0 or more, in any unit. */
  readonly weight: number;
}

/** The middle of weighed numbers, and which part of the weight it is of. */
export interface WeightedMedian {
  /** In the unit of the numbers; null where none with a weight is known. */
  readonly median: number | null;
  /** The weight of the known numbers of all weight, a fraction; 0 where nothing weighs. */
  readonly known: number;
}

/**
 * The weighted median: the least number at which half of the known weight is reached, and where exactly half is, the middle
 * between that and the next. Numbers that are not known, or weigh nothing, count nowhere. With equal weights it is the median.
 */
export function computeWeightedMedian(numbers: readonly WeighedNumber[]): WeightedMedian {
  const known = numbers.flatMap(({ value, weight }) => (value !== null && weight > 0 ? [{ value, weight }] : []));
  const all = addWeights(numbers);
  known.sort((left, right) => left.value - right.value);
  const sum = addWeights(known);
  const share = all > 0 ? sum / all : 0;
  // What sums of fractions are off by.
  const noise = sum * 1e-12;
  let reached = 0;
  for (const [at, { value, weight }] of known.entries()) {
    reached += weight;
    if (reached < sum / 2 - noise) continue;
    const next = reached <= sum / 2 + noise ? known[at + 1] : undefined;
    return { median: next === undefined ? value : (value + next.value) / 2, known: share };
  }
  return { median: null, known: share };
}

function addWeights(numbers: readonly Pick<WeighedNumber, "weight">[]): number {
  return numbers.reduce((sum, { weight }) => sum + weight, 0);
}

/** What something weighs in a portfolio and in the index, fractions. */
export interface WeightPair {
  readonly portfolio: number;
  readonly index: number;
}

/**
 * Active share: half the sum of the absolute differences of the weights of every company that either has, a fraction from 0 to
 * 1. A company outside of the index weighs 0 there and counts whole. Both sides must come to 1. Source: Cremers and Petajisto (2009).
 */
export function computeActiveShare(pairs: readonly WeightPair[]): number {
  return pairs.reduce((sum, { portfolio, index }) => sum + Math.abs(portfolio - index), 0) / 2;
}
