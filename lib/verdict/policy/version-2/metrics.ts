import type { Definition } from "#lib/expr/scope";
import { appliesTo, declareNumber, declareRatio, declareTimes, declareUsd, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import { definitionsV1, metricsV1 } from "#lib/verdict/policy/version-1/metrics";

const source = ownChoice("Part of the verdict policy; its numbers are parameters of the policy.");

/** Metrics that the rules of version 2 read. Bounds, the stress and percentiles are those of version 1. */
export const metricsV2: readonly Metric[] = [
  ...metricsV1,
  declareUsd({
    id: "ebit_low_before_impairments",
    label: "EBIT before impairments (at least)",
    description:
      "EBIT plus impairments that filings tell of; where EBIT is not reported, pretax income plus these, to which interest would be added.",
    better: "higher",
    category: "earnings",
    applies: appliesTo.operatingByEbit,
    formula: "ebit_low + coalesce(impairments, 0)",
    source,
  }),
  declareUsd({
    id: "fcf_most",
    label: "Free cash flow (at most)",
    description: "Free cash flow net of disposals, as if nothing had been spent: spending is never below zero.",
    better: "higher",
    category: "cash",
    applies: appliesTo.operating,
    formula: "operating_cash_flow + coalesce(fleet_disposals, 0)",
    source,
  }),
  declareUsd({
    id: "fcf_3y",
    label: "Free cash flow of three years",
    description:
      "Free cash flow, net of disposals, of the last three times twelve months together. Missing unless all three are known.",
    better: "higher",
    category: "cash",
    applies: appliesTo.operating,
    formula: "fcf_net_of_disposals + fcf_net_of_disposals[-1] + fcf_net_of_disposals[-2]",
    source: ownChoice("Working capital that is let go makes one year's cash, and hardly that of three."),
  }),
  declareUsd({
    id: "fcf_most_3y",
    label: "Free cash flow of three years (at most)",
    description: "The same as if nothing had been spent in the three years.",
    better: "higher",
    category: "cash",
    applies: appliesTo.operating,
    formula: "fcf_most + fcf_most[-1] + fcf_most[-2]",
    source,
  }),
  declareUsd({
    id: "best_ebit_3y",
    label: "EBIT before impairments of the best of three years",
    description: "The most that one of the last three times twelve months gave. Missing unless all three are known.",
    better: "higher",
    category: "earnings",
    applies: appliesTo.operating,
    formula: "max(ebit_before_impairments, ebit_before_impairments[-1], ebit_before_impairments[-2])",
    source,
  }),
  declareUsd({
    id: "least_debt_3y",
    label: "Least debt of three years",
    description: "Total debt now, a year or two years before, whichever is least. Missing unless all three are known.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula: "min(total_debt, total_debt[-1], total_debt[-2])",
    source,
  }),
  declareUsd({
    id: "net_debt_least",
    label: "Net debt less untold investments",
    description:
      "Total debt less the most liquidity that the balance sheet allows; where it tells neither of short-term investments nor of current assets, these are {untold_investments_most} of total assets at most.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula: "total_debt - coalesce(liquidity_high, cash + untold_investments_most * total_assets)",
    source,
  }),
  declareUsd({
    id: "recurring_loss",
    label: "Net loss before impairments",
    description:
      "Net loss of twelve months without the impairments that filings tell of, or of the last two quarters as of a year, whichever is less. None where either is a profit.",
    better: "lower",
    category: "earnings",
    formula:
      "max(min(-net_income - coalesce(impairments, 0), -2 * (net_income_q + net_income_q[-1q]) - 2 * coalesce(impairments_q, 0) - 2 * coalesce(impairments_q[-1q], 0)), 0)",
    source: ownChoice("A loss that has ended, or that is a write-off, does not go on."),
  }),
  declareUsd({
    id: "lasting_burn",
    label: "Burn that goes on",
    description:
      "What free cash flow, net of disposals in the trade, takes from the company in a year: the less of twelve months and the last two quarters as of a year. None where either brings cash in. Of a REIT, whose spending buys buildings, it is the cash flow of operations.",
    better: "lower",
    category: "cash",
    applies: appliesTo.operating,
    formula:
      "if(group = reit, max(min(-operating_cash_flow, -2 * (operating_cash_flow_q + operating_cash_flow_q[-1q])), 0), max(min(-fcf_net_of_disposals, -2 * (fcf_net_of_disposals_q + fcf_net_of_disposals_q[-1q])), 0))",
    source: ownChoice("A single payment in either window is no burn that goes on."),
  }),
  declareNumber({
    id: "total_runway_low",
    unit: "months",
    format: "months",
    label: "Runway with credit (at least)",
    description:
      "Months for which cash, reported short-term investments and the undrawn credit that filings tell of last at the burn that goes on. Not applicable without such burn.",
    better: "higher",
    category: "cash",
    applies: appliesTo.operating,
    formula: "if(lasting_burn <= 0, missing(not_applicable), 12 * total_liquidity_low / lasting_burn)",
    source,
  }),
  declareNumber({
    id: "total_runway_high",
    unit: "months",
    format: "months",
    label: "Runway with credit (at most)",
    description: "The same with the most liquidity that the balance sheet allows.",
    better: "higher",
    category: "cash",
    applies: appliesTo.operating,
    formula:
      "if(lasting_burn <= 0, missing(not_applicable), 12 * (liquidity_high + coalesce(undrawn_credit, 0)) / lasting_burn)",
    source,
  }),
  declareUsd({
    id: "counted_debt",
    label: "Net debt that counts",
    description:
      "Total debt and {adjusted_debt_share} of operating leases and preferred shares, as far as filings tell of them, less cash and the short-term investments that filings tell of.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula:
      "total_debt - liquidity_low + adjusted_debt_share * (coalesce(operating_lease_liability, 0) + coalesce(preferred_stock, 0))",
    source,
  }),
  declareUsd({
    id: "counted_debt_high",
    label: "Net debt that counts (at most)",
    description: "The same with the most debt that the balance sheet allows where total debt is not reported.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula:
      "net_debt_high + adjusted_debt_share * (coalesce(operating_lease_liability, 0) + coalesce(preferred_stock, 0))",
    source,
  }),
  declareUsd({
    id: "counted_debt_low",
    label: "Net debt that counts (at least)",
    description:
      "The same with the debt of which the balance sheet gives the amount, current and noncurrent, where total debt is not reported.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula:
      "coalesce(total_debt, coalesce(debt_noncurrent, 0) + coalesce(debt_current, 0)) - liquidity_low + adjusted_debt_share * (coalesce(operating_lease_liability, 0) + coalesce(preferred_stock, 0))",
    source,
  }),
  declareTimes({
    id: "counted_debt_to_ebitda",
    label: "Net debt that counts / EBITDA",
    description: "Net debt that counts over EBITDA. Not meaningful when EBITDA is not positive.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula: "if(ebitda <= 0, missing(not_meaningful), counted_debt / ebitda)",
    source,
  }),
  declareTimes({
    id: "net_debt_to_ebitda_before_impairments",
    label: "Net debt / EBITDA before impairments",
    description: "Net debt over EBITDA before impairments. Not meaningful when that is not positive.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula: "if(ebitda_before_impairments <= 0, missing(not_meaningful), net_debt / ebitda_before_impairments)",
    source,
  }),
  declareRatio({
    id: "policy_score",
    label: "Score of the policy",
    description:
      "How far from trouble: where net income and free cash flow together are a loss, half of both over equity (of all owners, at least 5% of assets); else that, up to 15%, plus equity over assets. Ranks companies within and beyond the verdicts.",
    better: "higher",
    category: "debt",
    formula:
      "if(earned_on_equity < 0, earned_on_equity, min(earned_on_equity, 15%) + max(total_equity, 0) / total_assets)",
    source: ownChoice(
      "Chosen on the verdicts of 2011 to 2013: it ranks failures of two years better than each of the scores that it was compared with (npm run evidence).",
    ),
  }),
];

/** The last two quarters together: one alone may be the season's. */
const halfYears: readonly Definition[] = [
  {
    kind: "formula",
    id: "net_income_2q",
    type: "number",
    unit: "usd",
    label: "Net income of the last two quarters",
    formula: "net_income_q + net_income_q[-1q]",
  },
  {
    kind: "formula",
    id: "ebit_2q_before_impairments",
    type: "number",
    unit: "usd",
    label: "EBIT before impairments of the last two quarters",
    formula: "ebit_q + coalesce(impairments_q, 0) + ebit_q[-1q] + coalesce(impairments_q[-1q], 0)",
  },
];

const scoreParts: readonly Definition[] = [
  {
    kind: "formula",
    id: "earned_on_equity",
    type: "number",
    unit: "ratio",
    label: "Mean of net income and free cash flow, over equity",
    formula: "(net_income + coalesce(fcf, net_income)) / 2 / max(total_equity, 5% * total_assets)",
    applies: appliesTo.judged,
  },
];

/** The names that the metrics and rules of version 2 are built from. */
export const definitionsV2: readonly Definition[] = [...definitionsV1, ...halfYears, ...scoreParts];
