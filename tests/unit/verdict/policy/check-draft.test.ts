import { describe, expect, it } from "vitest";
import { policies } from "#lib/verdict/policy/catalogue";
import { checkDraft, type DataAtHand } from "#lib/verdict/policy/check-draft";
import { describePolicyFault, type PolicyFault } from "#lib/verdict/policy/check-policy";
import type { Rule } from "#lib/verdict/policy/policy";
import { draftPolicy, type NamedPolicy, policyDraftLimits } from "#lib/verdict/policy/policy-draft";
import { policyDraftSchema } from "#lib/verdict/policy/policy-schema";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";

const own: NamedPolicy = { ...draftPolicy(policyV2), name: "Mine", slug: null, revision: 1 };

const added: Rule = {
  id: "own_1",
  side: "weak",
  label: "Little revenue",
  description: "Revenue is under 10 million dollars.",
  applies: "not (sector = financials)",
  formula: "revenue < $10m",
  measure: null,
  source: { kind: "own_choice", text: "Written by the owner of the policy." },
};

function withRule(change: Partial<Rule>): NamedPolicy {
  return { ...own, rules: [...own.rules, { ...added, ...change }] };
}

function findFaults(named: NamedPolicy, data: DataAtHand = {}): readonly PolicyFault[] {
  const checked = checkDraft(named, data);
  return checked.ok ? [] : checked.error;
}

function describeFaults(named: NamedPolicy, data: DataAtHand = {}): string {
  return findFaults(named, data).map(describePolicyFault).join(" ");
}

describe("P-32: a policy of one's own is checked before it judges", () => {
  it.each(policies.map((policy) => [policy.label, policy] as const))("lets %s through as it is", (_, policy) => {
    const draft = draftPolicy(policy);
    expect(draft.numbers).toEqual({});
    expect(policyDraftSchema.parse(draft)).toEqual(draft);
    const checked = checkDraft({ ...draft, name: "Copy", slug: null, revision: 1 });
    expect(checked).toMatchObject({ ok: true, value: { rules: policy.rules, metrics: policy.metrics } });
  });

  it("takes a rule of one's own with metrics and numbers of the version, under a scenario too", () => {
    for (const formula of [
      "revenue < $10m",
      "material_debt > 0 and revenue < $10m -- small",
      "cash_runway < w3_runway",
    ]) {
      expect(describeFaults(withRule({ formula }))).toBe("");
    }
  });

  it.each<[string, Partial<Rule>, DataAtHand, string[]]>([
    ["a text that breaks off", { formula: "revenue <" }, {}, ["Rule own_1", "revenue <"]],
    ["a name that there is not", { formula: "revenue > 0 and\n revenu < 1" }, {}, ["line 2, character 2", "revenue"]],
    ["a number in place of a condition", { formula: "revenue" }, {}, ["It is no condition", "Compare it"]],
    ["the verdict in a rule", { formula: "verdict = weak" }, {}, ["reads the verdict"]],
    ["a rule that leads back to itself", { formula: "own_1 and revenue < 1" }, {}, ["Rule own_1", "own_1"]],
    ["a pass by silence", { formula: "revenue is missing" }, {}, ["because a figure is not known"]],
    [
      "a text that no data have",
      { applies: "sector = nonsense" },
      { listTexts: () => ({ here: ["Energy"], elsewhere: [], isSettled: true }) },
      ["whom it speaks of", "nonsense"],
    ],
    ["a column that the snapshot lacks", { formula: "inventory[-5] < 1" }, {}, ["Rule own_1", "inventory"]],
    ["the name of a metric", { id: "revenue" }, {}, ["its name", "revenue is a metric or figure already"]],
    ["the name of another rule", { id: "w1" }, {}, ["There are two rules w1"]],
    ["a word of the language", { id: "and" }, {}, ["cannot be the name"]],
    ["a number that there is not", { description: "Under {no_such}." }, {}, ["names the number no_such"]],
    [
      "a measure of two units",
      { measure: { metric: "revenue", limit: "w1_cover" } },
      {},
      ["its measure", "Rule own_1"],
    ],
  ])("refuses %s, with the rule's name and the place", (_, change, data, parts) => {
    const said = describeFaults(withRule(change), data);
    for (const part of parts) expect(said).toContain(part);
  });

  it("points at the place as the query editor does", () => {
    const [fault] = findFaults(withRule({ formula: "revenue > 0 and revenu < 1" }));
    expect(fault).toMatchObject({ ruleId: "own_1", part: "formula", span: { start: 16, end: 22 } });
  });

  it("refuses more parts in all than may be judged by", () => {
    const formula = Array.from({ length: 40 }, (_, at) => `revenue < ${at + 1}`).join(" or ");
    const many = Array.from({ length: 14 }, (_, at) => ({ ...added, id: `own_${at}`, formula }));
    expect(describeFaults({ ...own, rules: [...own.rules, ...many] })).toContain(
      `there may be ${policyDraftLimits.parts}`,
    );
  });

  it("refuses a version that there is not, and numbers that it has not or that are out of bounds", () => {
    expect(describeFaults({ ...own, version: 99 })).toContain("made from version 99, which there is not");
    expect(describeFaults({ ...own, numbers: { no_such: 1 } })).toContain('no parameter "no_such"');
    expect(describeFaults({ ...own, numbers: { w1_cover: 9999 } })).toContain("must lie between");
  });

  it("refuses rules that make a company resilient of which nothing is known", () => {
    const rules = own.rules.filter(({ applies }) => !applies.includes("bank"));
    expect(describeFaults({ ...own, rules })).toContain("no rule speaks of its kind");
  });
});

describe("policyDraftSchema", () => {
  it("refuses what is too long, too many or cannot be kept", () => {
    const draft = draftPolicy(policyV2);
    const [first] = draft.rules;
    const parse = (change: object) => policyDraftSchema.safeParse({ ...draft, ...change }).success;
    expect(parse({})).toBe(true);
    expect(parse({ rules: [] })).toBe(false);
    expect(parse({ rules: Array.from({ length: policyDraftLimits.rules + 1 }, () => first) })).toBe(false);
    expect(parse({ rules: [{ ...first, formula: "x".repeat(policyDraftLimits.formulaLength + 1) }] })).toBe(false);
    expect(parse({ rules: [{ ...first, label: "A\u0000" }] })).toBe(false);
    expect(parse({ rules: [{ ...first, label: "A\u202e" }] })).toBe(false);
    expect(parse({ rules: [{ ...first, label: "\ud800" }] })).toBe(false);
    expect(parse({ rules: [{ ...first, description: "  " }] })).toBe(false);
    expect(parse({ rules: [{ ...first, formula: "roa > 0\n-- more\tto say" }] })).toBe(true);
    expect(parse({ extra: 1 })).toBe(false);
  });
});
