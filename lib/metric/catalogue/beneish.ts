import { appliesTo, declareNumber, declareTruth, literature, published } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "scores";

const beneish = published("Beneish (1999), The detection of earnings manipulation.");

const indices: readonly (readonly [id: string, label: string, description: string, formula: string])[] = [
  [
    "beneish_dsri",
    "DSRI",
    "Days' sales in receivables against the year before.",
    "(receivables / revenue) / (receivables[-1] / revenue[-1])",
  ],
  [
    "beneish_gmi",
    "GMI",
    "Gross margin of the year before against this year's; above 1 margins fell.",
    "if(gross_profit <= 0 or gross_profit[-1] <= 0, missing(not_meaningful), (gross_profit[-1] / revenue[-1]) / (gross_profit / revenue))",
  ],
  [
    "beneish_aqi",
    "AQI",
    "Share of assets that is neither current nor property, against the year before.",
    "(1 - (current_assets + ppe_net) / total_assets) / (1 - (current_assets[-1] + ppe_net[-1]) / total_assets[-1])",
  ],
  ["beneish_sgi", "SGI", "Sales against the year before.", "revenue / revenue[-1]"],
  [
    "beneish_depi",
    "DEPI",
    "Rate of depreciation and amortization of the year before against this year's; above 1 assets are written off more slowly.",
    "(depreciation_amortization[-1] / (depreciation_amortization[-1] + ppe_net[-1])) / (depreciation_amortization / (depreciation_amortization + ppe_net))",
  ],
  [
    "beneish_sgai",
    "SGAI",
    "Selling and administrative expense over sales against the year before.",
    "(sga_expense / revenue) / (sga_expense[-1] / revenue[-1])",
  ],
  [
    "beneish_tata",
    "TATA",
    "Net income less operating cash flow, over total assets.",
    "(net_income - operating_cash_flow) / total_assets",
  ],
  [
    "beneish_lvgi",
    "LVGI",
    "Current liabilities and long-term debt over assets, against the year before.",
    "((current_liabilities + debt_noncurrent) / total_assets) / ((current_liabilities[-1] + debt_noncurrent[-1]) / total_assets[-1])",
  ],
];

/** Beneish's M and its eight indices: a prompt to read the filing, never part of a verdict. */
export const beneishMetrics: readonly Metric[] = [
  ...indices.map(([id, label, description, formula]) =>
    declareNumber({
      id,
      label: `Beneish ${label}`,
      description,
      unit: "score",
      format: "score",
      better: "lower",
      category,
      applies: appliesTo.industrial,
      formula,
      source: beneish,
    }),
  ),
  declareNumber({
    id: "beneish_m",
    label: "Beneish M",
    description:
      "Above -1.78 the accounts resemble those of manipulators. A prompt to read the filing: false alarms outnumber true ones by a hundred to one.",
    unit: "score",
    format: "score",
    better: "lower",
    category,
    applies: appliesTo.industrial,
    formula:
      "-4.84 + 0.920 * beneish_dsri + 0.528 * beneish_gmi + 0.404 * beneish_aqi + 0.892 * beneish_sgi + 0.115 * beneish_depi - 0.172 * beneish_sgai + 4.679 * beneish_tata - 0.327 * beneish_lvgi",
    source: beneish,
  }),
  declareTruth({
    id: "beneish_flag",
    label: "Beneish flag",
    description: "Beneish M is above -1.78.",
    better: "lower",
    category,
    applies: appliesTo.industrial,
    formula: "beneish_m > -1.78",
    source: literature("Beneish, Lee, Nichols (2013)."),
  }),
];
