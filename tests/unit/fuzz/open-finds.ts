import type { FindingKind } from "../../support/filer/examine";

/**
 * What the made-up filers of the unit tests still bring to light, by kind of finding, fault and fact: the figures of all
 * 2,000. A find that is mended is taken out or counted anew; no number here may grow, and none may come to it.
 */
export const openFinds: Readonly<Record<FindingKind, Readonly<Record<string, number>>>> = {
  false: {
    "changed_year debt_due_4y": 1,
    "changed_year debt_due_after": 1,
    "currency_instead debt_due_2y": 5,
    "disposal cost_of_revenue": 2,
    "disposal ebit": 6,
    "disposal gross_profit": 3,
    "disposal income_tax": 5,
    "disposal operating_income": 5,
    "disposal pretax_income": 6,
    "disposal revenue": 2,
    "disposal sga_expense": 5,
    "hidden_line buybacks": 6,
    "hidden_line debt_current": 2,
    "hidden_line stock_issued": 10,
    "hidden_line total_debt": 5,
    "missing_filing cash": 2,
    "missing_filing equity": 2,
    "missing_filing shares_outstanding": 6,
    "missing_filing undrawn_credit": 1,
    "missing_line debt_due_2y": 2,
    "missing_line total_debt": 1,
    "none debt_noncurrent": 2,
    "none total_debt": 5,
    "placeholder_shares shares_outstanding": 3,
    "repeated_rows stock_issued": 1,
    "restated_in_comparatives cost_of_revenue": 1,
    "restated_in_comparatives revenue": 2,
    "split diluted_shares": 2,
    "split eps_diluted": 5,
    "wrong_scale cash": 2,
    "wrong_scale current_assets": 1,
    "wrong_scale current_liabilities": 1,
    "wrong_scale depreciation_amortization": 1,
    "wrong_scale ebit": 1,
    "wrong_scale eps_diluted": 2,
    "wrong_scale operating_income": 1,
    "wrong_scale short_term_investments": 2,
    "wrong_scale stock_issued": 6,
    "wrong_scale_one_period stock_issued": 2,
  },
  owed: {
    "none cash": 2,
    "none debt_noncurrent": 6,
    "none total_debt": 17,
  },
  lost: {
    "currency_instead total_debt": 2,
    "repeated_rows stock_issued": 1,
    "turned_sign total_debt": 2,
  },
};
