import type { FactUnit } from "./definition";

/** What a public fact is called, and what its figures are. */
export interface FactName {
  readonly id: string;
  readonly label: string;
  readonly kind: "flow" | "balance";
  readonly unit: FactUnit;
}

/**
 * Every fact that is a name of the language, in the order of its columns. Ids are permanent. How a filing gives a fact
 * stands in its definition, which takes its name from here: a browser needs the names, and none of the tags.
 */
export const factNames = [
  { id: "revenue", label: "Revenue", kind: "flow", unit: "usd" },
  { id: "cost_of_revenue", label: "Cost of revenue", kind: "flow", unit: "usd" },
  { id: "gross_profit", label: "Gross profit", kind: "flow", unit: "usd" },
  { id: "rd_expense", label: "Research and development", kind: "flow", unit: "usd" },
  { id: "sga_expense", label: "Selling, general and administrative expense", kind: "flow", unit: "usd" },
  { id: "operating_income", label: "Operating income", kind: "flow", unit: "usd" },
  { id: "ebit", label: "Earnings before interest and tax", kind: "flow", unit: "usd" },
  { id: "impairments", label: "Impairments in EBIT", kind: "flow", unit: "usd" },
  { id: "net_interest_expense", label: "Interest expense less interest income", kind: "flow", unit: "usd" },
  { id: "interest_expense", label: "Interest expense", kind: "flow", unit: "usd" },
  { id: "pretax_income", label: "Pretax income", kind: "flow", unit: "usd" },
  { id: "income_tax", label: "Income tax", kind: "flow", unit: "usd" },
  { id: "net_income", label: "Net income", kind: "flow", unit: "usd" },
  { id: "diluted_shares", label: "Average diluted shares", kind: "flow", unit: "shares" },
  { id: "eps_diluted", label: "Diluted earnings per share", kind: "flow", unit: "usd_per_share" },
  { id: "equity_method_income", label: "Income of affiliates at equity", kind: "flow", unit: "usd" },
  { id: "interest_paid", label: "Interest paid", kind: "flow", unit: "usd" },
  { id: "depreciation_amortization", label: "Depreciation and amortisation", kind: "flow", unit: "usd" },
  { id: "stock_compensation", label: "Share-based compensation", kind: "flow", unit: "usd" },
  { id: "operating_cash_flow", label: "Operating cash flow", kind: "flow", unit: "usd" },
  { id: "capital_expenditure", label: "Capital expenditure", kind: "flow", unit: "usd" },
  { id: "fleet_disposals", label: "Equipment sold as a trade", kind: "flow", unit: "usd" },
  { id: "dividends_paid", label: "Dividends paid", kind: "flow", unit: "usd" },
  { id: "buybacks", label: "Share buybacks", kind: "flow", unit: "usd" },
  { id: "stock_issued", label: "Proceeds from share issues", kind: "flow", unit: "usd" },
  { id: "total_assets", label: "Total assets", kind: "balance", unit: "usd" },
  { id: "current_assets", label: "Current assets", kind: "balance", unit: "usd" },
  { id: "cash", label: "Cash and equivalents", kind: "balance", unit: "usd" },
  { id: "short_term_investments", label: "Short-term investments", kind: "balance", unit: "usd" },
  { id: "receivables", label: "Receivables", kind: "balance", unit: "usd" },
  { id: "inventory", label: "Inventory", kind: "balance", unit: "usd" },
  { id: "ppe_net", label: "Property, plant and equipment, net", kind: "balance", unit: "usd" },
  { id: "goodwill", label: "Goodwill", kind: "balance", unit: "usd" },
  { id: "intangibles", label: "Intangible assets without goodwill", kind: "balance", unit: "usd" },
  { id: "total_liabilities", label: "Total liabilities", kind: "balance", unit: "usd" },
  { id: "nondebt_liabilities", label: "Liabilities that are surely no debt", kind: "balance", unit: "usd" },
  { id: "operating_lease_liability", label: "Operating lease liabilities", kind: "balance", unit: "usd" },
  { id: "current_liabilities", label: "Current liabilities", kind: "balance", unit: "usd" },
  { id: "equity", label: "Equity of the owners", kind: "balance", unit: "usd" },
  { id: "preferred_stock", label: "Preferred shares", kind: "balance", unit: "usd" },
  { id: "minority_interest", label: "Minority interest", kind: "balance", unit: "usd" },
  { id: "retained_earnings", label: "Retained earnings", kind: "balance", unit: "usd" },
  { id: "shares_outstanding", label: "Shares outstanding", kind: "balance", unit: "shares" },
  { id: "debt_current", label: "Debt due within a year", kind: "balance", unit: "usd" },
  { id: "debt_noncurrent", label: "Debt due after a year", kind: "balance", unit: "usd" },
  { id: "total_debt", label: "Total debt", kind: "balance", unit: "usd" },
  { id: "undrawn_credit", label: "Undrawn credit", kind: "balance", unit: "usd" },
  { id: "variable_rate_debt", label: "Debt at a floating rate", kind: "balance", unit: "usd" },
  { id: "debt_due_1y", label: "Debt due in year one", kind: "balance", unit: "usd" },
  { id: "debt_due_2y", label: "Debt due in year two", kind: "balance", unit: "usd" },
  { id: "debt_due_3y", label: "Debt due in year three", kind: "balance", unit: "usd" },
  { id: "debt_due_4y", label: "Debt due in year four", kind: "balance", unit: "usd" },
  { id: "debt_due_5y", label: "Debt due in year five", kind: "balance", unit: "usd" },
  { id: "debt_due_after", label: "Debt due after year five", kind: "balance", unit: "usd" },
  { id: "net_interest_income", label: "Net interest income", kind: "flow", unit: "usd" },
  { id: "provision_credit_losses", label: "Provision for credit losses", kind: "flow", unit: "usd" },
  { id: "deposits", label: "Deposits", kind: "balance", unit: "usd" },
  { id: "loans_net", label: "Loans, net of allowance", kind: "balance", unit: "usd" },
  { id: "allowance", label: "Allowance for credit losses", kind: "balance", unit: "usd" },
  { id: "nonperforming_loans", label: "Nonperforming loans", kind: "balance", unit: "usd" },
  { id: "cet1_ratio", label: "Common equity tier 1 ratio", kind: "balance", unit: "ratio" },
  { id: "premiums_earned", label: "Premiums earned", kind: "flow", unit: "usd" },
  { id: "property_at_cost", label: "Real estate before depreciation", kind: "balance", unit: "usd" },
] as const satisfies readonly FactName[];

export type FactId = (typeof factNames)[number]["id"];

/** The beginning of a public fact's definition. */
export function nameFact(id: FactId): FactName & { readonly role: "public" } {
  const name = factNames.find((entry) => entry.id === id);
  if (name === undefined) throw new Error(`Impossible state: no fact is called ${id}`);
  return { ...name, role: "public" };
}
