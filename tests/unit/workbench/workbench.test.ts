import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { baseColumns } from "#lib/metric/base-columns";
import { defaultScreen } from "#lib/screen/default-screen";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { createStressCounter } from "#lib/screen/universe/stress-count";
import { defaultScenario } from "#lib/stress/scenario";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import { verdictIds } from "#lib/verdict/verdict";
import { editClause, startClause } from "#lib/workbench/filter/filter-edit";
import { readFilter } from "#lib/workbench/filter/read-filter";
import { openWorkbench, takeRows } from "#lib/workbench/workbench";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const texts = new Set(baseColumns.filter((column) => column.type === "text").map((column) => column.id));

/** Five companies; revenue of the last two is not known. */
const companies = [
  { ticker: "AAA", sector: "Energy", weight: 0.4, revenue: 100e6 },
  { ticker: "BBB", sector: "Energy", weight: 0.3, revenue: 300e6 },
  { ticker: "CCC", sector: "Health Care", weight: 0.2, revenue: 200e6 },
  { ticker: "DDD", sector: "Health Care", weight: 0.1, revenue: null },
  { ticker: "EEE", sector: "Utilities", weight: null, revenue: null },
];

const builder = createTableBuilder(
  companies.length,
  listSnapshotColumns().map((id) => ({ id, type: texts.has(id) ? "text" : "number" })),
);
companies.forEach(({ ticker, sector, weight, revenue }, row) => {
  builder.setText("ticker", row, ticker);
  builder.setText("name", row, `${ticker} Holdings`);
  builder.setText("sector", row, sector);
  if (weight !== null) builder.setNumber("weight", row, weight);
  if (revenue !== null) builder.setNumber("revenue", row, revenue);
});
const workbench = openWorkbench(
  openSnapshot({
    info: { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} },
    table: builder.build(),
  }),
);

