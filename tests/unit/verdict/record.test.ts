import { describe, expect, it } from "vitest";
import { createUniverse } from "#lib/screen/universe/universe";
import { readRuleState, readVerdict } from "#lib/verdict/judge";
import { policies } from "#lib/verdict/policy/catalogue";
import { getPolicyKey } from "#lib/verdict/policy/choice";
import { packVerdicts } from "#lib/verdict/record";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const packedOf = policies.map((policy) => {
  const { judgement, rowCount } = createUniverse(buildRandomSnapshot(80, 3), { policy });
  const companyIds = Array.from({ length: rowCount }, (_, row) => (row % 7 === 0 ? null : 1_000 + row));
  return { judgement, companyIds, packed: packVerdicts(judgement, companyIds) };
});

const verdictOf = { R: "resilient", M: "mixed", W: "weak", N: "not_rated" } as const;
const stateOf = { t: "true", f: "false", u: "unknown", "-": "not_applicable" } as const;

describe("packed verdicts", () => {
  it("V4: tell of every company what the judgement says of its row, and nothing of rows without a company", () => {
    for (const { judgement, companyIds, packed } of packedOf) {
      expect(packed.policy).toBe(getPolicyKey(judgement.policy));
      expect(packed.ruleIds).toEqual(judgement.policy.rules.map(({ id }) => id));
      expect(packed.companyIds).toEqual(companyIds.filter((id) => id !== null));
      expect(packed.verdicts).toHaveLength(packed.companyIds.length);
      expect(packed.ruleStates).toHaveLength(packed.companyIds.length * packed.ruleIds.length);
      for (const [at, companyId] of packed.companyIds.entries()) {
        const row = companyId - 1_000;
        const letter = packed.verdicts.charAt(at);
        expect(verdictOf[letter.toUpperCase() as keyof typeof verdictOf]).toBe(readVerdict(judgement, row));
        expect(letter !== letter.toUpperCase()).toBe(judgement.fragile[row] === 1);
        const states = packed.ruleStates.slice(at * packed.ruleIds.length, (at + 1) * packed.ruleIds.length);
        expect([...states].map((state) => stateOf[state as keyof typeof stateOf])).toEqual(
          judgement.rules.map((rule) => readRuleState(rule, row)),
        );
      }
    }
  });

  it("have every letter in such universes, so that each was told", () => {
    const verdicts = packedOf.map(({ packed }) => packed.verdicts.toUpperCase()).join("");
    const states = packedOf.map(({ packed }) => packed.ruleStates).join("");
    expect([..."RMWN"].filter((letter) => !verdicts.includes(letter))).toEqual([]);
    expect([..."tfu-"].filter((letter) => !states.includes(letter))).toEqual([]);
  });
});
