/**
 * Words that may mean several names, the likeliest first, with underscores for spaces. The finder lists all of them. A
 * query that uses such a word is told which names it may mean, unless the word is a short form too: then it is read so.
 */
export const meanings: Readonly<Record<string, readonly string[]>> = {
  profit: ["net_income", "operating_income", "gross_profit", "ebitda", "net_margin", "profitable_years"],
  income: ["net_income", "operating_income", "pretax_income", "net_interest_income"],
  loss: ["loss_quarters", "profitable_years", "net_income"],
  margin: ["operating_margin", "net_margin", "gross_margin", "ebitda_margin", "fcf_margin"],
  growth: ["revenue_growth_1y", "revenue_growth_3y", "net_income_growth_1y", "ebit_growth_3y"],
  debt: ["total_debt", "net_debt", "net_debt_to_ebitda", "debt_to_equity", "debt_to_ebitda", "debt_to_assets"],
  leverage: ["net_debt_to_ebitda", "debt_to_equity", "debt_to_ebitda", "debt_to_assets", "liabilities_to_assets"],
  solvency: ["interest_cover", "equity_to_assets", "altman_z", "net_debt_to_ebitda"],
  cover: ["interest_cover", "ebitda_cover", "stressed_cover_low", "dividend_cover"],
  coverage: ["interest_cover", "ebitda_cover", "stressed_cover_low", "dividend_cover"],
  stress: ["stressed_cover_low", "rate_headroom", "ebit_headroom", "stressed_interest_rise"],
  maturity: ["due_24m", "due_12m", "refinancing_wall", "due_5y"],
  maturities: ["due_24m", "due_12m", "refinancing_wall", "due_5y"],
  refinancing: ["refinancing_wall", "due_24m", "refinancing_sources"],
  bankruptcy: ["altman_z", "altman_zone", "ohlson_probability"],
  distress: ["altman_zone", "altman_z", "ohlson_probability"],
  dilution: ["share_growth_1y", "share_growth_3y", "stock_issued", "stock_compensation_to_revenue"],
  cash_flow: ["operating_cash_flow", "fcf", "cash_conversion", "fcf_yield"],
  burn: ["annual_burn", "cash_runway", "fcf"],
  cash_burn: ["annual_burn", "cash_runway", "fcf"],
  liquid: ["liquidity", "current_ratio", "quick_ratio"],
  valuation: ["pe", "ev_to_ebitda", "pb", "fcf_yield", "earnings_yield"],
  multiple: ["pe", "ev_to_ebitda", "ev_to_sales", "pb"],
  yield: ["dividend_yield", "fcf_yield", "earnings_yield", "buyback_yield", "shareholder_yield"],
  dividend: ["dividend_yield", "dividends_paid", "dividend_cover"],
  buyback: ["buyback_yield", "buybacks"],
  return: ["roic", "roe", "roa", "shareholder_yield"],
  returns: ["roic", "roe", "roa", "shareholder_yield"],
  profitability: ["roic", "operating_margin", "roe", "gross_profitability"],
  size: ["market_cap", "revenue", "total_assets", "weight"],
  capital: ["market_cap", "invested_capital", "working_capital", "roic"],
  score: ["altman_z", "piotroski_f", "beneish_m", "ohlson_o"],
  fraud: ["beneish_m", "accruals"],
  manipulation: ["beneish_m", "accruals"],
  quality: ["piotroski_f", "accruals", "cash_conversion", "beneish_m"],
  tax: ["effective_tax_rate", "income_tax"],
  rate: ["effective_interest_rate", "floating_share", "rate_headroom", "base_rate"],
  stale: ["stale_figures", "filing_age_days", "period_age_days"],
};

const netLoss =
  "A net loss is a net income below zero: write net_income < 0, or net_income < -10m for more than 10 million.";
const operatingLoss =
  "An operating loss is an operating income below zero: write operating_income < 0, or operating_income < -10m.";
const cashOutflow =
  "Cash that goes out is a cash flow below zero: write operating_cash_flow < 0, or fcf < 0 after capital expenditure.";
const noDebt = "Write total_debt = 0.";
const tierOne = "There is the ratio of common equity tier 1 alone: write cet1_ratio.";
const priceToSales = "Write market_cap / revenue, or ev_to_sales with debt and cash.";
const payout = "Write dividends_paid / net_income, or dividend_cover for the reverse.";

/**
 * What people type that is no name and must not be read as the nearest one, since it is the opposite of it, or another
 * thing. A query is refused with the text beside it.
 */
export const refusals: Readonly<Record<string, string>> = {
  loss: netLoss,
  losses: netLoss,
  "net loss": netLoss,
  "net losses": netLoss,
  net_loss: netLoss,
  "operating loss": operatingLoss,
  operating_loss: operatingLoss,
  "pretax loss": "A pretax loss is a pretax income below zero: write pretax_income < 0.",
  "loss per share": "A loss per share is below zero: write eps_diluted < 0.",
  "cash outflow": cashOutflow,
  cash_outflow: cashOutflow,
  outflow: cashOutflow,
  deficit: "Write equity < 0 for liabilities above assets, net_income < 0 for a loss.",
  "negative equity": "Write equity < 0.",
  "debt free": noDebt,
  "debt-free": noDebt,
  debt_free: noDebt,
  "no debt": noDebt,
  "tier 1 ratio": tierOne,
  "tier 1 capital ratio": tierOne,
  "tier 1": tierOne,
  tier_1_ratio: tierOne,
  "p/s": priceToSales,
  "p/s ratio": priceToSales,
  "ps ratio": priceToSales,
  ps: priceToSales,
  "price / sales": priceToSales,
  "price to sales": priceToSales,
  price_to_sales: priceToSales,
  "payout ratio": payout,
  "dividend payout ratio": payout,
  payout_ratio: payout,
  payout,
};