function run(query: string, overrides: Partial<typeof defaultScreen> = {}, show: "passed" | "unknown" = "passed") {
  const result = workbench.run({ ...defaultScreen, columns: ["revenue", "sector"], query, ...overrides }, show);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function tickers(query: string, overrides?: Partial<typeof defaultScreen>, show?: "passed" | "unknown"): string[] {
  const live = run(query, overrides, show);
  return takeRows(live, 10).map((row) => row.ticker);
}

describe("engine", () => {
  it("keeps rows that are true and counts unknown ones apart", () => {
    const { view } = run("revenue >= $150m");
    expect([view.count, view.unknown, view.total]).toEqual([2, 2, 5]);
    expect(tickers("revenue >= $150m", {}, "unknown")).toEqual(["DDD", "EEE"]);
  });

  it("sorts missing values last in both directions", () => {
    const by = (descending: boolean) => ({ sort: [{ expression: "revenue", descending }] });
    expect(tickers("", by(true))).toEqual(["BBB", "CCC", "AAA", "DDD", "EEE"]);
    expect(tickers("", by(false))).toEqual(["AAA", "CCC", "BBB", "DDD", "EEE"]);
  });

  it("says which tickers a result has, and reads the row of any", () => {
    const { rows } = run("revenue >= $150m");
    expect(["AAA", "BBB", "DDD", "ZZZ"].map((ticker) => rows.holds(ticker))).toEqual([false, true, false, false]);
    expect(run("revenue >= $150m", {}, "unknown").rows.holds("DDD")).toBe(true);
    expect(rows.findRow("AAA")).toMatchObject({
      ticker: "AAA",
      cells: [
        { type: "number", value: 100e6 },
        { type: "text", value: "Energy" },
      ],
    });
    expect(rows.findRow("ZZZ")).toBeNull();
  });

  it("sums index weight over the rows whose weight is known", () => {
    expect(run("").view.summary.weight).toBeCloseTo(1, 12);
    expect(run("sector = energy").view.summary.weight).toBeCloseTo(0.7, 12);
    expect(run("sector = utilities").view.summary.weight).toBeNull();
  });

  it("counts sectors of the result against the whole table", () => {
    expect(run("revenue > 0").view.summary.sectors).toEqual([
      { sector: "Energy", count: 2, total: 2 },
      { sector: "Health Care", count: 1, total: 2 },
      { sector: "Utilities", count: 0, total: 1 },
    ]);
  });

  it("says of each clause what it keeps alone, and what the others leave for it", () => {
    const { clauses } = run("revenue >= $150m and sector = energy").view;
    expect(clauses.map(({ head, passed, unknown }) => [head.label, passed, unknown])).toEqual([
      ["Revenue", 2, 2],
      ["Sector", 2, 0],
    ]);
    const [revenue, sector] = clauses;
    // Energy keeps the least and the greatest of the three known revenues.
    expect(revenue?.shares[0]).toBe(1);
    expect(revenue?.shares.at(-1)).toBe(1);
    expect(revenue?.shares[22]).toBe(0);
    expect(sector?.options).toEqual([
      { text: "Energy", count: 1 },
      { text: "Health Care", count: 1 },
      { text: "Utilities", count: 0 },
    ]);
  });

  it("says of each clause what only it removes, from one look to the next", () => {
    const removed = (query: string) => run(query).view.clauses.map(({ removesOnlyIt }) => removesOnlyIt);
    expect(removed("revenue >= $150m and sector = energy")).toEqual([1, 1]);
    expect(removed("revenue >= $50m and sector = energy")).toEqual([0, 1]);
    expect(removed("revenue >= $250m and sector = health_care")).toEqual([2, 1]);
    expect(removed("revenue >= $250m")).toEqual([4]);
  });

  it("counts for more clauses than a cross-filter holds as for few", () => {
    const many = Array.from({ length: 34 }, (_, at) => `revenue * ${at + 1} >= $150m`).join(" and ");
    const { clauses } = run(`${many} and sector = energy`).view;
    expect(clauses).toHaveLength(35);
    expect(clauses.at(-1)?.options.map(({ count }) => count)).toEqual([1, 1, 0]);
    expect(clauses[0]?.removesOnlyIt).toBe(1);
    expect(clauses[1]?.removesOnlyIt).toBe(0);
  });

  it("knows a screen's own metrics in an workbench beside its own", () => {
    const extended = workbench.extend({ scenario: null, metrics: [{ id: "double", formula: "revenue * 2" }] });
    if (!extended.ok) throw new Error(JSON.stringify(extended.error));
    const result = extended.value.run({ ...defaultScreen, query: "double > $350m", columns: ["double"] }, "passed");
    expect(result.ok && takeRows(result.value, 5).map(({ ticker, cells }) => [ticker, cells[0]])).toEqual([
      ["BBB", { type: "number", value: 600e6 }],
      ["CCC", { type: "number", value: 400e6 }],
    ]);
    expect(workbench.findErrors("double > $350m")).toHaveLength(1);
    expect(workbench.extend({ scenario: null, metrics: [] })).toEqual({ ok: true, value: workbench });
    const wrong = workbench.extend({ scenario: null, metrics: [{ id: "revenue", formula: "1" }] });
    expect(!wrong.ok && wrong.error[0]?.parameter).toBe("metric");
    for (const scenario of [null, defaultScenario]) {
      const named = workbench.extend({ scenario, metrics: [{ id: "health_care", formula: "'Energy'" }] });
      expect(!named.ok && named.error[0]?.errors[0]?.message).toBe("health_care is a value of sector.");
    }
    const odd = workbench.extend({ scenario: null, metrics: [{ id: "constructor", formula: "revenue" }] });
    const shown = odd.ok ? odd.value.run({ ...defaultScreen, columns: ["constructor"] }, "passed") : odd;
    if (!shown.ok) throw new Error(JSON.stringify(shown.error));
    expect(shown.value.view.heads[0]?.label).toBe("Constructor");
    expect(takeRows(shown.value, 1)[0]?.cells[0]).toEqual({ type: "number", value: 100e6 });
  });

  it("answers under a scenario, with metrics of the screen's own beside it", () => {
    const scenario = { ...defaultScenario, ebitChange: -1 };
    const extended = workbench.extend({ scenario, metrics: [{ id: "ebit_then", formula: "stressed(ebit)" }] });
    if (!extended.ok) throw new Error("The metric is right.");
    const screen = { ...defaultScreen, columns: ["ebit_then", "reported_verdict"] };
    const result = extended.value.run(screen, "passed");
    expect(result.ok && result.value.view.heads.map(({ label }) => label)).toContain("Verdict without the scenario");
    expect(extended.value.target.judgement.isStressed).toBe(true);
    expect(workbench.target.judgement.isStressed).toBe(false);
    expect(extended.value.extend({ scenario: null, metrics: [] }).ok).toBe(true);
  });

  it("says which policy judged where it is not the default one as it is, and refuses one that there is not", () => {
    expect(run("").view.judgedBy).toBeNull();
    const other = workbench.extend({ policy: { version: "1", values: { w1_cover: 2, r3_rate_shift: 0.03 } } });
    if (!other.ok) throw new Error(JSON.stringify(other.error));
    const shown = other.value.run(defaultScreen, "passed");
    expect(shown.ok && shown.value.view.judgedBy).toBe(
      "Ballast policy, version 1, with Least cover 2.00x (instead of 1.25x), " +
        "Rate shift of the policy 300 bp (instead of 200 bp)",
    );
    const wrong = workbench.extend({ policy: { version: "9", values: {} } });
    expect(!wrong.ok && wrong.error[0]?.parameter).toBe("policy");
  });

  it("ranks by a score and says so", () => {
    expect(tickers("sector != utilities rank by -1 revenue")).toEqual(["AAA", "CCC", "BBB", "DDD"]);
    expect(workbench.canonize("REVENUE>0 rank by 0.5 pct(revenue) - 2 weight")).toBe(
      "revenue > 0 rank by 0.5 * pct(revenue) - 2 * weight",
    );
    expect(workbench.findErrors("revenue > 0 rank by 0.5 pct(revenu)")).toHaveLength(1);
    const { echo } = run("", { sort: [{ expression: "2 * revenue", descending: true }] }).view;
    expect(echo).toMatch(/^Every company, highest .* first$/);
  });

  it("names what is wrong with a screen instead of leaving it out", () => {
    const result = workbench.run({ ...defaultScreen, query: "revenu > 0", columns: ["sektor"] }, "passed");
    expect(result.ok).toBe(false);
    expect(!result.ok && result.error.map(({ parameter, expression }) => [parameter, expression])).toEqual([
      ["q", "revenu > 0"],
      ["columns", "sektor"],
    ]);
    expect(workbench.findErrors("revenu > 0")).toHaveLength(1);
    expect(workbench.findErrors("  ")).toEqual([]);
  });

  it("writes a typed query in its canonical form", () => {
    expect(workbench.canonize("REVENUE>=0.15b AND sector = energy")).toBe("revenue >= 150m and sector = energy");
  });

  it("finds metrics by label, by id and by description", () => {
    expect(workbench.searchSubjects("interest cov").map(({ id }) => id)).toContain("interest_cover");
    expect(workbench.searchSubjects("net_debt_to").map(({ id }) => id)).toContain("net_debt_to_ebitda");
    expect(workbench.searchSubjects("no such thing at all")).toEqual([]);
  });

  it("knows the texts of a text column, and of nothing else", () => {
    expect(workbench.listTexts("sector")).toEqual(["Energy", "Health Care", "Utilities"]);
    expect(workbench.listTexts("revenue")).toBeNull();
    expect(workbench.listTexts("nothing")).toBeNull();
  });
});

describe("editClause", () => {
  it("keeps a clause without a bound in the panel and out of the query", () => {
    const start = startClause({ id: "revenue", type: "number" });
    if (start.kind !== "range") throw new Error("not a range");
    const bounded = { ...start, low: { value: 150e6, isInclusive: true } };
    const first = editClause(null, [start], start, bounded, workbench.context);
    expect(first).toEqual({ query: "revenue >= 150m", pending: [] });

    const filter = readFilter(first.query);
    const clause = run(first.query).view.clauses[0]?.clause;
    if (clause?.kind !== "range") throw new Error("not a range");
    const second = editClause(filter, [], clause, { ...clause, low: null }, workbench.context);
    expect(second.query).toBe("");
    expect(second.pending).toHaveLength(1);
  });
});

it("marks and counts each row whose figures are second-hand, and no other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer(), (count, seed) => {
      const bench = openWorkbench(openSnapshot(buildRandomSnapshot(count, seed)));
      const screen = { ...defaultScreen, columns: ["data_source", "verdict"], query: "" };
      const result = bench.run(screen, "passed");
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      const { summary } = result.value.view;
      const rows = takeRows(result.value, count);
      expect(rows.filter(({ isProvisional }) => isProvisional).length).toBe(Math.floor((count + 2) / 5));
      for (const { isProvisional, cells } of rows) {
        const [source] = cells;
        expect(isProvisional).toBe(source?.type === "text" && source.value === "second_hand");
      }
      for (const verdict of verdictIds) {
        expect(summary.provisional[verdict]).toBeLessThanOrEqual(summary.verdicts[verdict]);
      }
      const filed = bench.run({ ...screen, query: 'data_source != "second_hand"' }, "passed");
      if (!filed.ok) throw new Error(JSON.stringify(filed.error));
      const sum = verdictIds.reduce((total, verdict) => total + summary.provisional[verdict], 0);
      const { count: kept, unknown } = filed.value.view;
      expect(sum).toBe(result.value.view.count - kept - unknown);
      expect(Object.values(filed.value.view.summary.provisional)).toEqual([0, 0, 0, 0]);
    }),
    { numRuns: 30 },
  );
});

it("counts among the not rated those that a scenario says nothing of, as the panel of the stress does, and none without one", () => {
  const opened = openSnapshot(buildRandomSnapshot(200, 4));
  const drawn = openWorkbench(opened);
  const scenario = { ...defaultScenario, rateShift: 0.03 };
  const [plain, stressed] = [drawn, drawn.extend({ scenario })];
  const universe = opened.with({ scenario });
  if (!stressed.ok || !universe.ok) throw new Error("not stressed");
  const reported = plain.run({ ...defaultScreen }, "passed");
  const shown = stressed.value.run({ ...defaultScreen, scenario }, "passed");
  if (!reported.ok || !shown.ok) throw new Error("not run");
  const rows = Uint32Array.from({ length: 200 }, (_, row) => row);
  const { count } = createStressCounter(opened.base).count(universe.value.judgement, rows).notModelled;
  expect(count).toBeGreaterThan(0);
  expect(shown.value.view.summary.notModelled).toBe(count);
  expect(reported.value.view.summary.notModelled).toBe(0);
});
