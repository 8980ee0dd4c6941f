import type { Screen } from "#lib/screen/screen";
import { isIdentityColumn } from "./identity-column";

/** A named choice of columns. Ticker and name always come first and are not listed. */
export interface ColumnSet {
  /** Permanent: it lives in URLs. */
  readonly id: string;
  readonly label: string;
  readonly columns: readonly string[];
}

/** The column sets, in the order of the table's tabs. */
export const columnSets: readonly ColumnSet[] = [
  {
    id: "overview",
    label: "Overview",
    columns: [
      "verdict",
      "why",
      "market_cap",
      "interest_cover",
      "net_debt_to_ebitda",
      "operating_margin",
      "sector",
      "net_income",
      "revenue_growth_1y",
      "piotroski_f",
      "revenue",
      "weight",
    ],
  },
  {
    id: "earnings",
    label: "Earnings",
    columns: [
      "verdict",
      "revenue",
      "revenue_growth_1y",
      "revenue_growth_3y",
      "gross_margin",
      "operating_margin",
      "operating_margin_variability",
      "ebitda",
      "net_income",
      "net_income_q",
      "eps_diluted",
      "profitable_years",
    ],
  },
  {
    id: "debt",
    label: "Debt",
    columns: [
      "verdict",
      "total_debt",
      "net_debt",
      "net_debt_to_ebitda",
      "interest_cover",
      "years_uncovered",
      "effective_interest_rate",
      "ffo_to_debt",
      "debt_to_equity",
      "debt_to_assets",
      "liabilities_to_assets",
    ],
  },
  {
    id: "refinancing",
    label: "Refinancing",
    columns: [
      "verdict",
      "total_debt",
      "due_12m",
      "due_24m",
      "due_5y",
      "due_24m_share",
      "refinancing_sources",
      "refinancing_wall",
      "refinancing_wall_high",
      "floating_share",
      "synthetic_rating",
      "synthetic_spread",
    ],
  },
  {
    id: "liquidity",
    label: "Liquidity",
    columns: [
      "verdict",
      "liquidity",
      "undrawn_credit",
      "current_ratio",
      "quick_ratio",
      "cash_ratio",
      "working_capital",
      "fcf",
      "annual_burn",
      "cash_runway",
    ],
  },
  {
    id: "quality",
    label: "Quality",
    columns: [
      "verdict",
      "roic",
      "roe",
      "roa",
      "gross_profitability",
      "cash_conversion",
      "accruals",
      "fcf_margin",
      "share_growth_1y",
      "piotroski_f",
      "altman_zone",
      "beneish_m",
    ],
  },
  {
    id: "valuation",
    label: "Valuation",
    columns: [
      "verdict",
      "price",
      "market_cap",
      "enterprise_value",
      "ev_to_ebitda",
      "ev_to_sales",
      "pe",
      "pb",
      "fcf_yield",
      "earnings_yield",
      "dividend_yield",
      "buyback_yield",
    ],
  },
  {
    id: "stress",
    label: "Stress",
    columns: [
      "verdict",
      "interest_cover",
      "stressed_cover_low",
      "stressed_cover_high",
      "rate_headroom",
      "ebit_headroom",
      "stressed_interest_rise",
      "effective_interest_rate",
      "floating_share",
      "due_24m_share",
    ],
  },
  {
    id: "data_quality",
    label: "Data quality",
    columns: [
      "verdict",
      "data_source",
      "filing_backed",
      "core_known_share",
      "filing_age_days",
      "period_age_days",
      "restated",
      "failed_checks",
      "stale_figures",
      "profit_years_known",
    ],
  },
];

/** The set with this id, or null. */
export function getColumnSet(id: string): ColumnSet | null {
  return columnSets.find((set) => set.id === id) ?? null;
}

/** The columns that a screen shows: its own, or those of its set. Ticker and name are never among them. */
export function getShownColumns({ columns, set }: Pick<Screen, "columns" | "set">): string[] {
  const shown = columns.length > 0 ? columns : (getColumnSet(set)?.columns ?? columnSets[0]?.columns ?? []);
  return [...new Set(shown)].filter((column) => !isIdentityColumn(column));
}
