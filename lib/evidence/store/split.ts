import type { Day } from "#lib/fact/filed/entry";
import type { PastPrice } from "./past-prices";

/** A change of the count of shares by the company's decision. */
export interface Split {
  /** The first month-end after it. */
  readonly day: Day;
  /** Shares after for each share before: 7, or 0.1 for one share in place of ten. Null: a split or not, or which, is open. */
  readonly factor: number | null;
}

/** Beyond these a step of close against adjusted close is no ordinary dividend and no rounding. */
const ordinaryStep = { min: 0.98, max: 1.06 };
/** Below this, and a little off a simple ratio, a step is a special dividend, a part that was spun off, or a small split. */
const surelySplit = 1.45;
const smallRatios: readonly number[] = [1.1, 1.15, 1.2, 1.25, 1.3, 4 / 3, 1.4];
const largeRatios: readonly number[] = [1.5, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100];
const exactly = 0.002;
/** How far an ordinary dividend of the same month may move the step of a split. */
const dividendMost = 0.015;
const largeDividendMost = 0.03;
const reverseRatioMost = 1_000;

/**
 * The splits between month-ends, from steps of close against adjusted close: adjusting takes a split and a dividend out of
 * the past alike, and only a split moves it by a simple ratio.
 */
export function findSplits(prices: readonly PastPrice[]): readonly Split[] {
  return prices.slice(1).flatMap((price, index) => {
    const before = prices[index] as PastPrice;
    const step = before.closeUsd / before.adjustedUsd / (price.closeUsd / price.adjustedUsd);
    const factor = readStep(step);
    return factor === 1 ? [] : [{ day: price.day, factor }];
  });
}

/** The factor of a split behind a step; 1 where it is none, null where that is open. */
export function readStep(step: number): number | null {
  if (step >= ordinaryStep.min && step <= ordinaryStep.max) return 1;
  if (step < 1) return readReverse(1 / step);
  const ratios = step < surelySplit ? smallRatios : largeRatios;
  const exact = ratios.find((ratio) => Math.abs(step / ratio - 1) <= exactly);
  if (exact !== undefined) return exact;
  if (step >= surelySplit) {
    return ratios.find((ratio) => step > ratio && step / ratio - 1 <= largeDividendMost) ?? null;
  }
  return ratios.some((ratio) => step > ratio && step / ratio - 1 <= dividendMost) ? null : 1;
}

/** One share in place of `shares`, a whole or half number of them; a dividend of the month makes it seem fewer. */
function readReverse(shares: number): number | null {
  const ratio = shares < 5 ? Math.round(shares * 2) / 2 : Math.round(shares);
  if (ratio < 1.5 || ratio > reverseRatioMost) return null;
  const off = shares / ratio - 1;
  return off >= -dividendMost && off <= 0.005 ? 1 / ratio : null;
}

/** Shares at the end of the series for each share on a day: the product of the splits after it. Null where one is open. */
export function getLaterSplits(splits: readonly Split[], day: Day): number | null {
  let product = 1;
  for (const split of splits) {
    if (split.day <= day) continue;
    if (split.factor === null) return null;
    product *= split.factor;
  }
  return product;
}
