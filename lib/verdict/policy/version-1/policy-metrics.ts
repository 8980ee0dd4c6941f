import type { Definition } from "#lib/expr/scope";
import { appliesToOperating, declareRatio, declareTimes, declareUsd, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import { spreads2025 } from "#lib/metric/spread-table";
import { writeStressedCover } from "#lib/stress/build-stress";
import { writeCover } from "#lib/stress/write-cover";

const source = ownChoice("Part of the verdict policy; its numbers are parameters of the policy.");

const appliesToFinancial = "group in (bank, insurer, other_financial)";

/** Metrics that the rules read and that depend on the policy's own numbers. */
export const policyMetrics: readonly Metric[] = [
  declareUsd({
    id: "interest_most",
    label: "Interest (at most)",
    description:
      "Interest expense; where it is not reported, the most that debt may cost: a quarter of it a year, or, where interest paid in cash is reported, the larger of twice that and a tenth of the debt.",
    better: "lower",
    category: "debt",
    applies: appliesToOperating,
    formula:
      "coalesce(interest_expense, if(interest_paid is known, min(interest_rate_most * debt_most, max(2 * interest_paid, 10% * debt_most)), interest_rate_most * debt_most))",
    source,
  }),
  declareTimes({
    id: "policy_cover",
    label: "Cover after the policy's rate rise",
    description: "The lower end of cover after the rate shift of rule R3, where interest and debt are reported.",
    better: "higher",
    category: "stress",
    applies: appliesToOperating,
    formula: "if(interest_expense > 0 and total_debt > 0, policy_cover_low, missing(not_meaningful))",
    source,
  }),
  declareTimes({
    id: "policy_cover_low",
    label: "Cover after the policy's rate rise (at least)",
    description: "Interest cover after the rate shift of rule R3 at the dearer end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesToOperating,
    formula: writeStressedCover("policy", "low"),
    source,
  }),
  declareTimes({
    id: "policy_cover_high",
    label: "Cover after the policy's rate rise (at most)",
    description: "Interest cover after the rate shift of rule R3 at the cheaper end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesToOperating,
    formula: writeStressedCover("policy", "high"),
    source,
  }),
  declareRatio({
    id: "capital_percentile",
    label: "Equity over assets among its peers",
    description:
      "Percentile of equity over assets among companies of the same kind: banks, insurers, other financials.",
    better: "higher",
    category: "debt",
    applies: appliesToFinancial,
    formula: "pct(equity_to_assets, group)",
    source,
  }),
  declareRatio({
    id: "roa_percentile",
    label: "Return on assets among its peers",
    description: "Percentile of return on assets among companies of the same kind: banks, insurers, other financials.",
    better: "higher",
    category: "returns",
    applies: appliesToFinancial,
    formula: "pct(roa, group)",
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
  coverBefore: "policy_earnings / interest_most",
  interest: "interest_most",
  debt: "debt_high",
  interestRate: "coalesce(effective_interest_rate, interest_most / debt_most)",
  table: spreads2025,
});
