import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildBits } from "#lib/expr/truth";
import { runScreen } from "#lib/screen/run/run-screen";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { restrictUniverse, type Universe } from "#lib/screen/universe/universe";
import { defaultScenario } from "#lib/stress/scenario";
import { defaultPolicy, policies } from "#lib/verdict/policy/catalogue";
import { resolvePolicy } from "#lib/verdict/policy/choice";
import { groupPolicyNumbers, writePolicyQuery } from "#lib/workbench/policy-view";
import { computeVerdictMoves, writeSectorQuery } from "#lib/workbench/verdict-moves";
import { buildPolicyValues } from "../../support/arbitrary-policy-values";
import { buildScenarios } from "../../support/arbitrary-scenario";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const open = openSnapshot(buildRandomSnapshot(200, 17));

function requireUniverse(
  values: Readonly<Record<string, number>>,
  scenario = defaultScenario as typeof defaultScenario | null,
): Universe {
  const policy = resolvePolicy({ version: null, values });
  if (!policy.ok) throw new Error(policy.error);
  const universe = open.with({ policy: policy.value, scenario });
  if (!universe.ok) throw new Error(JSON.stringify(universe.error));
  return universe.value;
}

function count(universe: Universe, query: string): number {
  const result = runScreen(universe, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.count;
}

describe("what moved numbers do, as a page shows it", () => {
  it("counts in every cell and sector the companies that its query keeps, with a scenario and without", () => {
    fc.assert(
      fc.property(buildPolicyValues(defaultPolicy), fc.option(buildScenarios()), (values, scenario) => {
        const moved = requireUniverse(values, scenario);
        const view = computeVerdictMoves(requireUniverse({}, scenario), moved);
        expect(count(moved, writePolicyQuery(null))).toBe(view.flipped.count);
        for (const move of view.moves.flat()) expect(count(moved, writePolicyQuery(move))).toBe(move.count);
        for (const { sector, flipped } of view.sectors) {
          expect(count(moved, writeSectorQuery(writePolicyQuery(null), sector))).toBe(flipped);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("has every company in one cell, and those that change in the cells beside the diagonal", () => {
    fc.assert(
      fc.property(buildPolicyValues(defaultPolicy), (values) => {
        const view = computeVerdictMoves(requireUniverse({}, null), requireUniverse(values, null));
        const sum = (cells: readonly { readonly count: number }[]) => cells.reduce((all, cell) => all + cell.count, 0);
        expect(sum(view.moves.flat())).toBe(view.total);
        expect(sum(view.moves.flat().filter(({ from, to }) => from !== to))).toBe(view.flipped.count);
      }),
      { numRuns: 12 },
    );
  });

  it("counts only the companies of a list where it is asked about one", () => {
    const rows = [3, 17, 50, 120];
    const within = buildBits(rows, open.base.rowCount);
    const [before, after] = [requireUniverse({}, null), requireUniverse({ r2_cover: 10, r4_leverage: 0 }, null)];
    const view = computeVerdictMoves(restrictUniverse(before, within), restrictUniverse(after, within));
    expect(view.total).toBe(4);
    const moved = rows.filter((row) => before.judgement.verdicts[row] !== after.judgement.verdicts[row]);
    expect(view.flipped.count).toBe(moved.length);
  });
});

describe("the numbers of a policy in groups", () => {
  it("has every number once, by the side of the rules that it moves", () => {
    for (const policy of policies) {
      const groups = groupPolicyNumbers(policy);
      const ids = groups.flatMap(({ entries }) => entries.map(({ parameter }) => parameter.id));
      expect([...ids].sort()).toEqual(policy.parameters.map(({ id }) => id).sort());
      expect(groups.map(({ id }) => id)).not.toContain("none");
    }
  });

  it("follows the metrics of the policy to the rules, and names rules for groups of companies once", () => {
    const entries = groupPolicyNumbers(defaultPolicy).flatMap((group) =>
      group.entries.map((entry) => ({ group: group.id, ...entry })),
    );
    const find = (id: string) => entries.find(({ parameter }) => parameter.id === id);
    expect(find("r2_cover")).toMatchObject({ group: "resilient", rules: ["Interest well covered"] });
    expect(find("r3_rate_shift")).toMatchObject({ group: "resilient", rules: ["Covered after a rate rise"] });
    expect(find("w3_runway")?.group).toBe("weak");
    expect(find("material_debt")?.group).toBe("both");
  });

  it("tells of a number that no rule reads", () => {
    const [first] = defaultPolicy.rules;
    if (first === undefined) throw new Error("The policy has no rule.");
    const groups = groupPolicyNumbers({
      ...defaultPolicy,
      rules: [{ ...first, formula: "roa > 0", applies: "roa is known" }],
    });
    expect(groups.map(({ id }) => id)).toEqual(["none"]);
  });
});
