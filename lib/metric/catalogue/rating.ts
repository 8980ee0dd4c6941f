import {
  appliesTo,
  declareNumber,
  declareRatio,
  declareText,
  declareTruth,
  ownChoice,
  published,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import { spreads2025, writeRating, writeSpread } from "#lib/metric/spread-table";

/** The rating that a lender would read from interest cover, and how good the data behind the figures are. */
export const ratingMetrics: readonly Metric[] = [
  declareText({
    id: "synthetic_rating",
    label: "Synthetic rating",
    description:
      "The rating that interest cover (by EBIT, also of REITs) alone would give a smaller company. None without debt.",
    better: "none",
    category: "scores",
    applies: appliesTo.operating,
    values: spreads2025.grades.map(({ rating }) => rating),
    formula: writeRating("interest_cover", spreads2025),
    source: published(spreads2025.source),
  }),
  declareRatio({
    id: "synthetic_spread",
    label: "Synthetic spread",
    description: "The spread over the base rate that goes with the synthetic rating.",
    format: "basis_points",
    better: "lower",
    category: "scores",
    applies: appliesTo.operating,
    formula: writeSpread("interest_cover", spreads2025),
    source: published(spreads2025.source),
  }),
];

/** Data quality beyond the base columns of the snapshot. */
export const qualityMetrics: readonly Metric[] = [
  declareTruth({
    id: "filing_backed",
    label: "Backed by filings",
    description: "The figures come from the company's own filings, not from a second-hand file.",
    better: "higher",
    category: "quality",
    formula: "data_source = filings",
    source: ownChoice("Second-hand files are partial and in places wrong."),
  }),
  declareTruth({
    id: "stale_figures",
    label: "Stale figures",
    description: "The newest period ended over 200 days before the as-of date.",
    better: "lower",
    category: "quality",
    formula: "period_age_days > 200",
    source: ownChoice("A quarterly filer reports within 45 days of a quarter of 91 days; 200 days is a report missed."),
  }),
  declareTruth({
    id: "figures_add_up",
    label: "Figures add up",
    description:
      "No cross-check fails among the figures of the newest period: the balance sheet balances, cash flows sum to the change in cash, and so on. The company page lists the sums.",
    better: "higher",
    category: "quality",
    formula: "failed_checks = 0",
    source: ownChoice("A sum that does not hold shows a slip of the filer or a tag with another meaning."),
  }),
  declareNumber({
    id: "profit_years_known",
    label: "Profit years known",
    description: "For how many of the last five fiscal years net income is known.",
    unit: "count",
    format: "count",
    better: "higher",
    category: "quality",
    formula:
      "count_true(known(net_income_fy), known(net_income_fy[-1]), known(net_income_fy[-2]), known(net_income_fy[-3]), known(net_income_fy[-4]))",
    source: ownChoice("Tells a short history from a history of losses."),
  }),
];
