import type { Definition } from "#lib/expr/scope";
import { appliesTo, declareRatio, declareTimes, declareUsd, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";
import { spreads2025 } from "#lib/metric/spread-table";
import { writeStressedCover } from "#lib/stress/build-stress";
import { writeCover } from "#lib/stress/write-cover";
import { speaksOf } from "./speaks-of";

const source = ownChoice("Part of the verdict policy; its numbers are parameters of the policy.");

/** Metrics that the rules of version 1 read and that depend on its numbers. */
export const metricsV1: readonly Metric[] = [
  declareUsd({
    id: "interest_most",
    label: "Interest (at most)",
    description:
      "Interest expense; where it is not reported, the most that it may be: {interest_rate_most} of debt a year, or, where interest paid in cash is reported, the larger of twice that and a tenth of the debt, or, where it is reported net of interest income, that and {liquidity_yield_most} of liquidity; the least of those that are known.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula:
      "coalesce(interest_expense, min(interest_most_by_debt, interest_most_by_net), interest_most_by_debt, interest_most_by_net)",
    source,
  }),
  declareUsd({
    id: "interest_least",
    label: "Interest (at least)",
    description: "Interest expense; where it is not reported, interest expense less interest income.",
    better: "lower",
    category: "debt",
    applies: appliesTo.operating,
    formula: "coalesce(interest_expense, net_interest_expense)",
    source,
  }),
  declareUsd({
    id: "ebit_low",
    label: "EBIT (at least)",
    description: "EBIT; where it is not reported, pretax income, to which interest would be added.",
    better: "higher",
    category: "earnings",
    applies: appliesTo.operatingByEbit,
    formula: "coalesce(ebit, pretax_income)",
    source,
  }),
  declareTimes({
    id: "policy_cover",
    label: "Cover after the policy's rate rise",
    description: "The lower end of cover after a rate shift of {r3_rate_shift}, where interest and debt are reported.",
    better: "higher",
    category: "stress",
    applies: appliesTo.operating,
    formula: "if(interest_expense > 0 and total_debt > 0, policy_cover_low, missing(not_meaningful))",
    source,
  }),
  declareTimes({
    id: "policy_cover_low",
    label: "Cover after the policy's rate rise (at least)",
    description: "Interest cover after a rate shift of {r3_rate_shift} at the dearer end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesTo.operating,
    formula: writeStressedCover("policy", "low"),
    source,
  }),
  declareTimes({
    id: "policy_cover_high",
    label: "Cover after the policy's rate rise (at most)",
    description: "Interest cover after a rate shift of {r3_rate_shift} at the cheaper end of what filings leave open.",
    better: "higher",
    category: "stress",
    applies: appliesTo.operating,
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
    applies: speaksOf.financial,
    formula: "pct(equity_to_assets, financial_kind)",
    source,
  }),
  declareRatio({
    id: "roa_percentile",
    label: "Return on assets among its peers",
    description: "Percentile of return on assets among companies of the same kind: banks, insurers, other financials.",
    better: "higher",
    category: "returns",
    applies: speaksOf.financial,
    formula: "pct(roa, financial_kind)",
    source,
  }),
];

/** The stress of version 1. It starts from the figures as they are. */
const stressV1: readonly Definition[] = writeCover({
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

const interestBounds: readonly Definition[] = [
  {
    kind: "formula",
    id: "interest_most_by_debt",
    type: "number",
    unit: "usd",
    label: "Interest (at most, by debt and interest paid)",
    formula:
      "if(interest_paid is known, min(interest_rate_most * debt_most, max(2 * interest_paid, 10% * debt_most)), interest_rate_most * debt_most)",
    applies: appliesTo.operating,
  },
  {
    kind: "formula",
    id: "interest_most_by_net",
    type: "number",
    unit: "usd",
    label: "Interest (at most, by net interest and liquidity)",
    formula:
      "max(net_interest_expense + liquidity_yield_most * max(liquidity_high, coalesce(liquidity_high[-1], liquidity_high)), coalesce(interest_paid, net_interest_expense))",
    applies: appliesTo.operating,
  },
];

/** The peers of a financial: brokers and managers of funds are peers of the other financials. */
const financialKind: Definition = {
  kind: "formula",
  id: "financial_kind",
  type: "text",
  label: "Kind of financial",
  formula: "if(group = fee_financial, 'other_financial', group)",
  applies: speaksOf.financial,
};

const piotroskiPossible: Definition = {
  kind: "formula",
  id: "piotroski_possible",
  type: "number",
  unit: "count",
  label: "Piotroski tests passed or not judged",
  formula: "piotroski_passed + 9 - piotroski_judged",
  applies: appliesTo.industrial,
};

/** The names that the metrics and rules of version 1 are built from. */
export const definitionsV1: readonly Definition[] = [...interestBounds, ...stressV1, financialKind, piotroskiPossible];
