import {
  appliesTo,
  declareNumber,
  declareText,
  declareTruth,
  literature,
  ownChoice,
  published,
} from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "scores";

const manufacturing = "sic between 2000 and 3999";

/** Altman's bankruptcy scores. Any missing input leaves a score missing. */
export const altmanMetrics: readonly Metric[] = [
  declareNumber({
    id: "altman_z",
    label: "Altman Z",
    description: "Bankruptcy score of listed manufacturers: distress below 1.81, safe above 2.99.",
    unit: "score",
    format: "score",
    better: "higher",
    category,
    applies: `${appliesTo.industrial} and ${manufacturing}`,
    formula:
      "1.2 * working_capital / total_assets + 1.4 * retained_earnings / total_assets + 3.3 * ebit / total_assets + 0.6 * market_cap / total_liabilities + 1.0 * revenue / total_assets",
    source: published(
      "Altman (1968), Financial ratios, discriminant analysis and the prediction of corporate bankruptcy.",
    ),
  }),
  declareNumber({
    id: "altman_z_prime",
    label: "Altman Z'",
    description: "Z of manufacturers with book equity in place of market value: distress below 1.23, safe above 2.90.",
    unit: "score",
    format: "score",
    better: "higher",
    category,
    applies: `${appliesTo.industrial} and ${manufacturing}`,
    formula:
      "0.717 * working_capital / total_assets + 0.847 * retained_earnings / total_assets + 3.107 * ebit / total_assets + 0.420 * equity / total_liabilities + 0.998 * revenue / total_assets",
    source: published("Altman (1983), Corporate Financial Distress."),
  }),
  declareNumber({
    id: "altman_z_double_prime",
    label: "Altman Z''",
    description: "Z without sales, for companies that do not manufacture: distress below 1.10, safe above 2.60.",
    unit: "score",
    format: "score",
    better: "higher",
    category,
    applies: appliesTo.industrial,
    formula:
      "6.56 * working_capital / total_assets + 3.26 * retained_earnings / total_assets + 6.72 * ebit / total_assets + 1.05 * equity / total_liabilities",
    source: literature("Altman, Hartzell, Peck (1995), without the constant for emerging markets."),
  }),
  declareText({
    id: "altman_variant",
    label: "Altman variant",
    description: "Which score applies: Z to manufacturers (SIC 2000 to 3999), Z'' to other companies.",
    better: "none",
    category,
    applies: appliesTo.industrial,
    values: ["z", "z_double_prime"],
    formula: `if(sic is known and ${manufacturing}, 'z', 'z_double_prime')`,
    source: ownChoice(
      "Z'' was fitted to manufacturers and others alike, so it also serves where the code is not known.",
    ),
  }),
  declareText({
    id: "altman_zone",
    label: "Altman zone",
    description: "Distress, grey or safe, by the score that applies.",
    better: "none",
    category,
    applies: appliesTo.industrial,
    values: ["distress", "grey", "safe"],
    formula:
      "if(altman_variant = 'z', if(altman_z < 1.81, 'distress', altman_z > 2.99, 'safe', 'grey'), if(altman_z_double_prime < 1.1, 'distress', altman_z_double_prime > 2.6, 'safe', 'grey'))",
    source: published("The cut-offs of Altman (1968) and Altman (1995)."),
  }),
  declareTruth({
    id: "altman_distress",
    label: "Altman distress",
    description: "The Altman score that applies lies in its distress zone.",
    better: "lower",
    category,
    applies: appliesTo.industrial,
    formula: "altman_zone = distress",
    source: published("The cut-offs of Altman (1968) and Altman (1995)."),
  }),
];
