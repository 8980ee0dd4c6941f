import { getRankIndex } from "#lib/expr/engine/rank-index";
import type { NumberVector } from "#lib/expr/vector";

/** The known values of a column in ascending order, with the row of each. Equal steps on it hold equally many rows. */
export interface QuantileScale {
  readonly values: Float64Array;
  readonly rows: Uint32Array;
}

/** Orders the known rows of a column; equal numbers stand in the order of the table. */
export function buildQuantileScale(vector: NumberVector): QuantileScale {
  const { order, starts, distinct } = getRankIndex(vector);
  const values = new Float64Array(order.length);
  for (let code = 0; code < distinct.length; code++) {
    values.fill(distinct[code] as number, starts[code], starts[code + 1]);
  }
  return { values, rows: order };
}

/** The value at a place between 0 (the least) and 1 (the greatest), interpolated; null when nothing is known. */
export function getValueAt({ values }: QuantileScale, place: number): number | null {
  if (values.length === 0) return null;
  const at = Math.min(1, Math.max(0, place)) * (values.length - 1);
  const below = values[Math.floor(at)] as number;
  const above = values[Math.ceil(at)] as number;
  return below + (above - below) * (at - Math.floor(at));
}

/** The place of a value: 0 at or below the least, 1 at or above the greatest. Inverse of `getValueAt` up to ties. */
export function getPlaceOf({ values }: QuantileScale, value: number): number {
  const last = values.length - 1;
  if (last < 1) return 0;
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  if (low > last) return 1;
  const below = values[low - 1] as number;
  const above = values[low] as number;
  return (low - 1 + (value - below) / (above - below)) / last;
}

/**
 * A number that is short to write and lies near a place: the roundest one between the values half a step to either
 * side. `places` is the number of steps of the scale.
 */
export function pickRoundValue(scale: QuantileScale, place: number, places: number): number | null {
  const low = getValueAt(scale, place - 0.5 / places);
  const high = getValueAt(scale, place + 0.5 / places);
  const middle = getValueAt(scale, place);
  if (low === null || high === null || middle === null) return null;
  return roundBetween(low, high, middle);
}

/** The decimal with the fewest significant digits in [low, high], the one nearest to `near`; `near` itself at worst. */
export function roundBetween(low: number, high: number, near: number): number {
  if (low <= 0 && high >= 0) return 0;
  for (let digits = 1; digits <= 15; digits++) {
    const rounded = Number(near.toPrecision(digits));
    if (rounded >= low && rounded <= high) return rounded;
  }
  return near;
}
