import { toIso } from "./calendar";
import type { SampleCompany } from "./company";
import { type FigureId, type Figures, getBalances, sumFlows } from "./period-figures";
import type { StatementQuarter } from "./statement";

const columns: readonly (readonly [column: string, id: FigureId])[] = [
  ["revenue", "revenue"],
  ["gross_profit", "grossProfit"],
  ["operating_income", "operatingIncome"],
  ["interest_expense", "interestExpense"],
  ["pretax_income", "pretaxIncome"],
  ["net_income", "netIncome"],
  ["eps_diluted", "epsDiluted"],
  ["stock_compensation", "stockCompensation"],
  ["total_assets", "totalAssets"],
  ["total_liabilities", "totalLiabilities"],
  ["debt_current", "debtCurrent"],
  ["debt_noncurrent", "debtNoncurrent"],
  ["cash", "cash"],
  ["equity", "equity"],
  ["shares_outstanding", "sharesOutstanding"],
];

/** The header of the bring-your-own file. */
export const fundamentalsHeader = `ticker,cik,period_end,period,currency,source,${columns.map(([column]) => column).join(",")}`;

/** A company's lines of the bring-your-own file: second-hand figures without cash flows, one fourth quarter missing. */
export function listFundamentalsLines(
  company: SampleCompany,
  quarters: readonly StatementQuarter[],
): readonly string[] {
  const lines: string[] = [];
  for (const [index, quarter] of quarters.entries()) {
    const { period } = quarter;
    const balances = getBalances(quarter);
    if (period.quarter === 4)
      lines.push(printLine(company, quarter, "FY", { ...sumFlows(quarters, index - 3, index), ...balances }));
    else lines.push(printLine(company, quarter, "Q", { ...sumFlows(quarters, index, index), ...balances }));
  }
  return lines;
}

function printLine(company: SampleCompany, quarter: StatementQuarter, period: "FY" | "Q", figures: Figures): string {
  const cells = columns.map(([, id]) => figures[id] ?? "");
  return `${company.name.ticker},${company.cik},${toIso(quarter.period.end)},${period},USD,sample-vendor,${cells.join(",")}`;
}
