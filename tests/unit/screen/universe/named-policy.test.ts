import { describe, expect, it } from "vitest";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { defaultScenario } from "#lib/stress/scenario";
import {
  describePolicy,
  getPolicyKey,
  listPolicyChanges,
  type PolicyChoice,
  resolvePolicy,
} from "#lib/verdict/policy/choice";
import type { Policy, Rule } from "#lib/verdict/policy/policy";
import { draftPolicy, type NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";
import { buildRandomSnapshot } from "../../../support/random-snapshot";

const plain = draftPolicy(policyV2);
const everybodyWeak: Rule = {
  id: "own_1",
  side: "weak",
  label: "Anything",
  description: "There is revenue or a loss.",
  applies: plain.applies,
  formula: "revenue >= 0 or net_income < 0",
  measure: null,
  source: { kind: "own_choice", text: "Written by its owner." },
};
const mine: NamedPolicy = { ...plain, slug: "aaaaaaaaaaaaaaaa", name: "Mine", revision: 1 };
const hers: NamedPolicy = { ...mine, slug: "bbbbbbbbbbbbbbbb", name: "Hers", rules: [...plain.rules, everybodyWeak] };
const changed: NamedPolicy = { ...mine, revision: 2, rules: [...plain.rules, everybodyWeak] };
const drafted: NamedPolicy = { ...mine, slug: null, revision: 0 };
const otherDraft: NamedPolicy = { ...hers, slug: null, revision: 0 };

function choose(named: NamedPolicy, values: PolicyChoice["values"] = {}): Policy {
  const resolved = resolvePolicy({ version: named.slug === null ? null : `@${named.slug}`, values, named });
  if (!resolved.ok) throw new Error(resolved.error);
  return resolved.value;
}

describe("P-33: a named policy", () => {
  it("has a key that no other has: another slug, revision, number or rule", () => {
    const all = [
      policyV2,
      choose(mine),
      choose(hers),
      choose(changed),
      choose(mine, { w1_cover: 2 }),
      choose(hers, { w1_cover: 2 }),
      choose(drafted),
      choose(otherDraft),
      choose({ ...drafted, numbers: { w1_cover: 2 } }),
      choose(drafted, { w1_cover: 2 }),
    ];
    expect(new Set(all.map(getPolicyKey)).size).toBe(all.length);
    expect(getPolicyKey(choose(mine))).toBe("@aaaaaaaaaaaaaaaa.1");
    expect(getPolicyKey(choose(mine, { w1_cover: 2 }))).toBe("@aaaaaaaaaaaaaaaa.1?w1_cover=2");
    expect(choose({ ...mine })).toBe(choose(mine));
  });

  it("is judged by its own rules: two of one version never share an answer, and a changed one is not answered from before", () => {
    const open = openSnapshot(buildRandomSnapshot(120, 5));
    const judge = (named: NamedPolicy) => {
      const universe = open.with({ policy: choose(named) });
      if (!universe.ok) throw new Error(JSON.stringify(universe.error));
      return universe.value;
    };
    const before = judge(mine);
    expect(before.judgement.counts).not.toEqual(judge(hers).judgement.counts);
    expect(judge(changed).judgement.counts).toEqual(judge(hers).judgement.counts);
    expect(judge(mine)).toBe(before);
    expect(judge(otherDraft).judgement.verdicts).toEqual(judge(hers).judgement.verdicts);
    expect(judge(drafted).judgement.verdicts).toEqual(before.judgement.verdicts);
    // Trying a draft again and again takes no place from what others ask for.
    for (let count = 0; count < 12; count += 1) judge({ ...drafted, numbers: { w1_cover: 0.5 + count / 20 } });
    expect(judge(mine)).toBe(before);
    expect(judge(hers).scope.find("own_1")).toMatchObject({ kind: "formula", label: "Anything" });
    expect(before.scope.find("own_1")).toBeUndefined();
  });

  it("is judged under a scenario, also with a comment at the end of a rule", () => {
    const open = openSnapshot(buildRandomSnapshot(60, 6));
    const rules = plain.rules.map((rule) => ({ ...rule, formula: `${rule.formula} -- as shipped` }));
    const ask = (policy: Policy) => {
      const universe = open.with({ policy, scenario: defaultScenario });
      if (!universe.ok) throw new Error(JSON.stringify(universe.error));
      return universe.value.judgement.verdicts;
    };
    expect(ask(choose({ ...drafted, rules }))).toEqual(ask(policyV2));
  });

  it("S-7: is refused in a sentence where the data cannot answer it, and never thrown", () => {
    const open = openSnapshot(buildRandomSnapshot(20, 7));
    const rules = [...plain.rules, { ...everybodyWeak, formula: "inventory[-5] < 1" }];
    const refused = open.with({ policy: choose({ ...drafted, rules }) });
    expect(refused).toMatchObject({ ok: false, error: [{ parameter: "policy" }] });
    expect(!refused.ok && refused.error[0]?.errors[0]?.message).toMatch(/Rule own_1.*inventory/);
  });

  it("says what it is called and what its numbers were", () => {
    expect(describePolicy(choose({ ...mine, numbers: { w1_cover: 1.5 } }))).toBe('"Mine", made from version 2');
    const moved = choose({ ...mine, slug: "cccccccccccccccc", numbers: { w1_cover: 1.5 } }, { w1_cover: 2 });
    expect(describePolicy(moved)).toBe('"Mine", made from version 2, with Least cover 2.00x (instead of 1.50x)');
    expect(listPolicyChanges(moved)).toEqual({ w1_cover: 2 });
  });

  it("is refused by its slug where what it says is not at hand, and where its version is gone", () => {
    expect(resolvePolicy({ version: "@aaaaaaaaaaaaaaaa", values: {} })).toMatchObject({
      ok: false,
      error: expect.stringContaining("@aaaaaaaaaaaaaaaa"),
    });
    const gone = resolvePolicy({
      version: "@dddddddddddddddd",
      values: {},
      named: { ...mine, slug: "dddddddddddddddd", version: 99 },
    });
    expect(!gone.ok && gone.error).toContain('"Mine" (@dddddddddddddddd) is made from version 99, which there is not');
  });
});
