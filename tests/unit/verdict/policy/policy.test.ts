import { describe, expect, it } from "vitest";
import { check } from "#lib/expr/check";
import { createEvaluator } from "#lib/expr/evaluate";
import { parse } from "#lib/expr/parse";
import { readValue } from "#lib/expr/read-value";
import { metrics } from "#lib/metric/catalogue";
import { stressMetrics } from "#lib/stress/build-stress";
import { defaultScenario } from "#lib/stress/scenario";
import { judge } from "#lib/verdict/judge";
import { policies } from "#lib/verdict/policy/catalogue";
import { describeRule, editPolicy } from "#lib/verdict/policy/policy";
import { findPolicyMetric, listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { policySchema } from "#lib/verdict/policy/policy-schema";
import { buildPolicyScope, type PolicyScope } from "#lib/verdict/policy/policy-scope";
import { listRequiredColumns, listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { readsAllRows } from "#lib/verdict/reads-all-rows";
import { withVerdict } from "#lib/verdict/with-verdict";
import { buildSource } from "../../../support/build-source";
import { standardCompany } from "../../../support/standard-company";

const scope = buildPolicyScope({ policy: policyV1 });

function checkText(text: string, own: PolicyScope = scope) {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`"${text}": ${parsed.error[0]?.message}`);
  const checked = check(parsed.value, own);
  if (!checked.ok) throw new Error(`"${text}": ${checked.error[0]?.message}`);
  return checked.value;
}

describe.each(policies.map((policy) => [policy.label, policy] as const))("%s", (_, policy) => {
  const own = buildPolicyScope({ policy });

  it("is what its schema describes", () => {
    const { metrics: __, definitions: ___, ...written } = policy;
    expect(policySchema.parse(written)).toEqual(written);
  });

  it("has rules that are truths in the scope, with a metric and a limit of one unit", () => {
    for (const { id, formula, applies, favourable, measure } of policy.rules) {
      expect(checkText(formula, own).type, id).toBe("truth");
      expect(checkText(applies, own).type, id).toBe("truth");
      if (favourable !== undefined) expect(checkText(favourable, own).type, id).toBe("truth");
      if (measure) expect(checkText(`${measure.metric} > ${measure.limit}`, own).type, id).toBe("truth");
    }
  });

  it("reads the same figures for a rule and for its better end", () => {
    for (const { id, formula, favourable } of policy.rules) {
      if (favourable === undefined) continue;
      expect(checkText(favourable, own).columns, id).toEqual(checkText(formula, own).columns);
    }
  });

  it("uses every parameter, each within its range and on its step", () => {
    const texts = [...policy.rules.map(({ formula }) => formula), ...policy.metrics.map(({ formula }) => formula)];
    const definitions = own.ids().flatMap((id) => {
      const definition = own.find(id);
      return definition?.kind === "formula" ? [definition.formula] : [];
    });
    for (const { id, value, min, max, step } of policy.parameters) {
      expect(
        [...texts, ...definitions].some((text) => text.includes(id)),
        id,
      ).toBe(true);
      expect(value).toBeGreaterThanOrEqual(min);
      expect(value).toBeLessThanOrEqual(max);
      expect(Math.abs((value - min) / step - Math.round((value - min) / step)), id).toBeLessThan(1e-9);
    }
  });

  it("has rules for every group that it judges, on both sides", () => {
    for (const group of ["bank", "insurer", "other_financial", "fee_financial", "reit", "clinical_biotech", "other"]) {
      for (const side of ["weak", "resilient"]) {
        const rules = policy.rules.filter((rule) => rule.side === side && rule.applies.includes(group));
        expect(rules.length, `${group} ${side}`).toBeGreaterThan(0);
      }
    }
  });

  it("says of each rule how it is known to mislead, in whole sentences", () => {
    for (const { id, caveat } of policy.rules) expect(caveat, id).toMatch(/^[A-Z].{30,}\.$/s);
  });

  it("never judges by Beneish", () => {
    for (const { formula } of policy.rules) expect(formula).not.toContain("beneish");
  });
});

describe("editPolicy", () => {
  it("changes numbers, and the verdicts with them", () => {
    const edited = editPolicy(policyV1, { w1_cover: 5 });
    if (!edited.ok) throw new Error(edited.error);
    const source = buildSource([{ ...standardCompany, shares_outstanding: 99, ebit: 120 }]);
    const before = judge(createEvaluator(source, scope), policyV1);
    const after = judge(createEvaluator(source, buildPolicyScope({ policy: edited.value })), edited.value);
    expect(before.counts.weak).toBe(0);
    expect(after.counts.weak).toBe(1);
    expect(policyV1.parameters.find(({ id }) => id === "w1_cover")?.value).toBe(1.25);
  });

  it("refuses an unknown parameter and a value out of range, naming it", () => {
    expect(editPolicy(policyV1, { w9: 1 })).toMatchObject({ ok: false, error: expect.stringContaining("w9") });
    expect(editPolicy(policyV1, { w1_cover: -1 })).toMatchObject({
      ok: false,
      error: expect.stringContaining("Least cover"),
    });
    expect(editPolicy(policyV1, { w1_cover: Number.NaN }).ok).toBe(false);
  });
});

describe("descriptions", () => {
  it("P-9: name the numbers of the policy as they are", () => {
    const edited = editPolicy(policyV1, { w3_runway: 18, r3_rate_shift: 0.03 });
    if (!edited.ok) throw new Error(edited.error);
    const w3 = edited.value.rules.find(({ id }) => id === "w3");
    expect(w3 && describeRule(w3, edited.value)).toContain("18 months");
    expect(findPolicyMetric(edited.value, "policy_cover_low")?.description).toContain("300 bp");
    expect(findPolicyMetric(policyV1, "policy_cover_low")?.description).toContain("200 bp");
  });

  it.each(policies.map((policy) => [policy.label, policy] as const))("leave no placeholder in %s", (_, policy) => {
    const texts = [
      ...policy.rules.map((rule) => describeRule(rule, policy)),
      ...listPolicyMetrics(policy).map(({ description }) => description),
    ];
    expect(texts.filter((text) => /[{}]/.test(text))).toEqual([]);
  });
});

describe("the scope of a policy", () => {
  it.each(scope.ids().map((id) => [id]))("knows %s, and checks it with and without stress", (id) => {
    const { type } = checkText(id);
    expect(checkText(`stressed(${id})`).type).toBe(type);
  });

  it("P-8: lists every metric once", () => {
    const listed = listPolicyMetrics(policyV1);
    expect(listed).toHaveLength(metrics.length + policyV1.metrics.length + stressMetrics.length);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
    for (const { id, unit, type } of listed) expect(checkText(id)).toMatchObject({ type, unit });
  });

  it("checks for every preset of spreads and with a base rate of its own", () => {
    const other = buildPolicyScope({
      scenario: { ...defaultScenario, spreadTable: "january_2023", baseRate: 0.05 },
    });
    const parsed = parse("stressed_cover_low > 1 and rate_headroom > 200bp");
    expect(parsed.ok && check(parsed.value, other).ok).toBe(true);
  });

  it("refuses a custom metric with a name that is taken", () => {
    const [metric] = metrics;
    if (!metric) throw new Error("The catalogue is empty.");
    expect(() => buildPolicyScope({ customMetrics: [metric] })).toThrow(`"${metric.id}"`);
  });

  it("knows each rule by its id, as a filter", () => {
    const source = buildSource([{ ...standardCompany, ebit: 30 }, standardCompany]);
    const evaluator = createEvaluator(source, scope);
    const { node } = checkText("w1 and not w3");
    expect([0, 1].map((row) => readValue(evaluator.evaluate(node), row))).toEqual([
      { type: "truth", value: true },
      { type: "truth", value: false },
    ]);
  });

  it.each([
    ["w5", 2, "It is a name of version 1 of the policy (policy=1)."],
    ["r5_score", 2, "It is a name of version 1 of the policy (policy=1)."],
    ["r11", 1, "It is a name of version 2 of the policy (policy=2)."],
    ["policy_score", 1, "It is a name of version 2 of the policy (policy=2)."],
    ["recurring_loss", 1, "It is a name of version 2 of the policy (policy=2)."],
  ])("says of %s under version %i that another version has it", (id, version, hint) => {
    const policy = policies.find((each) => each.version === version);
    if (policy === undefined) throw new Error(`There is no version ${version}.`);
    const parsed = parse(`${id} and 1 = 1`);
    const checked = parsed.ok ? check(parsed.value, buildPolicyScope({ policy })) : parsed;
    expect(checked.ok ? null : checked.error[0]?.message).toContain("named ");
    expect(JSON.stringify(checked)).toContain(hint);
  });

  it("knows verdicts as a text, and refuses one that does not exist", () => {
    expect(checkText("verdict = weak").columns).toEqual(["verdict"]);
    expect(checkText("verdict in (resilient, not_rated)").type).toBe("truth");
    const parsed = parse('verdict = "superb"');
    expect(parsed.ok && check(parsed.value, scope).ok).toBe(false);
  });
});

describe("withVerdict", () => {
  it("puts the verdicts on top of a table as a text column", () => {
    const source = buildSource([{ ...standardCompany, ebit: 30 }, { sector: "Energy" }]);
    const judgement = judge(createEvaluator(source, scope), policyV1);
    const evaluator = createEvaluator(withVerdict(source, judgement), scope);
    const { node } = checkText("verdict = weak");
    expect([0, 1].map((row) => readValue(evaluator.evaluate(node), row))).toEqual([
      { type: "truth", value: true },
      { type: "truth", value: false },
    ]);
    expect(withVerdict(source, judgement).getVector("ebit")).toEqual(source.getVector("ebit"));
  });
});

describe("columns of a snapshot", () => {
  it("hold all that metrics, rules and stress read", () => {
    const snapshot = new Set(listSnapshotColumns());
    expect(listRequiredColumns().filter((id) => !snapshot.has(id))).toEqual([]);
    for (const policy of policies) {
      const limited = buildPolicyScope({ policy, hasColumn: (id) => snapshot.has(id) });
      for (const { id } of listPolicyMetrics(policy)) {
        const parsed = parse(id);
        expect(parsed.ok && check(parsed.value, limited).ok, id).toBe(true);
      }
    }
  });

  it("hold the past of the core figures, each once, and not the verdict", () => {
    const columns = listSnapshotColumns();
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).toEqual(
      expect.arrayContaining(["ticker", "revenue[-5]", "net_income_q[-3q]", "ebit[-2]", "equity_fy"]),
    );
    expect(columns).not.toContain("verdict");
  });
});

describe("readsAllRows", () => {
  it("finds a comparison with others behind a name", () => {
    expect(readsAllRows("accruals_percentile < 80%", scope)).toBe(true);
    expect(readsAllRows("pct(roa, group) > 20%", scope)).toBe(true);
    expect(readsAllRows("interest_cover < 1.25", scope)).toBe(false);
  });
});
