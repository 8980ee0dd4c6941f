import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildBits } from "#lib/expr/truth";
import { runScreen } from "#lib/screen/run/run-screen";
import { createJudgeSession } from "#lib/screen/universe/judge-session";
import { createUniverse, restrictUniverse } from "#lib/screen/universe/universe";
import { defaultScenario } from "#lib/stress/scenario";
import { computeStressView, notModelledQuery, writeStressQuery } from "#lib/workbench/stress-view";
import { buildScenarios } from "../../support/arbitrary-scenario";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const universe = createUniverse(buildRandomSnapshot(200, 11));
const session = createJudgeSession(universe);

function stress(scenario: Parameters<typeof session.stress>[0]) {
  const stressed = session.stress(scenario);
  const count = (query: string): number => {
    const result = runScreen(stressed, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    return result.value.count;
  };
  return { stressed, count, view: computeStressView(universe, stressed) };
}

describe("what a scenario does, as a page shows it", () => {
  it("counts in every cell the companies that the cell's query keeps", () => {
    fc.assert(
      fc.property(buildScenarios(), (scenario) => {
        const { view, count } = stress(scenario);
        expect(count(writeStressQuery(null))).toBe(view.flipped.count);
        expect(count(notModelledQuery)).toBe(view.notModelled.count);
        for (const move of view.moves.flat()) expect(count(writeStressQuery(move))).toBe(move.count);
      }),
      { numRuns: 15 },
    );
  });

  it("has every company in one cell, or among those that are not modelled", () => {
    fc.assert(
      fc.property(buildScenarios(), (scenario) => {
        const { view } = stress(scenario);
        const cells = view.moves.flat();
        const sum = cells.reduce((total, { count }) => total + count, 0);
        expect(sum + view.notModelled.count).toBe(view.total);
        const moved = cells.filter(({ from, to }) => from !== to).reduce((total, { count }) => total + count, 0);
        expect(moved).toBe(view.flipped.count);
        expect(view.sectors.reduce((total, { flipped }) => total + flipped, 0)).toBe(view.flipped.count);
      }),
      { numRuns: 15 },
    );
  });

  it("counts only the companies of a list where it is asked about one", () => {
    const rows = [3, 17, 50, 120];
    const within = buildBits(rows, universe.rowCount);
    const stressed = session.stress({ ...defaultScenario, ebitChange: -0.9 });
    const view = computeStressView(restrictUniverse(universe, within), restrictUniverse(stressed, within));
    expect(view.total).toBe(4);
    const moved = rows.filter((row) => universe.judgement.verdicts[row] !== stressed.judgement.verdicts[row]);
    expect(view.flipped.count + view.notModelled.count).toBeGreaterThanOrEqual(moved.length);
    expect(view.flipped.count).toBeLessThanOrEqual(moved.length);
  });
});
