import type { BalanceId, FlowId, StatementQuarter } from "./statement";

/** What a line of a report may be made of. */
export type FigureId =
  | FlowId
  | BalanceId
  | "dilutedShares"
  | "epsDiluted"
  | "sharesOutstanding"
  | "due1"
  | "due2"
  | "due3"
  | "due4"
  | "due5"
  | "dueAfter";

/** Figures of a period, or at a day. Absent: the company has no such line. */
export type Figures = Readonly<Partial<Record<FigureId, number>>>;

/** The flows of the quarters `from` to `to` together; shares are their average, earnings per share follow from it. */
export function sumFlows(quarters: readonly StatementQuarter[], from: number, to: number): Figures {
  const sums: Partial<Record<FigureId, number>> = {};
  let shares = 0;
  for (let index = from; index <= to; index++) {
    const quarter = quarters[index];
    if (!quarter) continue;
    shares += quarter.dilutedShares;
    for (const id in quarter.flows) sums[id as FlowId] = (sums[id as FlowId] ?? 0) + (quarter.flows[id as FlowId] ?? 0);
  }
  const dilutedShares = Math.round(shares / (to - from + 1));
  const epsDiluted = Math.round(((sums.netIncome ?? 0) / dilutedShares) * 100) / 100;
  return { ...sums, dilutedShares, epsDiluted };
}

/** What stood at a quarter's end, the ladder of maturities included. */
export function getBalances(quarter: StatementQuarter): Figures {
  const { balances, maturities, sharesOutstanding } = quarter;
  if (maturities.length === 0) return { ...balances, sharesOutstanding };
  const [due1 = 0, due2 = 0, due3 = 0, due4 = 0, due5 = 0, dueAfter = 0] = maturities;
  return { ...balances, sharesOutstanding, due1, due2, due3, due4, due5, dueAfter };
}

const lowered: readonly FigureId[] = [
  "operatingIncome",
  "pretaxIncome",
  "profitLoss",
  "netIncome",
  "equity",
  "retainedEarnings",
];
const raised: readonly FigureId[] = ["sgaExpense", "otherCurrentLiabilities", "currentLiabilities", "totalLiabilities"];

/** The same figures after costs that had been left out; they are owed, not paid, so that the books still balance. */
export function withCosts(figures: Figures, costsUsd: number): Figures {
  if (costsUsd === 0) return figures;
  const corrected: Partial<Record<FigureId, number>> = { ...figures };
  for (const id of lowered) if (corrected[id] !== undefined) corrected[id] -= costsUsd;
  for (const id of raised) if (corrected[id] !== undefined) corrected[id] += costsUsd;
  const { netIncome, dilutedShares } = corrected;
  if (netIncome !== undefined && dilutedShares)
    corrected.epsDiluted = Math.round((netIncome / dilutedShares) * 100) / 100;
  return corrected;
}
