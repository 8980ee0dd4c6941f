import { describe, expect, it } from "vitest";
import { createEvaluator } from "#lib/expr/evaluate";
import { explain } from "#lib/verdict/explain";
import { judge } from "#lib/verdict/judge";
import { policies } from "#lib/verdict/policy/catalogue";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { countVerdictsApart, markProvisional, provisionalNote } from "#lib/verdict/provisional";
import { buildSource, type Row } from "../../support/build-source";
import { standardCompany } from "../../support/standard-company";

const origins = ["filings", "second_hand", "sample", "none", "second_hand"];
const rows: readonly Row[] = origins.map((data_source, at) => ({
  ...standardCompany,
  data_source,
  shares_outstanding: 99,
  ...(at === 4 ? { ebit: -30, pretax_income: -60, net_income: -60, operating_cash_flow: -90 } : {}),
}));

describe.each(policies)("P-25: by $label, a verdict on second-hand figures", (policy) => {
  const source = buildSource(rows);
  const scope = buildPolicyScope({ policy });
  const evaluator = createEvaluator(source, scope);
  const judgement = judge(evaluator, policy);
  const explained = rows.map((_, row) => explain({ evaluator, source, scope, judgement }, row));

  it("is marked as provisional, and no other is", () => {
    expect([...markProvisional({ source, judgement })]).toEqual([0, 1, 0, 0, 1]);
    expect(explained.map(({ isProvisional }) => isProvisional)).toEqual([false, true, false, false, true]);
  });

  it("says so in its reason, whatever the verdict", () => {
    for (const { isProvisional, sentence } of explained) expect(sentence.endsWith(provisionalNote)).toBe(isProvisional);
    expect(explained[4]?.sentence).toMatch(/^Weak: .+\. Provisional: /);
  });

  it("is counted apart, and once", () => {
    const { settled, provisional } = countVerdictsApart({ source, judgement });
    const count = (of: typeof settled) => Object.values(of).reduce((sum, value) => sum + value, 0);
    expect([count(settled), count(provisional)]).toEqual([3, 2]);
    expect(provisional.weak).toBe(1);
    for (const verdict of ["resilient", "mixed", "weak", "not_rated"] as const) {
      expect(settled[verdict] + provisional[verdict]).toBe(judgement.counts[verdict]);
    }
  });

  it("is not told where the source does not say where figures come from", () => {
    const silent = buildSource([{ ...standardCompany, data_source: { missing: "not_reported" } }]);
    const judged = judge(createEvaluator(silent, scope), policy);
    expect([...markProvisional({ source: silent, judgement: judged })]).toEqual([0]);
  });
});
