import {
  appliesTo,
  commonUse,
  declareRatio,
  declareText,
  declareTimes,
  declareUsd,
  ownChoice,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "refinancing";

const boundSource = ownChoice(
  "A bound that holds whatever the figures are that were not reported; rules use it where it settles them.",
);

/** Where what is due within a year may be from. */
const dueSources = ["balance_sheet", "schedule"] as const;

const ladderSource = ownChoice(
  "The sum of the filing's maturity table. The table may be a year old: where it has clearly more than all debt of today, the company has repaid since, and nobody told what is left of the table.",
);

/** A sum of the maturity table. Its amounts are what must be repaid, a few percent more than the debt carried. */
function writeDue(sum: string): string {
  const parts = [
    "total_debt is known and total_debt = 0, missing(no_debt)",
    `total_debt is known and ${sum} > 1.1 * total_debt, missing(conflict)`,
    sum,
  ];
  return `if(${parts.join(", ")})`;
}

/** What falls due, when, and what there is to pay it. */
export const refinancingMetrics: readonly Metric[] = [
  declareUsd({
    id: "due_12m",
    label: "Debt due in 12 months",
    description:
      "Current debt of the newest balance sheet, or else the first year of the maturity table. No debt when there is none.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt is known and total_debt = 0, missing(no_debt), coalesce(debt_current, debt_due_1y))",
    source: ownChoice("The balance sheet is newer than the maturity table of the annual report."),
  }),
  declareText({
    id: "due_12m_source",
    label: "Source of debt due in 12 months",
    description:
      "Where debt due in 12 months is from: the newest balance sheet, or the maturity table of the annual report where no balance sheet gives it.",
    better: "none",
    category,
    applies: appliesTo.operating,
    values: dueSources,
    formula:
      "if(total_debt is known and total_debt = 0, missing(no_debt), debt_current is known, 'balance_sheet', debt_due_1y is known, 'schedule', missing(not_reported))",
    source: ownChoice("A table of the annual report is up to a year old; who reads the amount should know."),
  }),
  declareUsd({
    id: "due_12m_high",
    label: "Debt due in 12 months (at most)",
    description:
      "Debt due in 12 months by the balance sheet or by the maturity table, whichever is more; where neither is reported, debt, at most, or current liabilities, whichever is smaller or known.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula:
      "coalesce(max(due_12m, debt_due_1y), due_12m, min(debt_high, current_liabilities), current_liabilities, debt_high)",
    source: boundSource,
  }),
  declareUsd({
    id: "due_24m",
    label: "Debt due in 24 months",
    description:
      "The first two years of the maturity table. No debt when there is none; in conflict where the table has over a tenth more than all debt of today.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: writeDue("debt_due_1y + debt_due_2y"),
    source: ladderSource,
  }),
  declareUsd({
    id: "due_5y",
    label: "Debt due in 5 years",
    description:
      "The five years of the maturity table. No debt when there is none; in conflict where the table has over a tenth more than all debt of today.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: writeDue("debt_due_1y + debt_due_2y + debt_due_3y + debt_due_4y + debt_due_5y"),
    source: ladderSource,
  }),
  declareRatio({
    id: "due_12m_share",
    label: "Due in 12 months / debt",
    description: "Share of total debt that falls due within 12 months.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "due_12m / total_debt",
    source: commonUse,
  }),
  declareRatio({
    id: "due_24m_share",
    label: "Due in 24 months / debt",
    description: "Share of total debt that falls due within 24 months by the maturity table.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "due_24m / total_debt",
    source: commonUse,
  }),
  declareUsd({
    id: "refinancing_sources",
    label: "Sources to repay debt",
    description: "Liquidity, free cash flow where positive, and undrawn credit. Missing unless all three are reported.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity + max(fcf, 0) + undrawn_credit",
    source: ownChoice("The page's definition of what stands against the refinancing wall."),
  }),
  declareUsd({
    id: "refinancing_sources_low",
    label: "Sources to repay debt (at least)",
    description: "Sources to repay debt, counting only what is reported.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity_low + max(coalesce(fcf, 0), 0) + coalesce(undrawn_credit, 0)",
    source: boundSource,
  }),
  declareUsd({
    id: "refinancing_sources_high",
    label: "Sources to repay debt (at most)",
    description: "Sources to repay debt with the most liquidity that the balance sheet allows.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity_high + max(fcf, 0) + undrawn_credit",
    source: boundSource,
  }),
  declareTimes({
    id: "refinancing_wall",
    label: "Refinancing wall",
    description:
      "Debt due in 24 months over the sources to repay it. Above 1x the company needs a lender. Missing unless all sources are reported.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "due_24m / refinancing_sources",
    source: ownChoice("Maturity wall against internal sources, as rating agencies do in liquidity analysis."),
  }),
  declareTimes({
    id: "refinancing_wall_high",
    label: "Refinancing wall (at most)",
    description:
      "Debt due in 24 months over the sources that are reported; an undrawn credit line that is not reported would lower it.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "due_24m / refinancing_sources_low",
    source: boundSource,
  }),
  declareRatio({
    id: "floating_share",
    label: "Floating-rate share",
    description:
      "Share of total debt at a floating rate. Rarely reported; the stress then takes every share from 0% to 100%.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt = 0, missing(no_debt), clamp(variable_rate_debt / total_debt, 0, 1))",
    source: commonUse,
  }),
  declareRatio({
    id: "floating_share_low",
    label: "Floating-rate share (at least)",
    description: "The floating-rate share, or 0% where it is not reported.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt is known and total_debt = 0, missing(no_debt), coalesce(floating_share, 0%))",
    source: boundSource,
  }),
  declareRatio({
    id: "floating_share_high",
    label: "Floating-rate share (at most)",
    description: "The floating-rate share, or 100% where it is not reported.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(total_debt is known and total_debt = 0, missing(no_debt), coalesce(floating_share, 100%))",
    source: boundSource,
  }),
];
