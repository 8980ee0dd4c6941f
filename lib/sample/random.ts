/** A stream of draws that is the same on every machine: only operations that IEEE 754 defines exactly. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Roughly normal, mean 0 and standard deviation 1, never beyond 4.3 either way. */
  normal(): number;
  /** Log-normal with this median and this standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** An item with a probability in proportion to its weight. */
  pickWeighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item;
}

const log2 = Math.LN2;

/**
 * e to the power of x. Math.exp may differ in the last bit from one engine to the next, and a sample that is
 * published by hash may not; this uses additions, multiplications and divisions alone.
 */
export function exponentiate(x: number): number {
  const doublings = Math.round(x / log2);
  const rest = (x - doublings * log2) / 8;
  let term = 1;
  let sum = 1;
  for (let n = 1; n <= 9; n++) {
    term = (term * rest) / n;
    sum += term;
  }
  let value = sum * sum;
  value *= value;
  value *= value;
  for (let n = 0; n < Math.abs(doublings); n++) value = doublings > 0 ? value * 2 : value / 2;
  return value;
}

/** Creates the stream of a seed (any whole number). Streams of neighbouring seeds are unrelated. */
export function createRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1) >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function normal(): number {
    const sum = next() + next() + next() + next() + next() + next();
    return (sum - 3) * Math.SQRT2;
  }

  function pick<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error("Impossible state: a pick from an empty list");
    return item;
  }

  return {
    next,
    normal,
    lognormal: (median, sigma) => median * exponentiate(sigma * normal()),
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick,
    pickWeighted(items) {
      let total = 0;
      for (const [, weight] of items) total += weight;
      let point = next() * total;
      for (const [item, weight] of items) {
        point -= weight;
        if (point < 0) return item;
      }
      return pick(items)[0];
    },
  };
}

/** The seed of one thing of many (`seed`, its kind's number, its index). */
export function deriveSeed(seed: number, kind: number, index: number): number {
  return (Math.imul(seed, 0x85ebca6b) ^ Math.imul(kind + 1, 0xc2b2ae35) ^ Math.imul(index + 1, 0x27d4eb2f)) >>> 0;
}
