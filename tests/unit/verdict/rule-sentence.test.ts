import { describe, expect, it } from "vitest";
import type { Node } from "#lib/expr/ast";
import { getChildren } from "#lib/expr/children";
import { createEvaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import { createUniverse } from "#lib/screen/universe/universe";
import { defaultScenario } from "#lib/stress/scenario";
import { explain, type RuleExplanation } from "#lib/verdict/explain";
import { judge, requireNode, writeOutcome } from "#lib/verdict/judge";
import { policies } from "#lib/verdict/policy/catalogue";
import type { Policy, Rule } from "#lib/verdict/policy/policy";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";
import { buildSource, type Row } from "../../support/build-source";
import { buildRandomSnapshot } from "../../support/random-snapshot";
import { omit, standardCompany } from "../../support/standard-company";

/** The ids that a text names. */
function listNames(text: string): readonly string[] {
  const collect = (node: Node): readonly string[] =>
    node.kind === "name" ? [node.id] : getChildren(node).flatMap(collect);
  return collect(requireNode(text));
}

/** The ids that a rule reads, by itself and through the formulas of what it names. */
function listRead({ formula, favourable = formula }: Rule, scope: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  const stack = [...listNames(formula), ...listNames(favourable)];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const definition = scope.find(id);
    if (definition?.kind === "formula") stack.push(...listNames(definition.formula));
  }
  return found;
}

/** The sentences of a reason; decimal points end none. */
function splitSentences(text: string): readonly string[] {
  return text.split(/(?<=\.) (?=[A-Z])/);
}

const lag = /, (?:a year|a quarter|\d years|\d quarters) before$/;
const number = String.raw`[−-]?\$?[\d,]*\.?\d+(?:[kmbt]|x|%| months?| bp)?`;
const compared = new RegExp(String.raw`^(.+?): ${number}, (?:below|above|equal to) (?:.+: )?${number}\.$`);
const leftOut = new RegExp(String.raw`^Left out: (?:.+?: ${number}(?:; )?)+\.$`);
const stated = /^Altman zone: (?:distress|(?:grey|safe), not distress)\.$/;

/** The reasons of drawn companies, as reported and under a scenario. */
function collectReasons(policy: Policy): readonly RuleExplanation[] {
  const snapshot = buildRandomSnapshot(120, 11);
  const scenario = { ...defaultScenario, ebitChange: -0.2 };
  return [createUniverse(snapshot, { policy }), createUniverse(snapshot, { policy, scenario })].flatMap((universe) =>
    Array.from({ length: universe.rowCount }, (_, row) => explain(universe, row).rules).flat(),
  );
}

describe.each(policies)("P-24: of $label, the reason of a rule", (policy) => {
  const scope = buildPolicyScope({ policy });
  const reasons = collectReasons(policy);

  it("is of every rule, present and absent, passed and failed", () => {
    const seen = new Set(reasons.map(({ rule, outcome }) => `${rule.side} ${outcome}`));
    expect([...seen].sort()).toEqual(
      [
        ...["Absent", "Left out", "Not known", "Present"].map((outcome) => `weak ${outcome}`),
        ...["Failed", "Left out", "Not known", "Passed"].map((outcome) => `resilient ${outcome}`),
      ].sort(),
    );
  });

  it("names no measure that the rule does not read", () => {
    for (const { rule, state, sentence } of reasons.filter(({ state: of }) => of === "true" || of === "false")) {
      const read = [...listRead(rule, scope)];
      const measure = rule.measure === null ? [] : [rule.measure.metric];
      const labels = new Set([...read, ...measure].map((id) => scope.find(id)?.label ?? id));
      for (const part of splitSentences(sentence).filter((text) => !text.startsWith("Left out"))) {
        const label = part.slice(0, part.indexOf(": ")).replace(lag, "");
        expect(labels.has(label), `${rule.id} ${state}: ${part}`).toBe(true);
      }
    }
  });

  it("gives the value and its limit, with their units, in words", () => {
    for (const { rule, state, sentence } of reasons.filter(({ state: of }) => of === "true" || of === "false")) {
      for (const part of splitSentences(sentence)) {
        const isTold = compared.test(part) || leftOut.test(part) || stated.test(part);
        expect(isTold, `${rule.id} ${state}: ${part}`).toBe(true);
        expect(part, rule.id).not.toMatch(/[_[\]*]| \+ /);
      }
    }
  });

  it("says of an open rule which figures it lacks", () => {
    for (const { rule, sentence, missing } of reasons.filter(({ state }) => state === "unknown")) {
      expect(missing.length, rule.id).toBeGreaterThan(0);
      expect(sentence, rule.id).toMatch(/^Not known for lack of .+ \(.+\)\.$/);
    }
  });

  it("is about a measure that is made of what the rule reads", () => {
    for (const rule of policy.rules) {
      if (rule.measure === null) continue;
      const read = listRead(rule, scope);
      const { metric } = rule.measure;
      const definition = scope.find(metric);
      const parts = definition?.kind === "formula" ? listNames(definition.formula) : [];
      expect(read.has(metric) || parts.every((id) => read.has(id)), `${rule.id} ${metric}`).toBe(true);
    }
  });
});

