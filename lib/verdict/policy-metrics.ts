import type { Definition } from "../expr/scope";
import { appliesToOperating, declareTimes, declareUsd, ownChoice } from "../metric/declare";
import type { Metric } from "../metric/metric";
import { spreads2025 } from "../metric/spread-table";
import { writeStressedCover } from "../stress/build-stress";
import { writeCover } from "../stress/write-cover";

const source = ownChoice("Part of the verdict policy; its numbers are parameters of the policy.");

/** Metrics that the rules read and that depend on the policy's own numbers. */
export const policyMetrics: readonly Metric[] = [
  declareUsd({
    id: "interest_most",
    label: "Interest, at most",
    description: "Interest expense; where it is not reported, the most that the company's debt may cost.",
    better: "lower",
    category: "debt",
    applies: appliesToOperating,
    formula: "coalesce(interest_expense, interest_rate_most * debt_most)",
    source,
  }),
  declareTimes({
    id: "policy_cover_low",
    label: "Cover after the policy's rate rise, at least",
    description: "Interest cover after the rate shift of rule R3 at the dearer end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesToOperating,
    formula: writeStressedCover("policy", "low"),
    source,
  }),
  declareTimes({
    id: "policy_cover_high",
    label: "Cover after the policy's rate rise, at most",
    description: "Interest cover after the rate shift of rule R3 at the cheaper end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesToOperating,
    formula: writeStressedCover("policy", "high"),
    source,
  }),
];

/** The names that the policy's own stress is built from. It starts from the figures as they are. */
export const policyDefinitions: readonly Definition[] = writeCover({
  prefix: "policy",
  shift: "r3_rate_shift",
  horizon: "r3_horizon",
  baseRate: "base_rate",
  earnings: "if(group = reit, ebitda, ebit)",
  table: spreads2025,
});
