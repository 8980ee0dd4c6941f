import { describe, expect, it } from "vitest";
import { policies } from "#lib/verdict/policy/catalogue";
import { comparePolicies } from "#lib/verdict/policy/compare-policies";
import { editPolicy, type Policy } from "#lib/verdict/policy/policy";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";

function edit(policy: Policy, values: Readonly<Record<string, number>>): Policy {
  const edited = editPolicy(policy, values);
  if (!edited.ok) throw new Error(edited.error);
  return edited.value;
}

const listDifferent = (ours: Policy, theirs: Policy): readonly string[] =>
  [...comparePolicies(ours, theirs).standings].flatMap(([id, standing]) => (standing === "different" ? [id] : []));

describe("what two policies share", () => {
  it.each(policies.map((policy) => [policy.version, policy] as const))(
    "is all of version %d and itself",
    (_, policy) => {
      const { standings, missing, numbers } = comparePolicies(policy, { ...policy, rules: [...policy.rules] });
      expect([...standings.values()].every((standing) => standing === "same")).toBe(true);
      expect([missing, numbers]).toEqual([[], []]);
    },
  );

  it("ends at a rule that reads a changed number, itself or by a metric of the policy", () => {
    expect(listDifferent(policyV1, edit(policyV1, { r4_leverage: 2 }))).toEqual(["r4"]);
    // The bound of interest is a number that rules read only through metrics and names of the policy.
    expect(policyV1.rules.some(({ formula }) => formula.includes("interest_rate_most"))).toBe(false);
    expect(listDifferent(policyV1, edit(policyV1, { interest_rate_most: 0.2 })).length).toBeGreaterThan(0);
    const { numbers } = comparePolicies(policyV1, edit(policyV1, { r4_leverage: 2 }));
    expect(numbers.map(({ ours, theirs }) => [ours.id, ours.value, theirs.value])).toEqual([["r4_leverage", 3, 2]]);
  });

  it("of the versions is told from either side", () => {
    const ours = comparePolicies(policyV2, policyV1);
    const theirs = comparePolicies(policyV1, policyV2);
    const own = (of: typeof ours) => [...of.standings].flatMap(([id, standing]) => (standing === "own" ? [id] : []));
    expect(own(ours)).toEqual(theirs.missing.map(({ id }) => id));
    expect(own(theirs)).toEqual(ours.missing.map(({ id }) => id));
    expect(own(ours)).toContain("w8");
    expect(ours.standings.get("w1")).toBe("different");
    for (const [id, standing] of ours.standings)
      if (standing !== "own") expect(theirs.standings.get(id)).toBe(standing);
  });
});
