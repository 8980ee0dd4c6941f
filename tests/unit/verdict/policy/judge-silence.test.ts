import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "#lib/expr/parse";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { policies } from "#lib/verdict/policy/catalogue";
import { describePolicyFaults, findPolicyFaults } from "#lib/verdict/policy/check-policy";
import { createSilenceJudge, passesUnknown } from "#lib/verdict/policy/judge-silence";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { presets } from "#lib/workbench/preset";

const scope = buildPolicyScope({ policy: policyV1 });

function readNode(text: string) {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`"${text}": ${parsed.error[0]?.message}`);
  return parsed.value;
}

function withRule(id: string, change: (formula: string) => string): Policy {
  return {
    ...policyV1,
    rules: policyV1.rules.map((rule) => (rule.id === id ? { ...rule, formula: change(rule.formula) } : rule)),
  };
}

describe("P-10: a missing figure passes no rule", () => {
  it.each(policies.map((policy) => [policy.label, policy] as const))("of %s", (_, policy) => {
    expect(findPolicyFaults(policy, buildPolicyScope({ policy }))).toEqual([]);
  });

  it("refuses Sound loans as it was, with its name", () => {
    const faults = findPolicyFaults(
      withRule("r10", (formula) => `texas_ratio is missing or ${formula}`),
      scope,
    );
    expect(faults.map(({ ruleId }) => ruleId)).toEqual(["r10"]);
    expect(describePolicyFaults(faults)).toContain("Rule r10");
  });

  // Whatever the rule: by a state of the figure, by a number in place of it, by a count, by a choice.
  const ways: readonly ((figure: string) => string)[] = [
    (figure) => `${figure} is missing`,
    (figure) => `${figure} is stale`,
    (figure) => `not (${figure} is known)`,
    (figure) => `coalesce(${figure}, 0) = 0`,
    (figure) => `if(${figure} is known, 0, 1) > 0`,
    (figure) => `count_true(${figure} is known, ${figure} is known) < 1`,
  ];

  it("refuses a silent pass that is added to any rule", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policyV1.rules.map(({ id }) => id)),
        fc.constantFrom(...factColumns.map(({ id }) => id)),
        fc.constantFrom(...ways),
        (id, figure, write) => {
          const faults = findPolicyFaults(
            withRule(id, (formula) => `${write(figure)} or (${formula})`),
            scope,
          );
          expect(faults.map(({ ruleId }) => ruleId)).toContain(id);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("refuses one that another figure hides while nothing is known", () => {
    const faults = findPolicyFaults(
      withRule("r4", () => "equity > 0 and (goodwill is missing or goodwill < equity)"),
      scope,
    );
    expect(faults.map(({ ruleId }) => ruleId)).toEqual(["r4"]);
  });

  it("leaves states that say something of the company", () => {
    const policy = withRule("r2", (formula) => `interest_cover is no_debt or (net_income is known and ${formula})`);
    expect(findPolicyFaults(policy, scope)).toEqual([]);
  });

  it.each(presets)("and no preset: $label", ({ query }) => {
    const node = readNode(query);
    expect(passesUnknown(node)).toBe(false);
    expect(createSilenceJudge(scope)(readNode("1 = 1"), node)).toBe(false);
  });
});
