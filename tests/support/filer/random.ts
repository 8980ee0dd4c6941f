/** A source of numbers that gives the same ones again from the same seed. */
export interface Random {
  /** From 0 up to, without, 1. */
  next(): number;
  between(low: number, high: number): number;
  /** A whole number from low to high, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the items, each as often as its weight says. */
  weigh<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item;
  /** Another source, so that a later draw does not move when an earlier part draws more. */
  fork(salt: number): Random;
}

/** Mulberry32: small, fast, and even enough to draw companies with. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const weigh = <Item>(items: readonly (readonly [number, Item])[]): Item => {
    let left = next() * items.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, item] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return requireAt(items, items.length - 1)[1];
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => requireAt(items, whole(0, items.length - 1)),
    weigh,
    fork: (salt) => createRandom(Math.imul(seed ^ 0x9e3779b9, 2_654_435_761) ^ Math.imul(salt + 1, 40_503)),
  };
}

/** The item at a place that must exist. */
export function requireAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`Impossible state: nothing at ${index} of ${items.length}`);
  return item;
}
