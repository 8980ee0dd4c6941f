import type { FiscalQuarter } from "./calendar";

/** What flows through a quarter. Outflows of cash (capex, dividends, buybacks, acquisitions) are positive numbers. */
export const flowIds = [
  "revenue",
  "contractRevenue",
  "costOfRevenue",
  "grossProfit",
  "rdExpense",
  "sgaExpense",
  "sellingExpense",
  "impairment",
  "operatingIncome",
  "interestExpense",
  "interestPaid",
  "otherIncome",
  "pretaxIncome",
  "incomeTax",
  "profitLoss",
  "minorityIncome",
  "netIncome",
  "depreciation",
  "amortization",
  "stockCompensation",
  "operatingCashFlow",
  "investingCashFlow",
  "financingCashFlow",
  "capitalExpenditure",
  "acquisitions",
  "dividends",
  "buybacks",
  "stockIssued",
  "debtIssued",
  "debtRepaid",
  "interestIncome",
  "depositInterest",
  "netInterestIncome",
  "provision",
  "noninterestIncome",
  "noninterestExpense",
  "premiums",
  "investmentIncome",
  "claims",
] as const;

/** What stands at a quarter's end. */
export const balanceIds = [
  "cash",
  "shortTermInvestments",
  "receivables",
  "inventory",
  "otherCurrentAssets",
  "currentAssets",
  "property",
  "goodwill",
  "intangibles",
  "securities",
  "loansNet",
  "allowance",
  "nonaccrual",
  "trustAssets",
  "otherAssets",
  "totalAssets",
  "payables",
  "otherCurrentLiabilities",
  "debtCurrent",
  "currentLiabilities",
  "debtNoncurrent",
  "deposits",
  "reserves",
  "otherLiabilities",
  "totalLiabilities",
  "temporaryEquity",
  "minorityInterest",
  "retainedEarnings",
  "equity",
  "undrawnCredit",
  "variableRateDebt",
  "cet1Ratio",
] as const;

export type FlowId = (typeof flowIds)[number];
export type BalanceId = (typeof balanceIds)[number];

/** A company's statements of one fiscal quarter, USD but for shares and the capital ratio. Absent: not a line of its. */
export interface StatementQuarter {
  readonly period: FiscalQuarter;
  readonly flows: Partial<Record<FlowId, number>>;
  readonly balances: Partial<Record<BalanceId, number>>;
  /** Shares at the quarter's end, and the diluted average over it. */
  readonly sharesOutstanding: number;
  readonly dilutedShares: number;
  /** Debt due within the first to the fifth year after the quarter's end, and after; empty when not disclosed. */
  readonly maturities: readonly number[];
}

/** A quarter before its shares are known: those are walked backwards from today's. */
export interface DraftQuarter {
  readonly period: FiscalQuarter;
  readonly flows: Partial<Record<FlowId, number>>;
  readonly balances: Partial<Record<BalanceId, number>>;
  readonly maturities: readonly number[];
}

/** Gives drafts their share counts: issues and buybacks at the price of their quarter lead back from the newest count. */
export function countShares(
  drafts: readonly DraftQuarter[],
  sharesToday: number,
  getPrice: (quarter: FiscalQuarter) => number,
): readonly StatementQuarter[] {
  const counted: StatementQuarter[] = [];
  let shares = sharesToday;
  for (const draft of drafts.toReversed()) {
    const price = getPrice(draft.period);
    const { stockIssued = 0, buybacks = 0, stockCompensation = 0, netIncome = 0 } = draft.flows;
    const change = Math.round((stockIssued - buybacks + 0.5 * stockCompensation) / price);
    const before = Math.max(Math.round(shares * 0.7), shares - change);
    const average = Math.round((shares + before) / 2);
    counted.push({
      ...draft,
      sharesOutstanding: shares,
      dilutedShares: netIncome > 0 ? Math.round(average * 1.012) : average,
    });
    shares = before;
  }
  return counted.reverse();
}
