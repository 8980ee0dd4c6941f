import { describe, expect, it } from "vitest";
import {
  addRule,
  changeRule,
  getRuleStance,
  leaveOutRule,
  listLeftOut,
  restoreRule,
} from "#lib/verdict/policy/edit-draft";
import { draftPolicy } from "#lib/verdict/policy/policy-draft";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";

const shipped = draftPolicy(policyV1);

function findRule(draft: typeof shipped, id: string) {
  const rule = draft.rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`There is no rule ${id}.`);
  return rule;
}

describe("a draft", () => {
  it("loses the measure and the better end of a rule with another condition, and has them again with the shipped one", () => {
    const before = shipped.rules.find(({ favourable, measure }) => favourable !== undefined && measure !== null);
    const id = before?.id ?? "";
    const changed = changeRule(shipped, shipped, id, { formula: "roa > 0" });
    expect(findRule(changed, id)).toMatchObject({ formula: "roa > 0", measure: null, source: { kind: "own_choice" } });
    expect(findRule(changed, id)).not.toHaveProperty("favourable");
    expect(getRuleStance(changed, shipped, id)).toBe("changed");
    const back = changeRule(changed, shipped, id, { formula: before?.formula ?? "" });
    expect(findRule(back, id)).toEqual(before);
    expect(getRuleStance(back, shipped, id)).toBe("as_shipped");
  });

  it("keeps the measure of a rule whose name, sentence or companies are changed", () => {
    const changed = changeRule(shipped, shipped, "w1", { label: "Cover", applies: "known(ebit)" });
    expect(findRule(changed, "w1")).toEqual({ ...findRule(shipped, "w1"), label: "Cover", applies: "known(ebit)" });
    expect(restoreRule(changed, shipped, "w1")).toEqual(shipped);
  });

  it("leaves a rule out and takes it back into its place", () => {
    for (const { id } of shipped.rules) {
      const without = leaveOutRule(shipped, id);
      expect(listLeftOut(without, shipped).map((rule) => rule.id)).toEqual([id]);
      expect(restoreRule(without, shipped, id)).toEqual(shipped);
    }
  });

  it("takes rules of its own under ids that are free, after the shipped ones", () => {
    const first = addRule(shipped, "weak");
    const second = addRule(first.draft, "resilient");
    expect([first.id, second.id]).toEqual(["own_1", "own_2"]);
    expect(getRuleStance(second.draft, shipped, "own_2")).toBe("added");
    expect(addRule(leaveOutRule(second.draft, "own_1"), "weak").id).toBe("own_1");
    const last = shipped.rules.at(-1)?.id ?? "";
    expect(restoreRule(leaveOutRule(second.draft, last), shipped, last)).toEqual(second.draft);
  });
});
