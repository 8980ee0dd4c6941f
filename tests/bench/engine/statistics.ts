import "server-only";
import { readQuantile } from "./quantile";

/** The middle of repeated measurements, and the quarter and three quarters between which half of them lie. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Sums up measurements. Throws when there are none. */
export function computeSpread(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new Error("Impossible state: nothing was measured");
  return {
    median: readQuantile(sorted, 0.5),
    low: readQuantile(sorted, 0.25),
    high: readQuantile(sorted, 0.75),
    count: sorted.length,
  };
}

/** What all but one in twenty measurements stay below. Throws when there are none. */
export function computeP95(values: readonly number[]): number {
  if (values.length === 0) throw new Error("Impossible state: nothing was measured");
  return readQuantile(Float64Array.from(values).sort(), 0.95);
}

/** How many times longer the peer took than we did, round by round: what slows one round slows both. */
export function computeRatios(peer: readonly number[], own: readonly number[]): Spread {
  if (peer.length !== own.length) throw new Error("Impossible state: the rounds of two competitors do not pair up");
  return computeSpread(peer.map((value, round) => value / (own[round] as number)));
}

/** `4.1 µs (4.0 to 4.4)`, in the unit that reads best. */
export function formatMicroseconds({ median, low, high }: Spread): string {
  const { scale, unit } = chooseUnit(median);
  const format = (value: number) => formatFigure(value / scale);
  return `${format(median)} ${unit} (${format(low)} to ${format(high)})`;
}

/** `4.1 µs`, in the unit that reads best. */
export function formatDuration(microseconds: number): string {
  const { scale, unit } = chooseUnit(microseconds);
  return `${formatFigure(microseconds / scale)} ${unit}`;
}

function chooseUnit(microseconds: number): { readonly scale: number; readonly unit: string } {
  if (microseconds >= 1e6) return { scale: 1e6, unit: "s" };
  return microseconds >= 1e3 ? { scale: 1e3, unit: "ms" } : { scale: 1, unit: "µs" };
}

/** Three figures that count, or all digits before the point. */
export function formatFigure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3);
}
