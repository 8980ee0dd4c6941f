import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSnapshot, type UniverseChoice } from "#lib/screen/universe/open-snapshot";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { defaultScenario, scenarioPresets } from "#lib/stress/scenario";
import { defaultPolicy, policies } from "#lib/verdict/policy/catalogue";
import { findKeyVersion, getPolicyKey, listPolicyChanges, resolvePolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildScenarios } from "../../../support/arbitrary-scenario";
import { buildRandomSnapshot } from "../../../support/random-snapshot";

function requirePolicy(values: Readonly<Record<string, number>>, version: string | null = null): Policy {
  const policy = resolvePolicy({ version, values });
  if (!policy.ok) throw new Error(policy.error);
  return policy.value;
}

function requireUniverse(open: ReturnType<typeof openSnapshot>, choice: UniverseChoice): Universe {
  const universe = open.with(choice);
  if (!universe.ok) throw new Error(JSON.stringify(universe.error));
  return universe.value;
}

const strict = { w1_cover: 3, r2_cover: 6, r4_leverage: 1 };
const metrics = [{ id: "double", formula: "revenue * 2" }];

describe("an open snapshot", () => {
  const snapshot = buildRandomSnapshot(120, 11);
  const open = openSnapshot(snapshot);

  it("is the same one each time, and gives its base for the choice of nothing", () => {
    expect(openSnapshot(snapshot)).toBe(open);
    expect(requireUniverse(open, {})).toBe(open.base);
    expect(requireUniverse(open, { policy: defaultPolicy, scenario: null, metrics: [] })).toBe(open.base);
    expect(requireUniverse(open, { policy: requirePolicy({ w1_cover: 1 }, "2") })).toBe(open.base);
    expect(requireUniverse(open, { policy: requirePolicy({}, "1") })).not.toBe(open.base);
  });

  it("gives the same universe for the same choice, however it was made", () => {
    const scenario = { ...defaultScenario, ebitChange: -0.3 };
    const first = requireUniverse(open, { policy: requirePolicy(strict), scenario, metrics });
    const again = requireUniverse(open, {
      policy: requirePolicy({ ...strict }),
      scenario: { ...scenario },
      metrics: metrics.map((metric) => ({ ...metric })),
    });
    expect(again).toBe(first);
  });

  it("gives another universe for each part of a choice that differs", () => {
    const choices: readonly UniverseChoice[] = [
      {},
      { policy: requirePolicy(strict) },
      { scenario: defaultScenario },
      { metrics },
      { policy: requirePolicy(strict), scenario: defaultScenario },
      { policy: requirePolicy(strict), metrics },
      { scenario: defaultScenario, metrics },
      { policy: requirePolicy({ ...strict, w1_cover: 2 }) },
    ];
    const universes = choices.map((choice) => requireUniverse(open, choice));
    expect(new Set(universes).size).toBe(choices.length);
  });

  it("judges as a universe that is built for the choice alone", { timeout: 120_000 }, () => {
    const value = fc.constantFrom(1, 2, 3);
    const values = fc.record({ w1_cover: value, r2_cover: value, r3_cover: value }, { requiredKeys: [] });
    fc.assert(
      fc.property(values, fc.option(buildScenarios(), { nil: undefined }), (changed, scenario) => {
        const policy = requirePolicy(changed);
        const universe = requireUniverse(open, { policy, ...(scenario ? { scenario } : {}) });
        const alone = createUniverse(snapshot, { policy, ...(scenario ? { scenario } : {}) });
        expect(universe.judgement).toEqual(alone.judgement);
        expect(universe.scope.policy).toBe(policy);
        expect(universe.judgement.policy).toBe(policy);
      }),
      { numRuns: 25 },
    );
  });

  it("flips verdicts with the numbers of the policy and leaves the base as it is", () => {
    const before = Uint8Array.from(open.base.judgement.verdicts);
    const judged = requireUniverse(open, { policy: requirePolicy(strict) });
    expect(judged.judgement.counts).not.toEqual(open.base.judgement.counts);
    expect(open.base.judgement.verdicts).toEqual(before);
  });

  it("lets go of the universe that was asked for longest ago", () => {
    const [first, ...others] = [
      ...scenarioPresets,
      ...[-0.1, -0.2, -0.4, -0.5].map((ebitChange) => ({ scenario: { ...defaultScenario, ebitChange } })),
    ];
    if (!first) throw new Error("There are presets.");
    const kept = requireUniverse(open, first);
    expect(requireUniverse(open, first)).toBe(kept);
    for (const choice of others) requireUniverse(open, choice);
    expect(requireUniverse(open, first)).not.toBe(kept);
    expect(requireUniverse(open, {})).toBe(open.base);
  });

  it.each([
    ["net_income_q[-19q] > 0", "The data at hand do not hold net_income_q[-19q]."],
    ["ebit >", "w1"],
    ["ebit + 1", "It is no condition."],
  ])("refuses a policy whose rule is %s, by the name of the rule", (formula, message) => {
    const [rule, ...rules] = defaultPolicy.rules;
    if (!rule) throw new Error("The policy has rules.");
    const policy = { ...defaultPolicy, rules: [{ ...rule, formula }, ...rules] };
    expect(() => open.with({ policy })).toThrow(`Rule w1, "${formula}"`);
    expect(() => open.with({ policy })).toThrow(message);
  });

  it("refuses metrics that are wrong, each by its name", () => {
    const refused = open.with({ metrics: [{ id: "revenue", formula: "1" }] });
    expect(refused).toMatchObject({ ok: false, error: [{ parameter: "metric", subject: "revenue" }] });
  });
});

