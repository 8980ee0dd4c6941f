import type { Row } from "../../support/build-source";
import { standardBank, standardCompany } from "../../support/standard-company";

export type Plain = number | string | boolean | null;

export interface Case {
  /** Of the standard company, or of the bank for what only banks have. */
  readonly known: Plain;
  /** A change that leaves the metric without a base or without debt, and the reason it must give. */
  readonly without?: readonly [change: Row, expected: Plain];
  /** An input whose absence must leave the metric missing as not reported (or unknown). */
  readonly needs: readonly string[];
  readonly base?: Row;
}

const none = "(not_meaningful)";
const noAssets: Row = { total_assets: 0, "total_assets[-1]": 0 };
const worthless: Row = { price: 0, market_cap_quoted: { missing: "not_reported" } };

const insurer: Row = { sector: "Financials", sic: 6331, revenue: 1_000, premiums_earned: 700 };
const owner: Row = { sector: "Real Estate", sic: 6798, total_assets: 1_000, property_at_cost: 1_200 };

export const cases: Readonly<Record<string, Case>> = {
  premium_share: { known: 0.7, without: [{ revenue: 0 }, none], needs: ["premiums_earned", "revenue"], base: insurer },
  deposit_share: { known: 880 / 1050, without: [noAssets, none], needs: ["deposits"], base: standardBank },
  loan_share: { known: 790 / 1050, without: [noAssets, none], needs: ["loans_net"], base: standardBank },
  property_share: { known: 1.2, without: [noAssets, none], needs: ["property_at_cost"], base: owner },
  revenue_to_assets: { known: 1000 / 1100, without: [noAssets, none], needs: ["revenue", "total_assets"] },
  research_share: { known: 50 / 850, without: [{ ebit: 1000 }, none], needs: ["rd_expense"] },
  group_by_code: { known: "other", needs: ["sic"] },
  group_evidence: { known: "premiums", needs: ["premiums_earned", "revenue"], base: insurer },
  group: { known: "other", needs: [] },
  ebitda: { known: 200, needs: ["ebit", "depreciation_amortization"] },
  ebit_before_impairments: { known: 190, needs: ["ebit"] },
  ebitda_before_impairments: { known: 240, needs: ["ebit", "depreciation_amortization"] },
  affiliate_income_to_ebit: {
    known: 0.2,
    without: [{ ebit: 0 }, none],
    needs: ["equity_method_income", "ebit"],
    base: { ...standardCompany, equity_method_income: 30 },
  },
  gross_margin: { known: 0.4, without: [{ revenue: 0 }, none], needs: ["gross_profit", "revenue"] },
  operating_margin: { known: 0.15, without: [{ revenue: -1 }, none], needs: ["operating_income", "revenue"] },
  operating_margin_fy: { known: 0.15, without: [{ revenue_fy: 0 }, none], needs: ["operating_income_fy"] },
  ebitda_margin: { known: 0.2, without: [{ revenue: 0 }, none], needs: ["ebit"] },
  net_margin: { known: 0.09, without: [{ revenue: 0 }, none], needs: ["net_income"] },
  revenue_growth_1y: { known: 0.25, without: [{ "revenue[-1]": 0 }, none], needs: ["revenue", "revenue[-1]"] },
  revenue_growth_3y: { known: 0.25, without: [{ "revenue[-3]": 0 }, none], needs: ["revenue[-3]"] },
  revenue_growth_quarter: { known: 0.3, without: [{ "revenue_q[-4q]": 0 }, none], needs: ["revenue_q"] },
  net_income_growth_1y: { known: 0.5, without: [{ "net_income[-1]": -10 }, none], needs: ["net_income[-1]"] },
  ebit_growth_3y: { known: 0.25, without: [{ ebit: -5 }, none], needs: ["ebit[-3]"] },
  profitable_years: { known: 4, needs: ["net_income_fy", "net_income_fy[-4]"] },
  loss_quarters: { known: 1, needs: ["net_income_q", "net_income_q[-3q]"] },
  operating_margin_variability: {
    known: Math.sqrt((4 * 0.006 ** 2 + 0.024 ** 2) / 4),
    without: [{ "revenue_fy[-4]": 0 }, none],
    needs: ["operating_income_fy[-4]"],
  },
  viable: { known: true, needs: ["net_income", "net_income_q"] },
  stock_compensation_to_revenue: { known: 0.02, without: [{ revenue: 0 }, none], needs: ["stock_compensation"] },
  rd_to_revenue: { known: 0.05, without: [{ revenue: 0 }, none], needs: ["rd_expense"] },
  effective_tax_rate: { known: 0.25, without: [{ pretax_income: 0 }, none], needs: ["income_tax"] },

  net_debt: { known: 250, needs: ["total_debt", "cash", "short_term_investments"] },
  net_debt_low: { known: 250, needs: ["total_debt"] },
  net_debt_high: { known: 250, needs: ["cash"] },
  net_debt_to_ebitda: { known: 1.25, without: [{ ebit: -50 }, none], needs: ["total_debt", "ebit"] },
  debt_to_ebitda: { known: 2, without: [{ ebit: -60 }, none], needs: ["total_debt"] },
  debt_to_equity: { known: 1, without: [{ equity: 0 }, none], needs: ["equity"] },
  debt_to_assets: { known: 400 / 1100, without: [{ total_assets: 0 }, none], needs: ["total_debt"] },
  liabilities_to_assets: { known: 700 / 1100, without: [{ total_assets: 0 }, none], needs: ["total_liabilities"] },
  equity_to_assets: { known: 400 / 1100, without: [{ total_assets: 0 }, none], needs: ["equity"] },
  total_equity: { known: 400, needs: ["total_assets", "total_liabilities"] },
  total_equity_to_assets: { known: 400 / 1100, without: [noAssets, none], needs: ["total_liabilities"] },
  adjusted_debt: { known: 480, needs: ["total_debt", "operating_lease_liability", "preferred_stock"] },
  adjusted_debt_low: { known: 480, needs: ["total_debt"] },
  adjusted_debt_to_ebitda: { known: 2.4, without: [{ ebit: -60 }, none], needs: ["preferred_stock", "ebit"] },
  interest_cover: { known: 5, without: [{ interest_expense: 0 }, none], needs: ["ebit", "interest_expense"] },
  interest_cover_fy: { known: 5.25, without: [{ total_debt_fy: 0 }, "(no_debt)"], needs: ["interest_expense_fy"] },
  ebitda_cover: { known: 200 / 30, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["interest_expense"] },
  interest_cover_before_impairments: {
    known: 190 / 30,
    without: [{ interest_expense: 0 }, none],
    needs: ["ebit", "interest_expense"],
  },
  ebitda_cover_before_impairments: {
    known: 8,
    without: [{ total_debt: 0 }, "(no_debt)"],
    needs: ["depreciation_amortization", "interest_expense"],
  },
  years_uncovered_before_impairments: { known: 0, needs: ["interest_expense[-1]", "ebit[-2]"] },
  years_uncovered: { known: 1, needs: ["interest_expense[-1]", "ebit[-2]"] },
  ffo: { known: 140, needs: ["net_income", "depreciation_amortization"] },
  ffo_to_debt: { known: 0.35, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["net_income"] },
  operating_cash_flow_to_debt: {
    known: 0.325,
    without: [{ total_debt: 0 }, "(no_debt)"],
    needs: ["operating_cash_flow"],
  },
  average_debt: { known: 380, needs: ["total_debt"] },
  effective_interest_rate: {
    known: 30 / 380,
    without: [{ total_debt: 0, "total_debt[-1]": 0 }, "(no_debt)"],
    needs: ["interest_expense"],
  },
  debt_high: { known: 400, without: [{ total_debt: { missing: "not_reported" } }, 700], needs: [] },
  debt_most: { known: 400, without: [{ "total_debt[-1]": 450 }, 450], needs: [] },
  texas_ratio: {
    known: 9 / 108,
    without: [{ equity: 0 }, none],
    needs: ["nonperforming_loans", "allowance"],
    base: standardBank,
  },
  loans_to_deposits: { known: 790 / 880, without: [{ deposits: 0 }, none], needs: ["deposits"], base: standardBank },
  allowance_to_loans: {
    known: 10 / 800,
    without: [{ loans_net: 0, allowance: 0 }, none],
    needs: ["allowance"],
    base: standardBank,
  },
  net_interest_income_to_assets: {
    known: 0.045,
    without: [noAssets, none],
    needs: ["net_interest_income"],
    base: standardBank,
  },
  provision_to_loans: {
    known: 4 / 800,
    without: [{ loans_net: 0, allowance: 0 }, none],
    needs: ["provision_credit_losses"],
    base: standardBank,
  },

  due_12m: { known: 50, without: [{ total_debt: 0 }, "(no_debt)"], needs: [] },
  due_12m_source: { known: "balance_sheet", needs: [] },
  due_12m_high: { known: 50, without: [{ debt_due_1y: 90 }, 90], needs: [] },
  due_24m: { known: 100, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["debt_due_1y", "debt_due_2y"] },
  due_5y: { known: 370, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["debt_due_5y"] },
  due_12m_share: { known: 0.125, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["total_debt"] },
  due_24m_share: { known: 0.25, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["debt_due_2y"] },
  refinancing_sources: { known: 300, needs: ["cash", "operating_cash_flow", "undrawn_credit"] },
  refinancing_sources_low: { known: 300, needs: ["cash"] },
  refinancing_sources_high: { known: 300, needs: ["undrawn_credit"] },
  refinancing_wall: { known: 1 / 3, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["undrawn_credit"] },
  refinancing_wall_high: { known: 1 / 3, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["debt_due_2y"] },
  floating_share: { known: 0.4, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["variable_rate_debt"] },
  floating_share_low: { known: 0.4, without: [{ total_debt: 0 }, "(no_debt)"], needs: [] },
  floating_share_high: { known: 0.4, without: [{ total_debt: 0 }, "(no_debt)"], needs: [] },

  total_liquidity: { known: 230, needs: ["cash", "short_term_investments", "undrawn_credit"] },
  total_liquidity_low: { known: 230, needs: ["cash"] },
  liquidity: { known: 150, needs: ["cash", "short_term_investments"] },
  liquidity_low: { known: 150, needs: ["cash"] },
  liquidity_high: { known: 150, needs: ["cash"] },
  current_ratio: { known: 2, without: [{ current_liabilities: 0 }, none], needs: ["current_assets"] },
  quick_ratio: { known: 300 / 225, without: [{ current_liabilities: 0 }, none], needs: ["receivables"] },
  cash_ratio: { known: 150 / 225, without: [{ current_liabilities: 0 }, none], needs: ["cash"] },
  working_capital: { known: 225, needs: ["current_assets", "current_liabilities"] },
  liquidity_to_assets: { known: 150 / 1100, without: [{ total_assets: 0 }, none], needs: ["cash"] },
  annual_burn: {
    known: "(not_applicable)",
    without: [{ operating_cash_flow: -40 }, 100],
    needs: ["operating_cash_flow"],
  },
  cash_runway: {
    known: "(not_applicable)",
    without: [{ operating_cash_flow: -40 }, 18],
    needs: ["operating_cash_flow"],
  },
  cash_runway_low: {
    known: "(not_applicable)",
    without: [{ operating_cash_flow: -40 }, 18],
    needs: ["capital_expenditure"],
  },
  cash_runway_high: {
    known: "(not_applicable)",
    without: [{ operating_cash_flow: -40 }, 18],
    needs: ["capital_expenditure"],
  },

  fcf: { known: 70, needs: ["operating_cash_flow", "capital_expenditure"] },
  fcf_q: { known: 15, needs: ["operating_cash_flow_q"] },
  fcf_net_of_disposals: { known: 95, needs: ["operating_cash_flow", "capital_expenditure"] },
  fcf_net_of_disposals_q: { known: 20, needs: ["operating_cash_flow_q", "capital_expenditure_q"] },
  fcf_margin: { known: 0.07, without: [{ revenue: 0 }, none], needs: ["operating_cash_flow"] },
  cash_conversion: { known: 130 / 90, without: [{ net_income: -1 }, none], needs: ["net_income"] },
  capex_to_sales: { known: 0.06, without: [{ revenue: 0 }, none], needs: ["capital_expenditure"] },
  capex_to_depreciation: {
    known: 1.2,
    without: [{ depreciation_amortization: 0 }, none],
    needs: ["capital_expenditure"],
  },
  accruals: { known: -0.04, without: [noAssets, none], needs: ["operating_cash_flow", "total_assets[-1]"] },
  accruals_percentile: { known: 0.5, needs: ["operating_cash_flow"] },

  average_assets: { known: 1000, needs: ["total_assets[-1]"] },
  roa: { known: 0.09, without: [noAssets, none], needs: ["net_income", "total_assets[-1]"] },
  roe: { known: 0.25, without: [{ net_income: -50, equity: -10 }, none], needs: ["equity[-1]"] },
  tax_rate: { known: 0.25, without: [{ income_tax: 100 }, 0.21], needs: [] },
  excess_cash: { known: 130, without: [{ cash: 0, short_term_investments: 5 }, 0], needs: ["cash"] },
  invested_capital: { known: 670, needs: ["equity", "total_debt"] },
  roic: { known: (150 * 0.75) / 670, without: [{ equity: -300 }, none], needs: ["ebit"] },
  gross_profitability: { known: 400 / 1100, without: [{ total_assets: 0 }, none], needs: ["gross_profit"] },
  asset_turnover: { known: 1, without: [noAssets, none], needs: ["revenue"] },
  tangible_equity: { known: 250, needs: ["equity"] },
  tangible_equity_to_assets: { known: 250 / 1100, without: [{ total_assets: 0 }, none], needs: ["equity"] },

  market_cap: { known: 2000, without: [{ shares_outstanding: 40 }, "(conflict)"], needs: [] },
  enterprise_value: { known: 2255, needs: ["total_debt"] },
  ev_to_ebitda: { known: 2255 / 200, without: [{ ebit: -50 }, none], needs: ["cash"] },
  ev_to_sales: { known: 2.255, without: [{ revenue: 0 }, none], needs: ["revenue"] },
  pe: { known: 2000 / 90, without: [{ net_income: 0 }, none], needs: ["net_income"] },
  pb: { known: 5, without: [{ equity: -1 }, none], needs: ["equity"] },
  fcf_yield: { known: 0.035, without: [worthless, none], needs: ["operating_cash_flow"] },
  earnings_yield: { known: 150 / 2255, without: [{ cash: 9000 }, none], needs: ["ebit"] },
  net_cash_to_market_cap: { known: -0.125, without: [worthless, none], needs: ["total_debt"] },

  share_growth_1y: { known: 100 / 98 - 1, without: [{ "shares_outstanding[-1]": 0 }, none], needs: [] },
  share_growth_3y: { known: (100 / 95) ** (1 / 3) - 1, without: [{ "shares_outstanding[-3]": 0 }, none], needs: [] },
  buyback_yield: { known: 0.02, without: [worthless, none], needs: ["buybacks"] },
  dividend_yield: { known: 0.01, without: [worthless, none], needs: ["dividends_paid"] },
  shareholder_yield: { known: 0.025, without: [worthless, none], needs: ["stock_issued"] },
  dividend_cover: { known: 4.5, without: [{ dividends_paid: 0 }, "(not_applicable)"], needs: ["dividends_paid"] },
  dividend_cover_by_cash: {
    known: 3.5,
    without: [{ dividends_paid: 0 }, "(not_applicable)"],
    needs: ["operating_cash_flow"],
  },

  altman_z: {
    known: (1.2 * 225 + 1.4 * 200 + 3.3 * 150 + 1000) / 1100 + (0.6 * 2000) / 700,
    without: [{ total_liabilities: 0 }, none],
    needs: ["retained_earnings"],
  },
  altman_z_prime: {
    known: (0.717 * 225 + 0.847 * 200 + 3.107 * 150 + 998) / 1100 + (0.42 * 400) / 700,
    without: [{ total_assets: 0 }, none],
    needs: ["equity"],
  },
  altman_z_double_prime: {
    known: (6.56 * 225 + 3.26 * 200 + 6.72 * 150) / 1100 + (1.05 * 400) / 700,
    without: [{ total_assets: 0 }, none],
    needs: ["current_assets"],
  },
  altman_variant: { known: "z", needs: [] },
  altman_zone: { known: "safe", needs: ["retained_earnings"] },
  altman_distress: { known: false, needs: ["retained_earnings"] },

  f_roa: { known: true, without: [noAssets, null], needs: ["net_income", "total_assets[-1]"] },
  f_cash_flow: { known: true, needs: ["operating_cash_flow"] },
  f_roa_up: { known: true, without: [{ "total_assets[-2]": 0 }, null], needs: ["net_income[-1]", "total_assets[-2]"] },
  f_accruals: { known: true, without: [noAssets, null], needs: ["operating_cash_flow"] },
  f_leverage_down: {
    known: true,
    without: [{ "total_assets[-1]": 0, "total_assets[-2]": 0 }, null],
    needs: ["debt_noncurrent[-1]"],
  },
  f_liquidity_up: { known: true, without: [{ current_liabilities: 0 }, null], needs: ["current_liabilities[-1]"] },
  f_no_issue: { known: false, without: [{ "shares_outstanding[-1]": 0 }, null], needs: [] },
  f_margin_up: { known: true, without: [{ revenue: 0 }, null], needs: ["gross_profit[-1]"] },
  f_turnover_up: { known: true, without: [noAssets, null], needs: ["revenue[-1]"] },
  piotroski_passed: { known: 8, needs: [] },
  piotroski_judged: { known: 9, needs: [] },
  piotroski_f: { known: 8, needs: [] },

  beneish_dsri: { known: 1, without: [{ "revenue[-1]": 0 }, none], needs: ["receivables"] },
  beneish_gmi: { known: 0.35 / 0.4, without: [{ gross_profit: 0 }, none], needs: ["gross_profit[-1]"] },
  beneish_aqi: { known: 300 / 1100 / (240 / 900), without: [{ "total_assets[-1]": 0 }, none], needs: ["ppe_net"] },
  beneish_sgi: { known: 1.25, without: [{ "revenue[-1]": 0 }, none], needs: ["revenue[-1]"] },
  beneish_depi: {
    known: 40 / 340 / (50 / 400),
    without: [{ ppe_net: -50 }, none],
    needs: ["depreciation_amortization[-1]"],
  },
  beneish_sgai: { known: 1, without: [{ "sga_expense[-1]": 0 }, none], needs: ["sga_expense"] },
  beneish_tata: { known: -40 / 1100, without: [{ total_assets: 0 }, none], needs: ["operating_cash_flow"] },
  beneish_lvgi: {
    known: 575 / 1100 / (530 / 900),
    without: [{ total_assets: 0 }, none],
    needs: ["debt_noncurrent[-1]"],
  },
  beneish_m: {
    known:
      -4.84 +
      0.92 +
      0.528 * 0.875 +
      0.404 * (300 / 1100 / (240 / 900)) +
      0.892 * 1.25 +
      0.115 * (40 / 340 / 0.125) -
      0.172 -
      4.679 * (40 / 1100) -
      0.327 * (575 / 1100 / (530 / 900)),
    without: [{ gross_profit: 0 }, none],
    needs: ["sga_expense"],
  },
  beneish_flag: { known: false, needs: ["receivables"] },
  ohlson_o: {
    known:
      -1.32 -
      0.407 * Math.log(1100 / 700) +
      (6.03 * 700) / 1100 -
      (1.43 * 225) / 1100 +
      0.0757 * 0.5 -
      (2.37 * 90) / 1100 -
      (1.83 * 140) / 700 -
      (0.521 * 30) / 150,
    without: [{ total_liabilities: 0 }, none],
    needs: ["net_income[-1]"],
  },
  ohlson_probability: {
    known: 1 / (1 + Math.exp(-1.4145556910002122)),
    without: [{ total_liabilities: 0 }, none],
    needs: ["total_assets"],
  },
  synthetic_rating: { known: "A-", needs: ["interest_expense"] },
  synthetic_spread: { known: 0.0095, without: [{ total_debt: 0 }, "(no_debt)"], needs: ["interest_expense"] },

  filing_backed: { known: true, needs: ["data_source"] },
  stale_figures: { known: false, needs: ["period_age_days"] },
  figures_add_up: { known: true, without: [{ failed_checks: 2 }, false], needs: ["failed_checks"] },
  profit_years_known: { known: 5, needs: [] },
};

/** What is said of a manufacturer of whom nothing else is known; every other metric is missing then. */
export const casesOfSilence: Readonly<Record<string, Plain>> = {
  group_by_code: "other",
  group: "other",
  altman_variant: "z",
  tax_rate: 0.21,
  floating_share_low: 0,
  floating_share_high: 1,
  piotroski_judged: 0,
  profit_years_known: 0,
};
