import { getInterest } from "#lib/evidence/store/net-interest";
import type { YearReport } from "#lib/evidence/store/year-report";

type Figures = Pick<YearReport, "values" | "months">;

/** Operating cash flow less capital expenditure in USD; null where either is not known. */
export function getFreeCashFlow({ values }: Figures): number | null {
  const operating = values.get("operating_cash_flow");
  const spent = values.get("capital_expenditure");
  return operating === undefined || spent === undefined ? null : operating - spent;
}

/** EBIT in USD: operating income, or else pretax income before net interest; null where neither is known. */
export function getEbit({ values }: Figures): number | null {
  const operating = values.get("operating_income");
  if (operating !== undefined) return operating;
  const pretax = values.get("pretax_income");
  const net = values.get("interest_expense");
  return pretax === undefined || net === undefined ? null : pretax + net;
}

/** Whether liabilities exceed assets; null where equity is not known. */
export function isEquityNegative({ values }: Figures): boolean | null {
  const equity = values.get("equity");
  return equity === undefined ? null : equity < 0;
}

/**
 * Whether neither EBIT nor the cash flow before interest paid the interest, at both ends of what it may be. A company
 * without debt owes none.
 */
export function isShortOfInterest(report: Figures): boolean | null {
  const debt = report.values.get("total_debt");
  if (debt !== undefined && debt <= 0) return false;
  const ebit = getEbit(report);
  const cash = getFreeCashFlow(report);
  // Free cash flow is after interest: it is below zero where the cash flow before interest is below the interest. The
  // lower end of interest is the harder one, so it settles both.
  const least = getInterest(report, "low");
  if (cash !== null && cash >= 0) return false;
  if (ebit !== null && least !== null && ebit >= least) return false;
  return debt === undefined || ebit === null || cash === null || least === null ? null : true;
}

/** Whether the year was a loss and burnt cash. */
export function isLossWithBurn(report: Figures): boolean | null {
  const income = report.values.get("net_income");
  const cash = getFreeCashFlow(report);
  if ((income !== undefined && income >= 0) || (cash !== null && cash >= 0)) return false;
  return income === undefined || cash === null ? null : true;
}