describe("the choice of a policy", () => {
  it("finds each shipped policy by its version, and the default without one", () => {
    expect(requirePolicy({})).toBe(defaultPolicy);
    for (const policy of policies) expect(requirePolicy({}, String(policy.version))).toBe(policy);
    expect(resolvePolicy(null)).toEqual({ ok: true, value: defaultPolicy });
  });

  it.each([
    ["99", {}, "There is no version 99 of the policy. Known versions: 1, 2."],
    [null, { w9: 1 }, 'The policy "Ballast policy, version 2" has no parameter "w9".'],
    [null, { w5_cover: 1 }, 'version 2" has no parameter "w5_cover"; version 1 has it (policy=1).'],
    ["2", { r5_score: 4 }, 'version 2" has no parameter "r5_score"; version 1 has it (policy=1).'],
    ["1", { r11_equity: 0.2 }, 'version 1" has no parameter "r11_equity"; version 2 has it (policy=2).'],
    [null, { w1_cover: 40 }, '"Least cover" (w1_cover) must lie between 0.00x and 5.00x, and is 40.00x.'],
    [null, { r3_rate_shift: 0.5 }, "must lie between 0 bp and 600 bp, and is 5,000 bp."],
  ] as const)("refuses version %s with %j", (version, values, message) => {
    const refused = resolvePolicy({ version, values });
    expect(!refused.ok && refused.error).toContain(message);
  });

  it("has a key that tells every choice from every other, and names the changed numbers", () => {
    expect(getPolicyKey(defaultPolicy)).toBe("ballast-2");
    expect(policies.map((policy) => findKeyVersion(getPolicyKey(policy)))).toEqual([1, 2]);
    expect(findKeyVersion(getPolicyKey(requirePolicy({ w1_cover: 2 })))).toBeNull();
    expect(getPolicyKey(requirePolicy({ r2_cover: 5, w1_cover: 2 }))).toBe("ballast-2?r2_cover=5&w1_cover=2");
    expect(getPolicyKey(requirePolicy({ r2_cover: 5, w1_cover: 2 }, "1"))).toBe("ballast-1?r2_cover=5&w1_cover=2");
    expect(listPolicyChanges(requirePolicy({ r2_cover: 5, w1_cover: 1 }))).toEqual({ r2_cover: 5 });
    expect(listPolicyChanges(requirePolicy({ r2_cover: 5, w1_cover: 1 }, "1"))).toEqual({ r2_cover: 5, w1_cover: 1 });
    const [rule, ...rules] = defaultPolicy.rules;
    if (!rule) throw new Error("The policy has rules.");
    const other = { ...defaultPolicy, rules: [{ ...rule, formula: "ebit < 0" }, ...rules] };
    const another = { ...defaultPolicy, rules: [{ ...rule, formula: "ebit < $1m" }, ...rules] };
    expect(new Set([other, another, defaultPolicy].map(getPolicyKey)).size).toBe(3);
  });
});
