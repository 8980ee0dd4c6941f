import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { measureRanking } from "#lib/workbench/rank-measure";
import { getScoreColumn, type RankTerm, readRanking, replaceRanking, writeRanking } from "#lib/workbench/ranking";
import { buildRandomTarget } from "../../support/random-table";

const name = (id: string) => ({ kind: "name", id }) as const;
const strip = (terms: readonly RankTerm[] | null) =>
  terms?.map(({ subject, ...rest }) => ({ ...rest, id: subject.kind === "name" ? subject.id : subject.kind }));

describe("a ranking", () => {
  it("is read from what a person writes", () => {
    const key = { expression: "0.4 * pct(roic) + pct(fcf_yield, sector) - 0.3 * pct(pe)", descending: true };
    expect(strip(readRanking(key))).toEqual([
      { id: "roic", basis: "all", weight: 0.4, isHigherBetter: true },
      { id: "fcf_yield", basis: "sector", weight: 1, isHigherBetter: true },
      { id: "pe", basis: "all", weight: 0.3, isHigherBetter: false },
    ]);
  });

  it("turns every direction round where the lowest score comes first", () => {
    const key = { expression: "pct(roic) - pct(pe)", descending: false };
    expect(strip(readRanking(key))?.map(({ isHigherBetter }) => isHigherBetter)).toEqual([false, true]);
  });

  it("begins with a part that lowers it, of any weight", () => {
    const key = { expression: "-pct(roic) - 0.01 * pct(pe)", descending: true };
    expect(strip(readRanking(key))).toEqual([
      { id: "roic", basis: "all", weight: 1, isHigherBetter: false },
      { id: "pe", basis: "all", weight: 0.01, isHigherBetter: false },
    ]);
  });

  it("is none where a column sorts or nothing can be read", () => {
    expect(readRanking({ expression: "market_cap", descending: true })).toBeNull();
    expect(readRanking({ expression: "pct(", descending: true })).toBeNull();
  });

  it("keeps parts that are no percentile as they are written", () => {
    const expression = "0.5 * zscore(roic) + pct(pe, industry)";
    const terms = readRanking({ expression, descending: true }) ?? [];
    expect(terms.map(({ basis }) => basis)).toEqual(["as_written", "as_written"]);
    expect(writeRanking(terms).expression).toBe(expression);
  });

  it("comes back from its text as it was, whatever its parts", () => {
    const term = fc.record({
      subject: fc.constantFrom("roic", "pe", "fcf_yield").map(name),
      basis: fc.constantFrom("all" as const, "sector" as const),
      weight: fc.integer({ min: 1, max: 300 }).map((hundredths) => hundredths / 100),
      isHigherBetter: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 6 }), (terms) => {
        expect(strip(readRanking(writeRanking(terms)))).toEqual(strip(terms));
      }),
    );
  });

  it("stands in front of the sort, which settles ties, and leaves it as it was when it ends", () => {
    const term: RankTerm = { subject: name("roic"), basis: "all", weight: 1, isHigherBetter: true };
    const ranked = replaceRanking(defaultScreen.sort, [term]);
    expect(ranked.map(({ expression }) => expression)).toEqual(["pct(roic)", "market_cap"]);
    const again = replaceRanking(ranked, [{ ...term, isHigherBetter: false }]);
    expect(again.map(({ expression }) => expression)).toEqual(["-pct(roic)", "market_cap"]);
    expect(replaceRanking(again, [])).toEqual(defaultScreen.sort);
  });

  it("adds its score as a column unless one shows it", () => {
    const sort = [{ expression: "pct(roic)", descending: true }];
    expect(getScoreColumn({ sort }, ["roic"])).toBe("pct(roic)");
    expect(getScoreColumn({ sort }, ["pct(roic)"])).toBeNull();
    expect(getScoreColumn(defaultScreen, ["roic"])).toBeNull();
  });

  it("tells how many have a score and how many share theirs", () => {
    const target = buildRandomTarget(200, 4, 5);
    const measure = measureRanking(target, "sector = energy", "a");
    const known = measureRanking(target, "sector = energy and a is known", "a");
    expect(measure?.scored).toBe(known?.passing);
    expect(measure?.passing).toBeGreaterThan(measure?.scored ?? 0);
    // Five distinct numbers over some fifty companies: nobody has a score alone.
    expect(measure?.tied).toBe(measure?.scored);
    expect(measureRanking(target, "", "sector")).toBeNull();
  });
});
