import { appliesTo, literature, ownChoice } from "#lib/metric/declare";
import type { Parameter } from "#lib/metric/parameter";
import type { Policy } from "#lib/verdict/policy/policy";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { definitionsV2, metricsV2 } from "./metrics";
import { resilientRulesV2 } from "./resilient-rules";
import { weakRulesV2 } from "./weak-rules";

const choice = ownChoice("Default of policy version 2.");
const byEvidence = ownChoice("Chosen on the verdicts of 2011 to 2013 (npm run evidence).");

/** A number of version 1 that version 2 keeps, with another default where one is given. */
function keep(id: string, change: Partial<Pick<Parameter, "value" | "source">> = {}): Parameter {
  const found = policyV1.parameters.find((parameter) => parameter.id === id);
  if (found === undefined) throw new Error(`Impossible state: version 1 has no number "${id}"`);
  return { ...found, ...change };
}

const parameters: readonly Parameter[] = [
  {
    id: "material_debt",
    label: "Debt that says nothing, of assets",
    value: 0.05,
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 0.3,
    step: 0.01,
    source: ownChoice("A company that owes a twentieth of its assets does not fail by its debt."),
  },
  keep("w1_cover", { value: 1, source: ownChoice("Below it, earnings do not pay the interest.") }),
  keep("w1_reit_cover"),
  keep("w2_years"),
  keep("w3_runway", { value: 24, source: byEvidence }),
  keep("w6_leverage"),
  keep("w7_texas"),
  keep("w7_cet1"),
  {
    id: "w8_years",
    label: "Years that equity lasts",
    value: 2,
    unit: "count",
    format: "count",
    min: 0.5,
    max: 5,
    step: 0.5,
    source: byEvidence,
  },
  keep("interest_rate_most"),
  keep("liquidity_yield_most"),
  {
    id: "untold_investments_most",
    label: "Most short-term investments that nobody tells of, of assets",
    value: 0.5,
    unit: "ratio",
    format: "percent",
    min: 0.1,
    max: 1,
    step: 0.1,
    source: ownChoice("Half of what a company owns would not go without a line."),
  },
  keep("r2_cover"),
  keep("r3_cover"),
  keep("r3_rate_shift"),
  keep("r3_horizon"),
  keep("r4_leverage"),
  keep("r4_reit_leverage"),
  {
    id: "adjusted_debt_share",
    label: "Share of leases and preferred shares that is debt",
    value: 0,
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 1,
    step: 0.25,
    source: literature("Rating agencies count leases, and half or all of preferred shares, as debt."),
  },
  {
    id: "r6_accruals",
    label: "Most accruals, of assets",
    value: 0.05,
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 0.3,
    step: 0.01,
    source: choice,
  },
  keep("r6_percentile"),
  keep("r7_share_growth", { value: 0.05, source: byEvidence }),
  {
    id: "r7_wide_growth",
    label: "Most share growth that revenue bore out",
    value: 0.25,
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 1,
    step: 0.05,
    source: choice,
  },
  keep("r8_percentile"),
  {
    id: "r8_lender_equity",
    label: "Least equity of a resilient lender, of assets",
    value: 0.25,
    unit: "ratio",
    format: "percent",
    min: 0.05,
    max: 0.6,
    step: 0.05,
    source: choice,
  },
  keep("r10_texas"),
  {
    id: "r11_equity",
    label: "Least equity of a resilient company, of assets",
    value: 0.3,
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 0.8,
    step: 0.05,
    source: ownChoice("Looked at on the verdicts of 2016 to 2018; those of 2011 to 2013 do not tell (P-15)."),
  },
];

/** The verdict policy, version 2. */
export const policyV2: Policy = {
  id: "ballast",
  version: 2,
  label: "Ballast policy, version 2",
  applies: appliesTo.judged,
  parameters,
  rules: [...weakRulesV2, ...resilientRulesV2],
  metrics: metricsV2,
  definitions: definitionsV2,
};
