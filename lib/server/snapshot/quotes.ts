import "server-only";
import type { Day } from "#lib/fact/filed/entry";

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

/**
 * The securities whose month-end prices may stand for a line of a list, the line's own first. A file of prices gives the
 * whole past under the ticker of today, so a line under an earlier ticker is priced by the later one; but not by one
 * that may be another class of shares (GEF and GEFB), nor by one that has a line of its own.
 */
export function listPricedSecurities<Security extends { readonly ticker: string }>(
  securities: readonly Security[],
  ticker: string,
  listedTickers: ReadonlySet<string>,
): readonly Security[] {
  const own = securities.filter((security) => security.ticker === ticker);
  const renamed = securities.filter(
    (security) => !listedTickers.has(security.ticker) && !mayBeClasses(security.ticker, ticker),
  );
  return renamed.length === 1 ? [...own, ...renamed] : own;
}

/** Whether two tickers differ in no more than their last letter, as those of classes do. */
function mayBeClasses(one: string, other: string): boolean {
  const [shorter = "", longer = ""] = [one, other].sort((a, b) => a.length - b.length);
  const stem = shorter.length === longer.length ? shorter.slice(0, -1) : shorter;
  return longer.startsWith(stem);
}
