import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { judge, type RuleState, readRuleState } from "#lib/verdict/judge";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { buildSource, type Row } from "../../support/build-source";
import { omit } from "../../support/standard-company";

const scope = buildPolicyScope({ policy: policyV1 });

function readState(id: string, row: Row): RuleState | undefined {
  const judgement = judge(createEvaluator(buildSource([row]), scope), policyV1);
  const entry = judgement.rules.find(({ rule }) => rule.id === id);
  return entry && readRuleState(entry, 0);
}

// Figures of fiscal 2025 from the annual reports, in millions of dollars.
const cheesecake: Row = {
  sector: "Consumer Discretionary",
  sic: 5812,
  base_rate: 0.0388,
  ebit: 187.3,
  total_debt: 630.1,
  net_interest_expense: 10.4,
  interest_paid: 8.7,
  cash: 215.7,
  short_term_investments: 0,
};
const nable: Row = { ...cheesecake, sic: 7372, ebit: 36.8, total_debt: 393.9, net_interest_expense: 36, cash: 111.8 };
const vericel: Row = {
  sector: "Health Care",
  sic: 2836,
  base_rate: 0.0388,
  revenue: 276,
  net_income: 16.5,
  ebit: 11,
  interest_expense: 0.63,
  interest_paid: 0.49,
  total_liabilities: 133.3,
  nondebt_liabilities: 112.1,
  cash: 100.1,
  short_term_investments: 37.4,
};

describe("P-11: a rule is settled", () => {
  it("by net interest and 5% of liquidity, where interest is not reported gross", () => {
    expect(readState("r2", cheesecake)).toBe("true");
    expect(readState("r2", omit(cheesecake, "net_interest_expense"))).toBe("unknown");
    expect(readState("w1", nable)).toBe("true");
    expect(readState("r2", nable)).toBe("false");
    expect(readState("w1", omit(nable, "net_interest_expense"))).toBe("unknown");
    // Between the bounds the answer stays open.
    expect(readState("w1", { ...nable, ebit: 46 })).toBe("unknown");
  });

  it("by liabilities that are no debt, where debt is not reported", () => {
    expect(readState("r3", vericel)).toBe("true");
    expect(readState("r3", omit(vericel, "nondebt_liabilities"))).toBe("unknown");
  });

  it("by pretax income, where EBIT is not reported", () => {
    const builder: Row = { sector: "Consumer Discretionary", sic: 1531, total_debt: 1606, interest_expense: 117.7 };
    expect(readState("w1", { ...builder, pretax_income: 284.1 })).toBe("false");
    expect(readState("w1", { ...builder, pretax_income: 98.5 })).toBe("unknown");
    expect(readState("w1", builder)).toBe("unknown");
  });
});
