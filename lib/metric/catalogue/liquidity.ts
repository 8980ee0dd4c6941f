import {
  appliesTo,
  commonUse,
  declareNumber,
  declareRatio,
  declareTimes,
  declareUsd,
  ownChoice,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "liquidity";

const boundSource = ownChoice(
  "A bound that holds whatever the figures are that were not reported; rules use it where it settles them.",
);

const creditSource = ownChoice(
  "What may be drawn tomorrow pays as cash does. Few filers give it without a dimension: the bound from below uses what they give.",
);

/** What the company can pay at once, and for how long. */
export const liquidityMetrics: readonly Metric[] = [
  declareUsd({
    id: "liquidity",
    label: "Liquidity",
    description: "Cash and equivalents plus short-term investments.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "cash + short_term_investments",
    source: commonUse,
  }),
  declareUsd({
    id: "liquidity_low",
    label: "Liquidity (at least)",
    description: "Cash plus short-term investments where they are reported.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "cash + coalesce(short_term_investments, 0)",
    source: boundSource,
  }),
  declareUsd({
    id: "liquidity_high",
    label: "Liquidity (at most)",
    description:
      "Liquidity; where short-term investments are not reported, the current assets that are neither receivables nor inventory.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "coalesce(liquidity, max(cash, current_assets - coalesce(receivables, 0) - coalesce(inventory, 0)))",
    source: boundSource,
  }),
  declareUsd({
    id: "total_liquidity",
    label: "Total liquidity",
    description: "Liquidity plus undrawn credit, as companies report it. Missing unless both are reported.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity + undrawn_credit",
    source: creditSource,
  }),
  declareUsd({
    id: "total_liquidity_low",
    label: "Total liquidity (at least)",
    description: "Cash, and short-term investments and undrawn credit where they are reported.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity_low + coalesce(undrawn_credit, 0)",
    source: boundSource,
  }),
  declareTimes({
    id: "current_ratio",
    label: "Current ratio",
    description: "Current assets over current liabilities.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "current_assets / current_liabilities",
    source: commonUse,
  }),
  declareTimes({
    id: "quick_ratio",
    label: "Quick ratio",
    description: "Liquidity plus receivables over current liabilities.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "(liquidity + receivables) / current_liabilities",
    source: commonUse,
  }),
  declareTimes({
    id: "cash_ratio",
    label: "Cash ratio",
    description: "Liquidity over current liabilities.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity / current_liabilities",
    source: commonUse,
  }),
  declareUsd({
    id: "working_capital",
    label: "Working capital",
    description: "Current assets less current liabilities.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "current_assets - current_liabilities",
    source: commonUse,
  }),
  declareRatio({
    id: "liquidity_to_assets",
    label: "Liquidity / assets",
    description: "Liquidity over total assets.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "liquidity / total_assets",
    source: commonUse,
  }),
  declareUsd({
    id: "annual_burn",
    label: "Cash burn a year",
    description:
      "For companies with negative free cash flow: the larger of the burn of the trailing twelve months and twice that of the last two quarters, where these are reported. Not applicable where free cash flow is not negative.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(fcf >= 0, missing(not_applicable), max(-fcf, coalesce(-2 * (fcf_q + fcf_q[-1q]), -fcf)))",
    source: ownChoice("The larger of the two follows an accelerating burn without hoping on a slower one."),
  }),
  declareNumber({
    id: "cash_runway",
    label: "Cash runway",
    description:
      "Months until liquidity is spent at the present burn. Not applicable where free cash flow is not negative.",
    unit: "months",
    format: "months",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeRunway("liquidity"),
    source: commonUse,
  }),
  declareNumber({
    id: "cash_runway_low",
    label: "Cash runway (at least)",
    description: "Cash runway counting only the liquidity that is reported.",
    unit: "months",
    format: "months",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeRunway("liquidity_low"),
    source: boundSource,
  }),
  declareNumber({
    id: "cash_runway_high",
    label: "Cash runway (at most)",
    description: "Cash runway with the most liquidity that the balance sheet allows.",
    unit: "months",
    format: "months",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeRunway("liquidity_high"),
    source: boundSource,
  }),
];

/** Months until an amount is spent. Who burns no cash has none, also where the amount is not known. */
function writeRunway(amount: string): string {
  return `if(fcf >= 0, missing(not_applicable), 12 * ${amount} / annual_burn)`;
}
