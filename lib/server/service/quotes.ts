import "server-only";
import type { Day } from "../../fact/entry";

/** A price or a market value older than this says too little of a small company. */
export const quoteAgeDaysMax = 62;

/** A price and the day it is of. */
export interface DatedPrice {
  readonly day: Day;
  readonly priceUsd: number | null;
}

/**
 * The price that counts on a day: the newest of those given that is not of a later day, the first of equally new ones.
 * `stale` when it is older than 62 days, null when there is none.
 */
export function choosePrice(asOf: Day, candidates: readonly (DatedPrice | undefined)[]): number | "stale" | null {
  let best: DatedPrice | undefined;
  for (const candidate of candidates) {
    if (!candidate || candidate.priceUsd === null || candidate.day > asOf) continue;
    if (!best || candidate.day > best.day) best = candidate;
  }
  if (!best) return null;
  return asOf - best.day > quoteAgeDaysMax ? "stale" : best.priceUsd;
}
