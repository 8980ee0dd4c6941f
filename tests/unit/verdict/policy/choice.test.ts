import { describe, expect, it } from "vitest";
import { defaultPolicy, policies } from "#lib/verdict/policy/catalogue";
import {
  chooseNumbers,
  defaultVersion,
  getPublishedPolicy,
  moveNumber,
  type PolicyChoice,
  resolvePolicy,
} from "#lib/verdict/policy/choice";
import { draftPolicy } from "#lib/verdict/policy/policy-draft";

function requireParameter(id: string) {
  const parameter = defaultPolicy.parameters.find((each) => each.id === id);
  if (parameter === undefined) throw new Error(id);
  return parameter;
}

function requireChosen(choice: PolicyChoice | null) {
  const policy = resolvePolicy(choice);
  if (!policy.ok) throw new Error(policy.error);
  return policy.value;
}

const cover = requireParameter("r2_cover");
const version = String(defaultVersion);

describe("a choice with a number moved", () => {
  it("names its version as soon as a number is moved, and is no choice when the last is back", () => {
    const moved = moveNumber(null, cover, 2.5);
    expect(moved).toEqual({ version, values: { r2_cover: 2.5 } });
    expect(moveNumber(moved, cover, cover.value)).toBeNull();
    expect(moveNumber(moved, requireParameter("w1_cover"), 2)?.values).toEqual({ r2_cover: 2.5, w1_cover: 2 });
  });

  it("stays with the version or the named policy that it is of when its numbers are back", () => {
    expect(chooseNumbers({ version: "1", values: { r2_cover: 2 } }, {})).toEqual({ version: "1", values: {} });
    expect(chooseNumbers({ version: "@mine", values: { r2_cover: 2 } }, {})).toEqual({ version: "@mine", values: {} });
  });
});

describe("a policy as published", () => {
  it("is the shipped version itself for any moved numbers of it", () => {
    for (const policy of policies) {
      expect(getPublishedPolicy(policy)).toBe(policy);
      const moved = requireChosen({ version: String(policy.version), values: { r2_cover: 4.5 } });
      expect(moved).not.toBe(policy);
      expect(getPublishedPolicy(moved)).toBe(policy);
    }
  });

  it("has the numbers that its maker gave a named one, and not those of the version", () => {
    const named = { ...draftPolicy(defaultPolicy), numbers: { r2_cover: 5 }, name: "Mine", slug: "mine", revision: 3 };
    const choice = { version: "@mine", values: { r2_cover: 2.5, w1_cover: 2 }, named };
    const published = getPublishedPolicy(requireChosen(choice));
    const read = (id: string) => published.parameters.find((each) => each.id === id)?.value;
    expect(read("r2_cover")).toBe(5);
    expect(read("w1_cover")).toBe(requireParameter("w1_cover").value);
    expect(published.named?.name).toBe("Mine");
  });
});
