import { appliesTo, declareNumber, declareRatio, literature, published } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "scores";

/**
 * The price index of the gross national product of the United States in 2025, 1968 = 100, after the GDP deflator of
 * the Bureau of Economic Analysis, rounded. An error of 2% moves O by 0.008.
 */
const gnpPriceIndex = 700;

/** Ohlson's bankruptcy score and the probability that it stands for. */
export const ohlsonMetrics: readonly Metric[] = [
  declareNumber({
    id: "ohlson_o",
    label: "Ohlson O",
    description: `Bankruptcy score of nine terms; 0 stands for a probability of one half. Assets are deflated by a price index of ${gnpPriceIndex} (1968 = 100).`,
    unit: "score",
    format: "score",
    better: "lower",
    category,
    applies: appliesTo.industrial,
    formula: [
      `-1.32 - 0.407 * ln(total_assets / $1 / ${gnpPriceIndex})`,
      "+ 6.03 * total_liabilities / total_assets",
      "- 1.43 * working_capital / total_assets",
      "+ 0.0757 * current_liabilities / current_assets",
      "- 1.72 * if(total_liabilities > total_assets, 1, 0)",
      "- 2.37 * net_income / total_assets",
      "- 1.83 * ffo / total_liabilities",
      "+ 0.285 * if(net_income < 0 and net_income[-1] < 0, 1, 0)",
      "- 0.521 * (net_income - net_income[-1]) / (abs(net_income) + abs(net_income[-1]))",
    ].join(" "),
    source: published("Ohlson (1980), Financial ratios and the probabilistic prediction of bankruptcy."),
  }),
  declareRatio({
    id: "ohlson_probability",
    label: "Ohlson probability",
    description: "The probability of bankruptcy within a year by Ohlson's model, as fitted on the 1970s.",
    better: "lower",
    category,
    applies: appliesTo.industrial,
    formula: "1 / (1 + exp(-ohlson_o))",
    source: literature("The logistic function of Ohlson's score."),
  }),
];
