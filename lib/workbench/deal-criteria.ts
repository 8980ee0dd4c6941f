/** One condition of a deal, in the language, with what it means. */
export interface DealCriterion {
  readonly id: string;
  readonly label: string;
  readonly condition: string;
}

/**
 * What makes a company one that could be bought: it brings cash, it is cheap beside its sector, it is small, and there are
 * many like it. No more is claimed: nothing here knows of owners, bids or talks.
 */
export const targetCriteria: readonly DealCriterion[] = [
  { id: "net_cash", label: "More cash than debt", condition: "net_debt < 0" },
  { id: "cash_yield", label: "Free cash flow of 5% of its market cap or more", condition: "fcf_yield >= 5%" },
  {
    id: "low_to_sales",
    label: "Enterprise value to sales below the middle of its sector",
    condition: "ev_to_sales < median(ev_to_sales, sector)",
  },
  {
    id: "low_to_ebitda",
    label: "Enterprise value to EBITDA below the middle of its sector",
    condition: "ev_to_ebitda < median(ev_to_ebitda, sector)",
  },
  { id: "small", label: "Market cap of $2b or less", condition: "market_cap <= $2b" },
  {
    // Of n companies the place from the largest and that from the smallest add up to n + 1, to less where some are equal.
    id: "many_alike",
    label: "Ten companies or more of the index in its industry by SIC code",
    condition: "rank(revenue, industry) + rank(-revenue, industry) > 10",
  },
];

/** What makes a company one that could pay for another out of what it has and earns. */
export const buyerCriteria: readonly DealCriterion[] = [
  { id: "large", label: "Market cap of $2b or more", condition: "market_cap >= $2b" },
  { id: "profit", label: "A profit in twelve months", condition: "net_income > 0" },
  { id: "cash_flow", label: "Free cash flow of $100m a year or more", condition: "fcf >= $100m" },
  {
    id: "liquid",
    label: "Liquidity of a tenth of its market cap or more",
    condition: "liquidity_low >= 10% * market_cap",
  },
  {
    id: "unburdened",
    label: "Net debt of no more than one year of EBITDA",
    condition: "net_debt <= 0 or net_debt_to_ebitda <= 1x",
  },
  {
    id: "covered",
    label: "Interest covered six times, or no debt",
    condition: "interest_cover is no_debt or interest_cover >= 6x",
  },
];

/** All criteria as one query. */
export function writeDealQuery(criteria: readonly DealCriterion[]): string {
  return criteria.map(({ condition }) => (condition.includes(" or ") ? `(${condition})` : condition)).join(" and ");
}
