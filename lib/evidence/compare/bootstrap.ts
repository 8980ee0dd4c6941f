/** How often companies are drawn anew. */
export const replicateCount = 500;
const seed = 20_261_129;
/** The interval holds this share of what the draws give. */
const coverage = 0.95;

/** Where 95% of the draws lie. */
export interface Interval {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Draws of companies with replacement: for each draw, how often each company is in it. The same count of companies gives
 * the same draws, on every machine.
 */
export function drawReplicates(companyCount: number, count: number = replicateCount): readonly Uint8Array[] {
  const next = createGenerator(seed);
  return Array.from({ length: count }, () => {
    const drawn = new Uint8Array(companyCount);
    for (let index = 0; index < companyCount; index += 1) {
      const company = Math.floor((next() / 2 ** 32) * companyCount);
      drawn[company] = (drawn[company] as number) + 1;
    }
    return drawn;
  });
}

/** All years of a company are drawn together, since they are not independent. */
export function weighRows(drawn: Uint8Array, companies: Int32Array, weights: Float64Array): void {
  for (let row = 0; row < companies.length; row += 1) weights[row] = drawn[companies[row] as number] as number;
}

/** The interval of what a statistic gives in the draws; draws without an answer are left out. */
export function getInterval(values: readonly (number | null)[]): Interval {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
  return { low: getQuantile(sorted, (1 - coverage) / 2), high: getQuantile(sorted, (1 + coverage) / 2) };
}

/** R's type 7: linear between the two values beside the place. */
function getQuantile(sorted: Float64Array, part: number): number | null {
  const place = part * (sorted.length - 1);
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place - Math.floor(place));
}

/** Marsaglia's xorshift of 32 bits: whole numbers alone, the same on every machine. */
function createGenerator(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state ^ (state << 13)) >>> 0;
    state = (state ^ (state >>> 17)) >>> 0;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  };
}
