import "server-only";

/** The statements of the company page, in the order in which a reader expects their lines. */
export const statementSections = [
  {
    id: "income",
    label: "Income statement",
    facts: [
      "revenue",
      "cost_of_revenue",
      "gross_profit",
      "net_interest_income",
      "provision_credit_losses",
      "rd_expense",
      "sga_expense",
      "operating_income",
      "ebit",
      "interest_expense",
      "pretax_income",
      "income_tax",
      "net_income",
      "eps_diluted",
      "diluted_shares",
    ],
  },
  {
    id: "cash_flow",
    label: "Cash flow",
    facts: [
      "depreciation_amortization",
      "stock_compensation",
      "operating_cash_flow",
      "capital_expenditure",
      "interest_paid",
      "dividends_paid",
      "buybacks",
      "stock_issued",
    ],
  },
  {
    id: "balance",
    label: "Balance sheet",
    facts: [
      "cash",
      "short_term_investments",
      "receivables",
      "inventory",
      "current_assets",
      "ppe_net",
      "goodwill",
      "intangibles",
      "loans_net",
      "total_assets",
      "current_liabilities",
      "debt_current",
      "debt_noncurrent",
      "total_debt",
      "deposits",
      "total_liabilities",
      "minority_interest",
      "retained_earnings",
      "equity",
      "shares_outstanding",
      "undrawn_credit",
    ],
  },
] as const;

export type StatementSectionId = (typeof statementSections)[number]["id"];
