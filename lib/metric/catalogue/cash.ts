import {
  appliesTo,
  commonUse,
  declareRatio,
  declareTimes,
  declareUsd,
  literature,
  ownChoice,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "cash";

const netSpending = ownChoice(
  "Trucks, ships and equipment to rent out are sold in the course of the trade; their buyers look at net spending. Whoever sells once or twice does not trade.",
);

/** Whether earnings become cash. */
export const cashMetrics: readonly Metric[] = [
  declareUsd({
    id: "fcf",
    label: "Free cash flow",
    description:
      "Operating cash flow less capital expenditure, trailing twelve months. Software that is capitalised is not counted as capital expenditure.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "operating_cash_flow - capital_expenditure",
    source: commonUse,
  }),
  declareUsd({
    id: "fcf_q",
    label: "Free cash flow (quarter)",
    description: "Operating cash flow less capital expenditure of the latest quarter.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "operating_cash_flow_q - capital_expenditure_q",
    source: commonUse,
  }),
  declareUsd({
    id: "fcf_net_of_disposals",
    label: "Free cash flow net of disposals",
    description:
      "Free cash flow plus what a business that buys and sells equipment as a trade took for what it sold, trailing twelve months. Free cash flow itself for others, and where filings do not tell.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "fcf + coalesce(fleet_disposals, 0)",
    source: netSpending,
  }),
  declareUsd({
    id: "fcf_net_of_disposals_q",
    label: "Free cash flow net of disposals (quarter)",
    description: "As free cash flow net of disposals, of the latest quarter.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "fcf_q + coalesce(fleet_disposals_q, 0)",
    source: netSpending,
  }),
  declareRatio({
    id: "fcf_margin",
    label: "FCF margin",
    description: "Free cash flow over revenue.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(revenue <= 0, missing(not_meaningful), fcf / revenue)",
    source: commonUse,
  }),
  declareRatio({
    id: "cash_conversion",
    label: "Cash conversion",
    description: "Operating cash flow over net income. Not meaningful when net income is not positive.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(net_income <= 0, missing(not_meaningful), operating_cash_flow / net_income)",
    source: commonUse,
  }),
  declareRatio({
    id: "capex_to_sales",
    label: "Capex / sales",
    description: "Capital expenditure over revenue.",
    better: "none",
    category,
    applies: appliesTo.operating,
    formula: "if(revenue <= 0, missing(not_meaningful), capital_expenditure / revenue)",
    source: commonUse,
  }),
  declareTimes({
    id: "capex_to_depreciation",
    label: "Capex / depreciation",
    description:
      "Capital expenditure over depreciation and amortization; below 1x the company invests less than it writes off.",
    better: "none",
    category,
    applies: appliesTo.operating,
    formula: "capital_expenditure / depreciation_amortization",
    source: commonUse,
  }),
  declareRatio({
    id: "accruals",
    label: "Accruals",
    description:
      "Net income less operating cash flow, over average total assets. High accruals are earnings without cash.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "(net_income - operating_cash_flow) / average_assets",
    source: literature("Sloan (1996), in the cash-flow form of Hribar and Collins (2002)."),
  }),
  declareRatio({
    id: "accruals_percentile",
    label: "Accruals percentile",
    description: "Percentile of accruals among the peers of the sector.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "pct(accruals, sector)",
    source: literature("Sloan (1996) sorts by accruals; the peers are our choice."),
  }),
];
