import type { Day } from "#lib/fact/filed/entry";
import type { PricePoint } from "#lib/source/prices-csv";
import { readStep, type Split } from "./split";

/** What the market paid for a company at the end of a month: price a share, and all shares. */
export interface Quote {
  /** The trading day whose close it is. */
  readonly day: Day;
  readonly priceUsd: number;
  readonly marketValueUsd: number;
}

const [sunday, monday] = [0, 1];

/** The trading day that a row holds: the one before its date, since the file is written before that day's close. */
export function getQuotedDay(day: Day): Day {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 4) % 7) + 7) % 7;
  return day - (weekday === monday ? 3 : weekday === sunday ? 2 : 1);
}

/** Quotes by ticker, oldest first. Rows without a market value are left out. */
export function listQuotes(points: readonly PricePoint[]): ReadonlyMap<string, readonly Quote[]> {
  const quotesByTicker = new Map<string, Quote[]>();
  for (const { ticker, day, priceUsd, marketCapUsd } of points) {
    if (marketCapUsd === null || marketCapUsd <= 0) continue;
    const quote = { day: getQuotedDay(day), priceUsd, marketValueUsd: marketCapUsd };
    const quotes = quotesByTicker.get(ticker);
    if (quotes) quotes.push(quote);
    else quotesByTicker.set(ticker, [quote]);
  }
  for (const quotes of quotesByTicker.values()) quotes.sort((a, b) => a.day - b.day);
  return quotesByTicker;
}

/** A count of shares that changes by less than this is an issue or a buyback. */
const splitLeast = 1.4;
/** A split leaves market value where it was, but for what a month does to a price. */
const valueChange = { min: 0.6, max: 1.6 };
/** Counts move a little in the month of a split as well. */
const countMargin = 0.08;

/** Splits between month-ends, from opposite steps of price and of market value over price. */
export function findQuotedSplits(quotes: readonly Quote[]): readonly Split[] {
  return quotes.slice(1).flatMap(({ day, priceUsd, marketValueUsd }, index) => {
    const before = quotes[index] as Quote;
    const shares = marketValueUsd / priceUsd / (before.marketValueUsd / before.priceUsd);
    const value = (shares * priceUsd) / before.priceUsd;
    const isLarge = shares >= splitLeast || shares <= 1 / splitLeast;
    const isOpposite =
      value >= valueChange.min && value <= valueChange.max && shares > 1 !== priceUsd > before.priceUsd;
    return isLarge && isOpposite ? [{ day, factor: readCount(shares) }] : [];
  });
}

function readCount(shares: number): number | null {
  const isReverse = shares < 1;
  const size = isReverse ? 1 / shares : shares;
  const ratio = size < 5 ? Math.round(size * 2) / 2 : Math.round(size);
  if (Math.abs(size / ratio - 1) > countMargin) return null;
  return readStep(isReverse ? 1 / ratio : ratio);
}
