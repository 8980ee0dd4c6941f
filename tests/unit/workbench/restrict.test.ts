import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { createUniverse } from "#lib/screen/universe/universe";
import { listDecisiveRules } from "#lib/verdict/explain";
import { readVerdict } from "#lib/verdict/judge";
import { buildWhyColumn } from "#lib/verdict/why";
import { adviseScreen } from "#lib/workbench/filter/screen-advice";
import { openWorkbench, takeRows, type Workbench } from "#lib/workbench/workbench";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const rowCount = 160;
const snapshot = buildRandomSnapshot(rowCount, 5);
const whole = openWorkbench(openSnapshot(snapshot));

const conditions = fc.constantFrom(
  "interest_cover >= 2",
  "market_cap between 0 and 5bn",
  "verdict = weak",
  "sector in (energy, industrials)",
  "pct(market_cap) > 0.5",
  "net_debt < 0 or roic > 0.1",
);
const queries = fc
  .uniqueArray(conditions, { maxLength: 3 })
  .map((parts) => parts.map((part) => `(${part})`).join(" and "));
const lists = fc.uniqueArray(fc.integer({ min: 0, max: rowCount - 1 }), { maxLength: 40 });

function list(workbench: Workbench, query: string, show: "passed" | "unknown") {
  const live = workbench.run({ ...defaultScreen, query }, show);
  if (!live.ok) throw new Error(JSON.stringify(live.error));
  return { view: live.value.view, tickers: takeRows(live.value, 5000).map(({ ticker }) => ticker) };
}

describe("a workbench of some companies", () => {
  it("lists of every query the rows of the whole that are on the list, in the same order", () => {
    const all = list(whole, "", "passed").tickers;
    fc.assert(
      fc.property(queries, lists, (query, rows) => {
        const part = whole.restrictTo(rows);
        const named = new Set(
          rows.map((row) =>
            String(
              part.target.evaluator.evaluateText({ kind: "name", id: "ticker" }).dictionary[
                part.target.evaluator.evaluateText({ kind: "name", id: "ticker" }).codes[row] as number
              ],
            ),
          ),
        );
        for (const show of ["passed", "unknown"] as const) {
          const expected = list(whole, query, show).tickers.filter((ticker) => named.has(ticker));
          const found = list(part, query, show);
          expect(found.tickers).toEqual(expected);
          expect(found.view.total).toBe(new Set(rows).size);
          expect(show === "passed" ? found.view.count : found.view.unknown).toBe(expected.length);
        }
        expect(all.length).toBeGreaterThanOrEqual(rowCount);
      }),
      { numRuns: 40 },
    );
  });

  it("counts for each clause, and in the doctor's advice, the companies of the list alone", () => {
    fc.assert(
      fc.property(queries, lists, (query, rows) => {
        const part = whole.restrictTo(rows);
        const { view } = list(part, query, "passed");
        for (const clause of view.clauses) {
          expect(clause.passed + clause.unknown).toBeLessThanOrEqual(rows.length);
          expect(clause.removesOnlyIt).toBeLessThanOrEqual(rows.length - view.count);
        }
        const advice = query === "" ? null : adviseScreen(part.target, query);
        if (advice !== null) expect(advice.count).toBe(view.count);
        for (const clause of view.clauses) {
          const advised = advice?.clauses.get(clause.key);
          if (advised === undefined) continue;
          expect([advised.passes, advised.unknown, advised.removesOnlyIt]).toEqual([
            clause.passed,
            clause.unknown,
            clause.removesOnlyIt,
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("stays one of the same companies under a scenario and a policy", () => {
    const part = whole.restrictTo([1, 2, 3]);
    const extended = part.extend({ policy: { version: "1", values: {} } });
    if (!extended.ok) throw new Error("not extended");
    expect(list(extended.value, "", "passed").view.total).toBe(3);
  });
});

describe("the column that says why", () => {
  const universe = createUniverse(snapshot);
  const { codes, dictionary } = buildWhyColumn(universe.judgement);

  it("names for every company the rules that settle its verdict, or how many tests it passes", () => {
    for (let row = 0; row < rowCount; row += 1) {
      const text = dictionary[codes[row] as number] as string;
      const rules = listDecisiveRules(universe.judgement, row);
      const verdict = readVerdict(universe.judgement, row);
      if (verdict === "resilient") expect(text).toContain(String(rules.length));
      else for (const { label } of rules) expect(text).toContain(label);
      if (verdict === "mixed") expect(text).toMatch(/^Fails: /);
    }
  });

  it("can be filtered by and shown like any other text", () => {
    const text = dictionary[codes[0] as number] as string;
    const { view } = list(whole, `why = "${text}"`, "passed");
    expect(view.count).toBe([...codes].filter((code) => code === codes[0]).length);
  });
});
