import { getInterval, type Interval, weighRows } from "./bootstrap";
import { type Cell, getUnitWeights } from "./cell";

export interface Rate extends Interval {
  /** Rows of which the outcome is known. */
  readonly n: number;
  /** The share of hits; null of no rows. */
  readonly rate: number | null;
}

/** How often an outcome came among the rows of a cell, with its interval over draws of companies. */
export function measureRate(cell: Cell, draws: readonly Uint8Array[]): Rate {
  const weights = getUnitWeights(cell);
  const rate = getRate(cell, weights);
  const drawn = draws.map((draw) => {
    weighRows(draw, cell.companies, weights);
    return getRate(cell, weights);
  });
  return { n: cell.hits.length, rate, ...getInterval(drawn) };
}

function getRate({ hits }: Cell, weights: Float64Array): number | null {
  let total = 0;
  let found = 0;
  for (let row = 0; row < hits.length; row += 1) {
    const weight = weights[row] as number;
    total += weight;
    found += weight * (hits[row] as number);
  }
  return total === 0 ? null : found / total;
}
