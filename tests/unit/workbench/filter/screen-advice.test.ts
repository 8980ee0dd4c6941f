import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { print } from "#lib/expr/print";
import { runScreen } from "#lib/screen/run/run-screen";
import { getClauseKey, replaceClause } from "#lib/workbench/filter/clause";
import { createClauseContext } from "#lib/workbench/filter/clause-view";
import { readFilter } from "#lib/workbench/filter/read-filter";
import { adviseScreen, type ClauseAdvice } from "#lib/workbench/filter/screen-advice";
import { buildRandomTarget } from "../../../support/random-table";

type Target = ReturnType<typeof buildRandomTarget>;

function count(target: Target, query: string): number {
  const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.count;
}

function require(advice: ReturnType<typeof adviseScreen>, key: string): ClauseAdvice {
  const found = advice.clauses.get(key);
  if (found === undefined) throw new Error(`No advice on ${key}; there is ${[...advice.clauses.keys()].join(", ")}.`);
  return found;
}

describe("advice on a screen", () => {
  it("promises of each loosening exactly what the loosened screen then keeps, and only gains", () => {
    const condition = fc.constantFrom(
      "a > 0",
      "a < 1.25",
      "b <= -1",
      "c between -1 and 1",
      "d = 0.5",
      "sector = energy",
      "sector != materials",
      "b + c >= 2",
      "(a > 1 or d > 1)",
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.nat(),
        fc.uniqueArray(condition, { minLength: 1, maxLength: 5 }),
        (rows, seed, conditions) => {
          const target = buildRandomTarget(rows, seed);
          const query = conditions.join(" and ");
          const advice = adviseScreen(target, query);
          const context = createClauseContext(target.scope);
          expect(advice.count).toBe(count(target, query));
          for (const { loosenings } of advice.clauses.values()) {
            for (const { before, after, count: promised } of loosenings) {
              const loosened = replaceClause(readFilter(query), before, after, context);
              expect(promised).toBe(count(target, loosened === null ? "" : print(loosened)));
              expect(promised).toBeGreaterThan(advice.count);
            }
          }
          if (advice.pair !== null) expect(advice.pair.count).toBe(count(target, advice.pair.query));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("names the clause that costs most, and offers to go without it last", () => {
    const target = buildRandomTarget(500, 7);
    const advice = adviseScreen(target, "a > 1.9 and b > -2");
    expect(advice.first?.label).toBe("a");
    expect(advice.first?.loosenings.at(-1)?.after).toBeNull();
  });

  it("finds the nearest bound that lets a company in, however far it is", () => {
    const target = buildRandomTarget(300, 3);
    const advice = adviseScreen(target, "a >= 900");
    expect(advice.count).toBe(0);
    const [nearest] = require(advice, "range a").loosenings;
    expect(nearest?.count).toBeGreaterThan(0);
    expect(nearest?.after?.kind === "range" && (nearest.after.low?.value ?? 0)).toBeLessThan(900);
  });

  it("stays near the companies when the bound lies far beyond all of them", () => {
    const target = buildRandomTarget(300, 3);
    for (const bound of [90_000, 900, 9]) {
      const [step] = require(adviseScreen(target, `a > ${bound}`), "range a").loosenings;
      // The numbers end at 3.5: what the first step gives lies in their upper part, not anywhere below the bound.
      expect(step?.after?.kind === "range" ? step.after.low?.value : null).toBeGreaterThan(2);
    }
  });

  it("names the two that are in the way together when no single one is", () => {
    const target = buildRandomTarget(300, 5);
    const advice = adviseScreen(target, "a > 50 and b > 50 and c > -5");
    expect(advice.first).toBeNull();
    expect(advice.pair?.clauses.map(({ label }) => label)).toEqual(["a", "b"]);
    expect(advice.pair?.query).toBe("c > -5");
  });

  it("has a curve for each end of a range, however it was written", () => {
    const target = buildRandomTarget(300, 5);
    for (const query of ["a between -1 and 1", "a >= -1 and a <= 1", "a > -1 and b > 0 and a < 1"]) {
      const { clauses } = adviseScreen(target, query);
      const ends = require({ ...adviseScreen(target, query), clauses }, "range a").curves.map(({ end }) => end);
      expect(ends, query).toEqual(["low", "high"]);
    }
  });

  it("keys its answers as the panel does", () => {
    const target = buildRandomTarget(50, 1);
    const { clauses } = adviseScreen(target, "a > 0 and sector in (energy, utilities) and (b > 0 or c > 0)");
    expect([...clauses].map(([key, { clause }]) => key === getClauseKey(clause))).toEqual([true, true, true]);
  });
});
