import { appliesTo, declareNumber, declareTruth, literature, ownChoice, published } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "scores";

const piotroski = published("Piotroski (2000), Value investing.");

interface Test {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly formula: string;
  readonly source: Metric["source"];
}

const tests: readonly Test[] = [
  {
    id: "f_roa",
    label: "F1: profitable",
    description: "Net income over beginning assets is positive.",
    formula: "net_income / total_assets[-1] > 0",
    source: piotroski,
  },
  {
    id: "f_cash_flow",
    label: "F2: cash flow positive",
    description: "Operating cash flow is positive.",
    formula: "operating_cash_flow > 0",
    source: piotroski,
  },
  {
    id: "f_roa_up",
    label: "F3: return on assets up",
    description: "Net income over beginning assets is higher than a year before.",
    formula: "net_income / total_assets[-1] > net_income[-1] / total_assets[-2]",
    source: piotroski,
  },
  {
    id: "f_accruals",
    label: "F4: cash exceeds earnings",
    description: "Operating cash flow over beginning assets exceeds net income over beginning assets.",
    formula: "operating_cash_flow / total_assets[-1] > net_income / total_assets[-1]",
    source: piotroski,
  },
  {
    id: "f_leverage_down",
    label: "F5: leverage down",
    description:
      "Long-term debt over average assets is lower than a year before. A company without debt in both years does not pass.",
    formula:
      "debt_noncurrent / (total_assets + total_assets[-1]) < debt_noncurrent[-1] / (total_assets[-1] + total_assets[-2])",
    source: piotroski,
  },
  {
    id: "f_liquidity_up",
    label: "F6: current ratio up",
    description: "The current ratio is higher than a year before.",
    formula: "current_assets / current_liabilities > current_assets[-1] / current_liabilities[-1]",
    source: piotroski,
  },
  {
    id: "f_no_issue",
    label: "F7: no share issue",
    description: "Shares grew by at most 2% in a year.",
    formula: "share_growth_1y <= 2%",
    source: ownChoice("Piotroski asks for no issue at all; small grants to employees would fail nearly every company."),
  },
  {
    id: "f_margin_up",
    label: "F8: gross margin up",
    description: "The gross margin is higher than a year before.",
    formula: "gross_profit / revenue > gross_profit[-1] / revenue[-1]",
    source: piotroski,
  },
  {
    id: "f_turnover_up",
    label: "F9: turnover up",
    description: "Sales over beginning assets are higher than a year before.",
    formula: "revenue / total_assets[-1] > revenue[-1] / total_assets[-2]",
    source: piotroski,
  },
];

const ids = tests.map(({ id }) => id);

/** Piotroski's nine tests on trailing twelve months, and their count. */
export const piotroskiMetrics: readonly Metric[] = [
  ...tests.map((test) => declareTruth({ ...test, better: "higher", category, applies: appliesTo.operating })),
  declareNumber({
    id: "piotroski_passed",
    label: "Piotroski tests passed",
    description: "How many of the nine tests are known to be passed.",
    unit: "count",
    format: "count",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: `count_true(${ids.join(", ")})`,
    source: piotroski,
  }),
  declareNumber({
    id: "piotroski_judged",
    label: "Piotroski tests judged",
    description: "How many of the nine tests could be judged.",
    unit: "count",
    format: "count",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: `count_true(${ids.map((id) => `known(${id})`).join(", ")})`,
    source: ownChoice("A score out of fewer tests is shown as such."),
  }),
  declareNumber({
    id: "piotroski_f",
    label: "Piotroski F",
    description: "Tests passed, of nine. Missing when fewer than eight could be judged.",
    unit: "count",
    format: "count",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "if(piotroski_judged >= 8, piotroski_passed, missing(not_reported))",
    source: literature("Piotroski (2000); the least of eight judged tests is our choice."),
  }),
];