describe("a reason", () => {
  const read = (row: Row, id: string, policy: Policy = policyV2) => {
    const source = buildSource([row]);
    const scope = buildPolicyScope({ policy });
    const evaluator = createEvaluator(source, scope);
    const { rules } = explain({ evaluator, source, scope, judgement: judge(evaluator, policy) }, 0);
    const found = rules.find(({ rule }) => rule.id === id);
    if (!found) throw new Error(`There is no rule ${id}.`);
    return found;
  };
  const burning: Row = {
    ...standardCompany,
    ebit: 10,
    impairments: 8,
    operating_cash_flow: -20,
    fleet_disposals: 0,
    total_assets: 1_000,
    total_liabilities: 700,
  };

  it("P-24: names all that makes a sign of weakness present, its own measure first, and the one-off that was left out", () => {
    const w1 = read(burning, "w1");
    expect(w1.outcome).toBe("Present");
    const [first, ...others] = splitSentences(w1.sentence);
    expect(first).toBe("Interest cover before impairments: 0.60x, below 1.00x.");
    expect(others.map((text) => text.replace(/: .*/, ""))).toEqual([
      "Total debt",
      "Net debt (at most)",
      "Free cash flow net of disposals",
      "Left out",
    ]);
    expect(others[0]).toMatch(/above 5% of total assets: \$50\.$/);
    expect(others.at(-1)).toBe("Left out: impairments in EBIT: $8.");
  });

  it("P-24: does not take a measure at its limit for what settles another answer", () => {
    const years = {
      "ebit[-1]": 5,
      "ebit[-2]": 5,
      "interest_expense[-2]": 30,
      "impairments[-2]": 0,
      "operating_cash_flow[-1]": 20,
      "operating_cash_flow[-2]": 20,
      "capital_expenditure[-1]": 50,
      "capital_expenditure[-2]": 50,
      "fleet_disposals[-1]": 0,
      "fleet_disposals[-2]": 0,
    };
    const zombie = read({ ...burning, ...years }, "w2");
    expect(zombie.sentence).toMatch(/^Years with cover before impairments below 1: 3, equal to 3\./);
    const rich = read({ ...burning, ...years, cash: 900 }, "w2");
    expect(rich.outcome).toBe("Absent");
    expect(rich.sentence).toMatch(/^Net debt \(at most\): −\$[\d.]+, below \$0\.$/);
  });

  it("P-24: finds the figures behind a metric that a long trace does not spell out", () => {
    const r3 = read(omit({ ...standardCompany, ebit: 60 }, "interest_expense", "interest_paid"), "r3");
    expect(r3.missing.map(({ id }) => id)).toContain("interest_expense");
    expect(r3.missing.map(({ id }) => id)).not.toContain("policy_cover");
  });

  it("P-24: has a word for each outcome, by the side of its rule", () => {
    expect(writeOutcome("weak", "true")).toBe("Present");
    expect(writeOutcome("weak", "false")).toBe("Absent");
    expect(writeOutcome("resilient", "true")).toBe("Passed");
    expect(writeOutcome("resilient", "false")).toBe("Failed");
    for (const side of ["weak", "resilient"] as const) {
      expect(writeOutcome(side, "unknown")).toBe("Not known");
      expect(writeOutcome(side, "not_applicable")).toBe("Left out");
    }
  });
});
