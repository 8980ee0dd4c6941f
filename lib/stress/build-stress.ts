import type { Definition } from "#lib/expr/scope";
import { appliesTo, declareNumber, declareRatio, declareTimes, declareUsd, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import type { Parameter } from "#lib/metric/parameter";
import { listScenarioParameters, requireSpreadTable, type Scenario } from "./scenario";
import { writeCover } from "./write-cover";

/** What a scenario adds to the language. */
export interface Stress {
  /** Metrics with a place in the catalogue. */
  readonly metrics: readonly Metric[];
  /** Names that the metrics are built from. */
  readonly definitions: readonly Definition[];
  readonly parameters: readonly Parameter[];
  /** What stands for a fact inside `stressed(...)`. */
  readonly stressed: ReadonlyMap<string, string>;
}

const category = "stress";
const source = ownChoice(
  "Debt that falls due is refinanced at the base rate plus the spread of its synthetic rating; floating debt follows the base rate; one re-rating pass.",
);
const isDebtFree = "total_debt is known and total_debt = 0";
const taxRate = "21%";

/** The metrics of the scenario in force. Their texts are the same for every scenario; its numbers are parameters. */
export const stressMetrics: readonly Metric[] = [
  declareTimes({
    id: "stressed_cover_low",
    label: "Stressed cover (at least)",
    description:
      "Interest cover under the scenario at the dearer end of what filings leave open (floating share, maturities).",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeStressedCover("stress", "low"),
    source,
  }),
  declareTimes({
    id: "stressed_cover_high",
    label: "Stressed cover (at most)",
    description: "Interest cover under the scenario at the cheaper end of what filings leave open.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: writeStressedCover("stress", "high"),
    source,
  }),
  declareUsd({
    id: "stressed_interest",
    label: "Stressed interest",
    description: "Yearly interest under the scenario at the dearer end.",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: `if(${isDebtFree}, missing(no_debt), stress_interest_high)`,
    source,
  }),
  declareRatio({
    id: "rate_headroom",
    label: "Rate headroom",
    description:
      "The rise of the base rate at which cover falls to 1.5x, before re-rating, at the dearer end of what filings leave open.",
    format: "basis_points",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: "rate_headroom_low",
    source,
  }),
  declareRatio({
    id: "rate_headroom_low",
    label: "Rate headroom (at least)",
    description: "Rate headroom at the dearer end of what filings leave open.",
    format: "basis_points",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: `if(${isDebtFree}, missing(no_debt), min(stress_headroom_fixed_most, stress_headroom_floating_most))`,
    source,
  }),
  declareRatio({
    id: "rate_headroom_high",
    label: "Rate headroom (at most)",
    description: "Rate headroom at the cheaper end. Not meaningful where no debt need reprice within the horizon.",
    format: "basis_points",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: `if(${isDebtFree}, missing(no_debt), max(stress_headroom_fixed_least, stress_headroom_floating_least))`,
    source,
  }),
  declareRatio({
    id: "ebit_headroom",
    label: "EBIT headroom",
    description:
      "The share of EBIT that may be lost before cover falls to 1.5x; negative where it is below already. Not meaningful at a loss.",
    better: "higher",
    category,
    applies: appliesTo.operating,
    formula: `if(${isDebtFree}, missing(no_debt), ebit <= 0, missing(not_meaningful), 1 - headroom_cover * interest_expense / ebit)`,
    source,
  }),
  declareNumber({
    id: "stressed_interest_rise",
    label: "Rise of interest",
    description: "Interest under the scenario over interest reported.",
    unit: "times",
    format: "times",
    better: "lower",
    category,
    applies: appliesTo.operating,
    formula: "stressed_interest / interest_expense",
    source,
  }),
];

/** The cover at one end of what filings leave open, for a family of names written by writeCover. */
export function writeStressedCover(prefix: string, end: "low" | "high"): string {
  const [ofProfit, ofLoss] = end === "low" ? ["high", "low"] : ["low", "high"];
  return `if(${isDebtFree}, missing(no_debt), ${prefix}_earnings / if(${prefix}_earnings > 0, ${prefix}_interest_${ofProfit}, ${prefix}_interest_${ofLoss}))`;
}

/** The names, numbers and replacements that make the language speak of a scenario. */
export function buildStress(scenario: Scenario): Stress {
  const baseRate = scenario.baseRate === null ? "base_rate" : "scenario_base_rate";
  const writeEarnings = (name: string): string =>
    `${name} + abs(${name}) * ebit_change - if(tariff_rate = 0, 0, import_share * tariff_rate * (1 - pass_through) * cost_of_revenue)`;
  const cover = writeCover({
    prefix: "stress",
    shift: "rate_shift",
    horizon: "stress_horizon",
    baseRate,
    earnings: `if(group = reit, ${writeEarnings("ebitda")}, ${writeEarnings("ebit")})`,
    coverBefore: "if(group = reit, ebitda_cover, interest_cover)",
    interest: "interest_expense",
    debt: "total_debt",
    interestRate: "effective_interest_rate",
    table: requireSpreadTable(scenario),
  });
  const defineUsd = (id: string, label: string, formula: string): Definition => ({
    kind: "formula",
    id,
    type: "number",
    unit: "usd",
    label,
    formula,
    applies: appliesTo.operating,
  });

  return {
    metrics: stressMetrics,
    definitions: [
      ...cover,
      ...writeHeadroom(baseRate),
      defineUsd("stress_ebit_change", "Change of EBIT under the scenario", `${writeEarnings("ebit")} - ebit`),
      defineUsd(
        "stress_income_change",
        "Change of net income under the scenario",
        `(stress_ebit_change - if(${isDebtFree}, 0, stressed_interest - interest_expense)) * (1 - ${taxRate})`,
      ),
    ],
    parameters: listScenarioParameters(scenario),
    stressed: new Map([
      ["ebit", "ebit + stress_ebit_change"],
      ["operating_income", "operating_income + stress_ebit_change"],
      ["interest_expense", `if(${isDebtFree}, interest_expense, stressed_interest)`],
      // Known beside an unknown interest expense alone, and then its rise is not known.
      ["net_interest_expense", "net_interest_expense + stressed_interest - interest_expense"],
      ["pretax_income", `pretax_income + stress_income_change / (1 - ${taxRate})`],
      ["net_income", "net_income + stress_income_change"],
      ["net_income_q", "net_income_q + stress_income_change / 4"],
      ["operating_cash_flow", "operating_cash_flow + stress_income_change"],
      ["operating_cash_flow_q", "operating_cash_flow_q + stress_income_change / 4"],
    ]),
  };
}

/**
 * Headroom solves `earnings / k = interest(shift)` before re-rating. Where refinancing is dearer than today's debt, one
 * line solves it. Where it is cheaper, interest rises along the steeper of two lines, so the nearer solution counts.
 */
function writeHeadroom(baseRate: string): readonly Definition[] {
  const gap = `(${baseRate} + stress_spread_before - effective_interest_rate)`;
  return [
    ["fixed_most", "floating_share_low", "stress_due_high", "least floating, most due"],
    ["floating_most", "floating_share_high", "stress_due_high", "most floating, most due"],
    ["fixed_least", "floating_share_low", "stress_due_low", "least floating, least due"],
    ["floating_least", "floating_share_high", "stress_due_low", "most floating, least due"],
  ].map(([id, share, due, label]): Definition => {
    const room = "(stress_cover_before * interest_expense / headroom_cover - interest_expense)";
    const refinanced = `${due} * (1 - ${share})`;
    const floating = `(total_debt * ${share})`;
    const both = `(${room} - ${refinanced} * ${gap}) / (${floating} + ${refinanced})`;
    return {
      kind: "formula",
      id: `stress_headroom_${id}`,
      type: "number",
      unit: "ratio",
      label: `Rate headroom, ${label}`,
      formula: `if(${gap} >= 0, ${both}, ${floating} > 0, min(${both}, ${room} / ${floating}), ${room} >= 0, ${both}, min(${both}, 0))`,
      applies: appliesTo.operating,
    };
  });
}
