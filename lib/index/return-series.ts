import { addYears, formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { FundClose } from "./input";

/** What two funds brought on a day on which both were traded, since the day before on which both were. */
export interface PairedReturn {
  readonly day: Day;
  /** Ratios, 0.01 for one percent. */
  readonly index: number;
  readonly large: number;
}

/** The returns of the days that two series have in common. */
export function pairReturns(index: readonly FundClose[], large: readonly FundClose[]): readonly PairedReturn[] {
  const largeByDay = new Map(large.map(({ day, close }) => [day, close]));
  const common = index.flatMap(({ day, close }) => {
    const other = largeByDay.get(day);
    return other === undefined ? [] : [{ day, index: close, large: other }];
  });
  return common.slice(1).map(({ day, ...now }, at) => {
    const before = common[at] ?? now;
    return { day, index: now.index / before.index - 1, large: now.large / before.large - 1 };
  });
}

/** How two series of returns move together. */
export interface Comovement {
  readonly count: number;
  /** Pearson's, -1 to 1. */
  readonly correlation: number;
  /** Of the index to the large fund: covariance over its variance. */
  readonly beta: number;
}

/** Null for fewer than two returns, and where one of the series does not move. */
export function measureComovement(returns: readonly PairedReturn[]): Comovement | null {
  const count = returns.length;
  if (count < 2) return null;
  const meanIndex = returns.reduce((sum, { index }) => sum + index, 0) / count;
  const meanLarge = returns.reduce((sum, { large }) => sum + large, 0) / count;
  let [covariance, ofIndex, ofLarge] = [0, 0, 0];
  for (const { index, large } of returns) {
    covariance += (index - meanIndex) * (large - meanLarge);
    ofIndex += (index - meanIndex) ** 2;
    ofLarge += (large - meanLarge) ** 2;
  }
  if (ofIndex <= 0 || ofLarge <= 0) return null;
  const correlation = Math.min(1, Math.max(-1, covariance / Math.sqrt(ofIndex * ofLarge)));
  return { count, correlation, beta: covariance / ofLarge };
}

/** The returns of the year that ends on a day, its end included. */
export function takeYear(returns: readonly PairedReturn[], end: Day): readonly PairedReturn[] {
  const begin = addYears(end, -1);
  return returns.slice(findAfter(returns, begin), findAfter(returns, end));
}

/** The place of the first return after a day. */
function findAfter(returns: readonly PairedReturn[], day: Day): number {
  let [from, to] = [0, returns.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((returns[middle]?.day ?? 0) > day) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The last day of each month on which both were traded. */
export function listMonthEndDays(returns: readonly PairedReturn[]): readonly Day[] {
  return returns.flatMap(({ day }, at) => {
    const next = returns[at + 1];
    return next === undefined || formatDay(next.day).slice(0, 7) !== formatDay(day).slice(0, 7) ? [day] : [];
  });
}

/** The newest close on or before a day; null where there is none, or where it is older than the days given. */
export function findClose(closes: readonly FundClose[], day: Day, ageDaysMax: number): FundClose | null {
  const found = closes.findLast((each) => each.day <= day);
  return found === undefined || day - found.day > ageDaysMax ? null : found;
}
