import type { Sizing } from "./sizing";

/** A company of a list, as far as a portfolio is about it. */
export interface Holding {
  readonly ticker: string;
  /** Its row in the universe; null where the data do not have it. */
  readonly row: number | null;
  /** In dollars a share, on the day of the data; null where it is not known. */
  readonly priceUsd: number | null;
  /** Shares as a count or a weight as a fraction, by the list's sizing; null where none was given. */
  readonly size: number | null;
}

/** A company that is held and weighed. */
export interface Position {
  /** Of the first of its lines. */
  readonly ticker: string;
  readonly row: number | null;
  /** Of what is weighed, a fraction: all positions together are 1. */
  readonly weight: number;
  /** What is held in dollars; null where weights were typed. */
  readonly valueUsd: number | null;
}

/** What a list holds. */
export interface WeighedHoldings {
  /** Several lines of one company are one position. */
  readonly positions: readonly Position[];
  /** Tickers with shares and without a price: in no sum. */
  readonly unweighed: readonly string[];
  /** Tickers on the list without a number: in no sum. */
  readonly unsized: readonly string[];
  /** The weights as typed, together; null where shares were. */
  readonly typedSum: number | null;
  /** What is weighed, in dollars; null where weights were typed. */
  readonly valueUsd: number | null;
}

/**
 * Turns shares or typed weights into weights that come to 1 together (W-9). Shares weigh by the price of the data. What has
 * shares and no price is not weighed, what has no number is no holding, and a zero is none either.
 */
export function weighHoldings(holdings: readonly Holding[], sizing: Sizing): WeighedHoldings {
  const unweighed: string[] = [];
  const unsized: string[] = [];
  const amounts: { readonly ticker: string; readonly row: number | null; amount: number }[] = [];
  const byRow = new Map<number, (typeof amounts)[number]>();
  for (const { ticker, row, priceUsd, size } of holdings) {
    if (size === null) {
      unsized.push(ticker);
      continue;
    }
    if (size === 0) continue;
    if (sizing === "shares" && (priceUsd === null || !(priceUsd > 0))) {
      unweighed.push(ticker);
      continue;
    }
    const amount = sizing === "shares" ? size * (priceUsd ?? 0) : size;
    const same = row === null ? undefined : byRow.get(row);
    if (same !== undefined) {
      same.amount += amount;
      continue;
    }
    const held = { ticker, row, amount };
    amounts.push(held);
    if (row !== null) byRow.set(row, held);
  }
  const sum = amounts.reduce((total, { amount }) => total + amount, 0);
  const isValue = sizing === "shares";
  return {
    positions: amounts.map(({ ticker, row, amount }) => ({
      ticker,
      row,
      weight: amount / sum,
      valueUsd: isValue ? amount : null,
    })),
    unweighed,
    unsized,
    typedSum: isValue ? null : sum,
    valueUsd: isValue ? sum : null,
  };
}

/** Whether typed weights come to 100%, but for what adding them leaves in the last digits. */
export function isAllOfIt(typedSum: number): boolean {
  return Math.abs(typedSum - 1) < 5e-7;
}
