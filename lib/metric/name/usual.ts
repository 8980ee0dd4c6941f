/**
 * The names that a manager asks for most, the most usual first. Where several names fit what was typed equally well, the
 * finder and the completion list these before the others.
 */
const usualIds: readonly string[] = [
  "verdict",
  "market_cap",
  "revenue",
  "net_income",
  "interest_cover",
  "net_debt_to_ebitda",
  "total_debt",
  "fcf",
  "ebitda",
  "operating_margin",
  "pe",
  "sector",
  "roic",
  "ev_to_ebitda",
  "cash",
  "operating_income",
  "net_debt",
  "operating_cash_flow",
  "debt_to_equity",
  "fcf_yield",
  "revenue_growth_1y",
  "gross_margin",
  "net_margin",
  "current_ratio",
  "cash_runway",
  "altman_z",
  "piotroski_f",
  "roe",
  "pb",
  "dividend_yield",
  "equity",
  "total_assets",
  "ebit",
  "interest_expense",
  "gross_profit",
  "eps_diluted",
  "liquidity",
  "due_24m",
  "refinancing_wall",
  "industry",
  "price",
  "enterprise_value",
  "debt_to_ebitda",
  "ebitda_margin",
  "ebitda_cover",
  "revenue_growth_3y",
  "share_growth_1y",
  "annual_burn",
  "stressed_cover_low",
  "rate_headroom",
  "roa",
  "quick_ratio",
  "earnings_yield",
  "floating_share",
  "debt_to_assets",
  "altman_zone",
  "beneish_m",
  "fcf_margin",
  "ev_to_sales",
  "capital_expenditure",
  "undrawn_credit",
  "profitable_years",
  "net_income_growth_1y",
  "effective_interest_rate",
  "liabilities_to_assets",
  "due_12m",
  "shares_outstanding",
  "buyback_yield",
  "weight",
  "group",
  "short_term_investments",
  "working_capital",
  "current_assets",
  "current_liabilities",
  "total_liabilities",
  "exchange",
  "dividend_cover",
  "shareholder_yield",
  "cash_ratio",
  "accruals",
  "synthetic_rating",
  "ffo_to_debt",
  "ffo",
];

const places: ReadonlyMap<string, number> = new Map(usualIds.map((id, place) => [id, place]));

/** The place of a name among the usual ones, from 0; the same place behind all of them for a name that is not usual. */
export function getUsualPlace(id: string): number {
  return places.get(id) ?? usualIds.length;
}

/**
 * Names that are there for formulas and rules: parts of scores, sums on the way to a ratio. Nobody screens by them, so
 * that neither the finder nor the completion lists them. A query may use them all the same.
 */
const ingredientIds: ReadonlySet<string> = new Set([
  "average_debt",
  "average_assets",
  "debt_high",
  "debt_most",
  "interest_most",
  "due_12m_high",
  "tax_rate",
  "excess_cash",
  "market_cap_quoted",
  "altman_z_prime",
  "altman_variant",
  "piotroski_passed",
  "piotroski_judged",
  "beneish_dsri",
  "beneish_gmi",
  "beneish_aqi",
  "beneish_sgi",
  "beneish_depi",
  "beneish_sgai",
  "beneish_tata",
  "beneish_lvgi",
  "profit_years_known",
  "policy_cover",
  "policy_cover_low",
  "policy_cover_high",
  "capital_percentile",
  "roa_percentile",
  "figures_add_up",
]);

/** Whether a name is a part of others and of no use to a screen. */
export function isIngredient(id: string): boolean {
  return ingredientIds.has(id);
}

/** Every id that the lists of this file name, for the test that holds them to the catalogue. */
export const listedIds: readonly string[] = [...usualIds, ...ingredientIds];
