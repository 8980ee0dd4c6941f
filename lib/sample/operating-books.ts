/** The books of a company between two quarters. Every entry is in whole steps of its rounding, so sums are exact. */
export interface Books {
  cash: number;
  shortTermInvestments: number;
  receivables: number;
  inventory: number;
  otherCurrentAssets: number;
  property: number;
  goodwill: number;
  intangibles: number;
  otherAssets: number;
  payables: number;
  otherCurrentLiabilities: number;
  otherLiabilities: number;
  plannedDebt: number;
  revolver: number;
  minorityInterest: number;
  equity: number;
  retainedEarnings: number;
}

/** Rounds to whole steps (1,000 USD). */
export function roundTo(value: number, step: number): number {
  return Math.round(value / step) * step;
}
