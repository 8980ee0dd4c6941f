import { appliesTo, commonUse, declareRatio, declareTimes, declareUsd, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "valuation";

/** Size, and what the market pays. Prices are as of the holdings date. */
export const valuationMetrics: readonly Metric[] = [
  declareUsd({
    id: "market_cap",
    label: "Market cap",
    description:
      "Price times shares outstanding, or else the quoted market capitalisation. In conflict when the two differ by more than a factor of two, or, without a quote, when the count is far from the average of the year.",
    better: "none",
    category,
    formula: [
      "if(price is missing or shares_outstanding is missing, market_cap_quoted,",
      "market_cap_quoted is known and not price * shares_outstanding / market_cap_quoted between 0.5 and 2, missing(conflict),",
      "market_cap_quoted is missing and diluted_shares is known and not shares_outstanding / diluted_shares between 0.4 and 2.5, missing(conflict),",
      "price * shares_outstanding)",
    ].join(" "),
    source: ownChoice(
      "The count on the cover may be of one class only, or from before a split; the figure is then off by far more than a price moves within the months between quote and holdings.",
    ),
  }),
  declareUsd({
    id: "enterprise_value",
    label: "Enterprise value",
    description: "Market cap plus net debt plus minority interest where it is reported.",
    better: "none",
    category,
    applies: appliesTo.operating,
    formula: "market_cap + net_debt + coalesce(minority_interest, 0)",
    source: commonUse,
  }),
  declareTimes({
    id: "ev_to_ebitda",
    label: "EV / EBITDA",
    description: "Enterprise value over EBITDA. Not meaningful when EBITDA is not positive.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(ebitda <= 0, missing(not_meaningful), enterprise_value / ebitda)",
    source: commonUse,
  }),
  declareTimes({
    id: "ev_to_sales",
    label: "EV / sales",
    description: "Enterprise value over revenue.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "if(revenue <= 0, missing(not_meaningful), enterprise_value / revenue)",
    source: commonUse,
  }),
  declareTimes({
    id: "pe",
    label: "P/E",
    description: "Market cap over net income. Not meaningful at a loss.",
    better: "lower",
    category,
    formula: "if(net_income <= 0, missing(not_meaningful), market_cap / net_income)",
    source: commonUse,
  }),
  declareTimes({
    id: "pb",
    label: "P/B",
    description: "Market cap over equity. Not meaningful when equity is not positive.",
    better: "lower",
    category,
    formula: "if(equity <= 0, missing(not_meaningful), market_cap / equity)",
    source: commonUse,
  }),
  declareRatio({
    id: "fcf_yield",
    label: "FCF yield",
    description: "Free cash flow over market cap.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "fcf / market_cap",
    source: commonUse,
  }),
  declareRatio({
    id: "earnings_yield",
    label: "Earnings yield",
    description: "EBIT over enterprise value. Not meaningful when enterprise value is not positive.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(enterprise_value <= 0, missing(not_meaningful), ebit / enterprise_value)",
    source: commonUse,
  }),
  declareRatio({
    id: "net_cash_to_market_cap",
    label: "Net cash / market cap",
    description: "Net cash over market cap; negative with net debt.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "-net_debt / market_cap",
    source: commonUse,
  }),
];
