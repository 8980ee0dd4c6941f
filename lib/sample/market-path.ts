import type { Day } from "#lib/fact/filed/entry";
import { sampleAsOf, toDay, toParts } from "./calendar";
import { exponentiate, type Random } from "./random";

/** The first month that the sample has prices and rates for. */
const firstYear = 2017;

/** Month ends from January 2017 to the sample's as-of date. */
export const monthEnds: readonly Day[] = listMonthEnds();

function listMonthEnds(): readonly Day[] {
  const { year: lastYear, month: lastMonth } = toParts(sampleAsOf);
  const count = (lastYear - firstYear) * 12 + lastMonth;
  return Array.from({ length: count }, (_, month) => toDay(firstYear, month + 2, 0));
}

/** The place of a day's month in `monthEnds`, held inside it. */
export function getMonthIndex(day: Day): number {
  const { year, month } = toParts(day);
  return Math.min(monthEnds.length - 1, Math.max(0, (year - firstYear) * 12 + month - 1));
}

/** An invented path of the overnight rate: low, then zero, then a steep rise, then a slow decline. */
const baseRateAnchors: readonly (readonly [day: Day, rate: number])[] = [
  [toDay(2017, 1, 1), 0.007],
  [toDay(2019, 2, 1), 0.023],
  [toDay(2020, 2, 1), 0.015],
  [toDay(2020, 5, 1), 0.001],
  [toDay(2022, 2, 1), 0.001],
  [toDay(2023, 5, 1), 0.051],
  [toDay(2024, 9, 1), 0.052],
  [toDay(2025, 6, 1), 0.043],
  [toDay(2026, 7, 1), 0.0395],
];

/** The sample's overnight rate on a day, as a ratio. */
export function getBaseRate(day: Day): number {
  let [fromDay, fromRate] = baseRateAnchors[0] ?? [0, 0];
  for (const [toAnchor, toRate] of baseRateAnchors) {
    if (day <= toAnchor) {
      return toAnchor === fromDay ? toRate : fromRate + ((toRate - fromRate) * (day - fromDay)) / (toAnchor - fromDay);
    }
    [fromDay, fromRate] = [toAnchor, toRate];
  }
  return fromRate;
}

/** How deep the economy's slump reaches into a quarter that ends on this day: 0 none, 0.3 the worst. */
export function getSlump(day: Day): number {
  if (day < toDay(2020, 3, 1) || day > toDay(2021, 3, 15)) return 0;
  return day < toDay(2020, 8, 1) ? 0.28 : 0.12;
}

/**
 * Month-end prices of a share that ends at `last`, in USD with two decimals, one for each of `monthEnds`. Walked
 * backwards, so that the last price is the one of the holdings file.
 */
export function drawPrices(last: number, driftYear: number, volatilityYear: number, random: Random): Float64Array {
  const prices = new Float64Array(monthEnds.length);
  let price = last;
  for (let month = prices.length - 1; month >= 0; month--) {
    prices[month] = Math.max(0.05, Math.round(price * 100) / 100);
    price *= exponentiate(-driftYear / 12 + (volatilityYear / 3.4641) * random.normal());
  }
  return prices;
}
