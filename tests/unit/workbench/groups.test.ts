import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { runScreen } from "#lib/screen/run/run-screen";
import { createUniverse } from "#lib/screen/universe/universe";
import { knownCode } from "#lib/util/missing";
import { groupings } from "#lib/workbench/grouping";
import { groupScreen } from "#lib/workbench/groups";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const universe = createUniverse(buildRandomSnapshot(300, 21));
const queries = ["", "interest_cover >= 1", "verdict = weak or verdict = mixed", "revenue < 0"];

function count(query: string): number {
  const result = runScreen(universe, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.count;
}

function group(query: string, grouping: (typeof groupings)[number]) {
  const grouped = groupScreen(universe, { ...defaultScreen, query, set: "debt" }, "passed", grouping);
  if (grouped === null) throw new Error("not grouped");
  return grouped;
}

describe.each(groupings)("a result by %s", (grouping) => {
  it.each(queries)("has every company of the result in one group: %j", (query) => {
    const { groups } = group(query, grouping);
    expect(groups.reduce((sum, each) => sum + each.count, 0)).toBe(count(query));
    for (const { count: size, verdicts } of groups) {
      expect(verdicts.resilient + verdicts.mixed + verdicts.weak + verdicts.not_rated).toBe(size);
    }
  });

  it.each(queries)("opens each group by a condition that keeps its companies and no other: %j", (query) => {
    for (const { condition, count: size } of group(query, grouping).groups) {
      expect(count(query === "" ? `${condition}` : `(${query}) and ${condition}`)).toBe(size);
    }
  });

  it("gives the middle and the sum of the known numbers, and how many are known", () => {
    const { heads, groups } = group("", grouping);
    const place = heads.indexOf("total_debt");
    const { values, reasons } = universe.evaluator.evaluateNumber({ kind: "name", id: "total_debt" });
    const known = [...values].filter((_, row) => reasons[row] === knownCode);
    const figures = groups.map(({ figures: of }) => of[place]);
    expect(figures.reduce((sum, figure) => sum + (figure?.known ?? 0), 0)).toBe(known.length);
    const sum = figures.reduce((total, figure) => total + (figure?.sum ?? 0), 0);
    expect(sum).toBeCloseTo(
      known.reduce((total, value) => total + value, 0),
      2,
    );
    for (const figure of figures) expect(figure?.known === 0).toBe(figure?.median === null);
  });

  it("adds up no ratios", () => {
    const { heads, groups } = group("", grouping);
    const place = heads.indexOf("interest_cover");
    expect(groups.every(({ figures }) => figures[place]?.sum === null)).toBe(true);
  });
});

it("tells a screen with errors apart from one without companies", () => {
  expect(groupScreen(universe, { ...defaultScreen, query: "nonsense >" }, "passed", "sector")).toBeNull();
  expect(
    groupScreen(universe, { ...defaultScreen, query: "market_cap < 1 and market_cap > 1" }, "passed", "sector")?.groups,
  ).toEqual([]);
});
