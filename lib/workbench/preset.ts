import type { SortKey } from "#lib/screen/screen";
import { buyerCriteria, targetCriteria, writeDealQuery } from "./deal-criteria";
import type { Grouping } from "./grouping";

/** A ready screen, with one line of why one would look at it. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly query: string;
  readonly set: string;
  readonly sort: readonly SortKey[];
  /** What its companies are grouped by; absent: they are listed. */
  readonly group?: Grouping;
}

const highest = (expression: string): SortKey => ({ expression, descending: true });
const lowest = (expression: string): SortKey => ({ expression, descending: false });

/** The presets, the defensive ones first. */
export const presets: readonly Preset[] = [
  {
    id: "resilient_compounders",
    label: "Resilient compounders",
    why: "Rated resilient, earns well on its capital and has grown: what one would rather hold through a downturn.",
    query: "verdict = resilient and roic >= 12% and revenue_growth_3y >= 5%",
    set: "quality",
    sort: [highest("roic")],
  },
  {
    id: "covered_at_200bp",
    label: "Covered even at +200 bp",
    why: "Earnings would still cover the interest one and a half times after two points more on rates.",
    query: "stressed_cover_low >= 1.5x",
    set: "stress",
    sort: [highest("stressed_cover_low")],
  },
  {
    id: "net_cash_profitable",
    label: "Net cash and profitable",
    why: "More cash than debt and a profit: higher rates help rather than hurt.",
    query: "net_debt < 0 and net_income > 0 and fcf > 0",
    set: "liquidity",
    sort: [highest("market_cap")],
  },
  {
    id: "cheap_resilient",
    label: "Cheap and resilient",
    why: "Rated resilient, yet among the cheaper of its sector on operating earnings.",
    query: "verdict = resilient and pct(earnings_yield, sector) >= 70%",
    set: "valuation",
    sort: [highest("earnings_yield")],
  },
  {
    id: "quality_improving",
    label: "Quality improving",
    why: "Seven or more of Piotroski's nine signs, and a better margin than a year ago.",
    query: "piotroski_f >= 7 and operating_margin > operating_margin[-1] and net_income > 0",
    set: "quality",
    sort: [highest("piotroski_f"), highest("market_cap")],
  },
  {
    id: "zombies",
    label: "Zombies",
    why: "Operating earnings have not covered the interest for three years running.",
    query: "years_uncovered >= 3",
    set: "debt",
    sort: [lowest("interest_cover")],
  },
  {
    id: "refinancing_wall",
    label: "Refinancing wall in 24 months",
    why: "More debt falls due within two years than cash, free cash flow and undrawn credit could repay, as far as they are reported: a credit line that is not reported may be there.",
    query: "refinancing_wall_high > 1",
    set: "refinancing",
    sort: [highest("refinancing_wall_high")],
  },
  {
    id: "second_year_debt",
    label: "Much debt due in the second year",
    why: "A third or more of the debt falls due in the second fiscal year of the maturity table, after the balance sheet's own twelve months: who must refinance next.",
    query: "debt_due_2y >= 0.33 * total_debt and total_debt > 0",
    set: "refinancing",
    sort: [highest("debt_due_2y / total_debt")],
  },
  {
    id: "loss_makers_by_sector",
    label: "Loss-makers by sector",
    why: "A net loss over the last twelve months: how many in each sector, what they weigh, and what they are judged.",
    query: "net_income < 0",
    set: "earnings",
    sort: [lowest("net_income")],
    group: "sector",
  },
  {
    id: "short_runway",
    label: "Loss-makers with under a year of cash",
    why: "Burns cash and will need fresh money, on whatever terms there are.",
    query: "net_income < 0 and cash_runway < 12",
    set: "liquidity",
    sort: [lowest("cash_runway")],
  },
  {
    id: "weak_cyclicals",
    label: "Weak in cyclical sectors",
    why: "Rated weak where a downturn bites first.",
    query: "verdict = weak and sector in (industrials, materials, energy, consumer_discretionary, real_estate)",
    set: "debt",
    sort: [lowest("interest_cover")],
  },
  {
    id: "floating_exposed",
    label: "Floating-rate exposed",
    why: "Much of the debt floats and the cover is thin: each rise goes straight to interest.",
    query: "floating_share_low >= 50% and interest_cover < 3",
    set: "refinancing",
    sort: [lowest("interest_cover")],
  },
  {
    id: "could_be_bought",
    label: "Could be bought",
    why: "More cash than debt, cash flow, cheap beside its sector, small, and many like it: what a buyer would look at. It says nothing of bids or owners.",
    query: writeDealQuery(targetCriteria),
    set: "valuation",
    sort: [highest("fcf_yield")],
  },
  {
    id: "could_pay",
    label: "Could pay for another",
    why: "Large, profitable, with cash, cash flow and little debt: who could pay for another out of what it has and earns.",
    query: writeDealQuery(buyerCriteria),
    set: "liquidity",
    sort: [highest("fcf")],
  },
];
