/** Rows in the order of a measure, the worst first. */
export interface Ranking {
  readonly rows: Int32Array;
  /** For each place the place behind the last row with the same value. */
  readonly tieEnds: Int32Array;
  /** How many rows have no value, and are ranked in the middle. */
  readonly missingCount: number;
}

/** Ranks rows by a measure of which more is better. A row without a value takes the middle one of the others. */
export function rankRows(values: readonly (number | null)[]): Ranking {
  const known = values.filter((value) => value !== null).sort(compareNumbers);
  const middle = known[known.length >> 1] ?? 0;
  const filled = values.map((value) => value ?? middle);
  const rows = Int32Array.from(filled.keys()).sort(
    (a, b) => compareNumbers(filled[a] as number, filled[b] as number) || a - b,
  );
  const tieEnds = new Int32Array(rows.length);
  let end = rows.length;
  for (let place = rows.length - 1; place >= 0; place -= 1) {
    const value = filled[rows[place] as number];
    if (place + 1 < rows.length && value !== filled[rows[place + 1] as number]) end = place + 1;
    tieEnds[place] = end;
  }
  return { rows, tieEnds, missingCount: values.length - known.length };
}

/** Unlike a difference, right for infinities as well. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows of which some count more than once, or not at all. */
export interface Weighed {
  /** 1 where the outcome came. */
  readonly hits: Uint8Array;
  readonly weights: Float64Array;
  /** All weights together. */
  readonly total: number;
}

/** Which end of a ranking is looked at: the worst rows are called weak, the best resilient. */
export const sides = ["weak", "resilient"] as const;
export type Side = (typeof sides)[number];

/**
 * The rate of hits among a share of the rows at one end of a ranking, by weight; `total` is the weight of all rows. Where the
 * share ends within equal values each of these counts by the fraction that is still wanted. Null of no rows.
 */
export function getRateOfShare(
  { rows, tieEnds }: Ranking,
  { hits, weights, total }: Weighed,
  share: number,
  side: Side,
): number | null {
  const wanted = share * total;
  if (!(wanted > 0)) return null;
  const step = side === "weak" ? 1 : -1;
  let taken = 0;
  let found = 0;
  let place = side === "weak" ? 0 : rows.length - 1;
  while (taken < wanted && place >= 0 && place < rows.length) {
    const tieEnd = tieEnds[place];
    let tieWeight = 0;
    let tieHits = 0;
    while (tieEnds[place] === tieEnd) {
      const row = rows[place] as number;
      const weight = weights[row] as number;
      tieWeight += weight;
      tieHits += weight * (hits[row] as number);
      place += step;
    }
    if (tieWeight === 0) continue;
    const part = Math.min(1, (wanted - taken) / tieWeight);
    taken += part * tieWeight;
    found += part * tieHits;
  }
  return taken === 0 ? null : found / taken;
}

/**
 * The probability that a row that was hit ranks below one that was not, ties counting half; 1 for a perfect ranking, 0.5
 * for none. Null where all rows or no rows were hit.
 */
export function getAuc({ rows, tieEnds }: Ranking, { hits, weights }: Omit<Weighed, "total">): number | null {
  let hitTotal = 0;
  let missTotal = 0;
  let wins = 0;
  for (let place = 0; place < rows.length; ) {
    const end = tieEnds[place] as number;
    let tieHits = 0;
    let tieMisses = 0;
    for (; place < end; place += 1) {
      const row = rows[place] as number;
      const weight = weights[row] as number;
      if (hits[row] === 1) tieHits += weight;
      else tieMisses += weight;
    }
    // Each miss of this value is above the hits before it.
    wins += tieMisses * (hitTotal + tieHits / 2);
    hitTotal += tieHits;
    missTotal += tieMisses;
  }
  return hitTotal === 0 || missTotal === 0 ? null : wins / (hitTotal * missTotal);
}
