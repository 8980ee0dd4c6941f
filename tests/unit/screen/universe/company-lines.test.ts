import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "#lib/column/snapshot";
import { createColumnTable } from "#lib/column/table";
import { measureCoverage } from "#lib/coverage/coverage";
import { parse } from "#lib/expr/parse";
import type { NumberVector, TextVector } from "#lib/expr/vector";
import { defaultScreen } from "#lib/screen/default-screen";
import { runScreen } from "#lib/screen/run/run-screen";
import { diagnoseScreen } from "#lib/screen/run/screen-doctor";
import { findCompanyRow, findFilerRow, findLine, readLineTicker } from "#lib/screen/universe/company-row";
import { getJudgeSession } from "#lib/screen/universe/judge-session";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { scenarioPresets } from "#lib/stress/scenario";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { markProvisional } from "#lib/verdict/provisional";
import { computeSummary } from "#lib/workbench/summary";
import { openWorkbench, takeRows } from "#lib/workbench/workbench";
import { buildRandomSnapshot } from "../../../support/random-snapshot";

const companyCount = 90;

/** A list of companies with keys, tickers and weights of their own; the same seed gives the same. */
function buildList(seed: number): Snapshot {
  const { info, table } = buildRandomSnapshot(companyCount, seed);
  const text = (write: (row: number) => string): TextVector => ({
    type: "text",
    codes: Uint16Array.from({ length: companyCount }, (_, row) => row),
    dictionary: Array.from({ length: companyCount }, (_, row) => write(row)),
  });
  const number = (write: (row: number) => number): NumberVector => ({
    type: "number",
    values: Float64Array.from({ length: companyCount }, (_, row) => write(row)),
    reasons: new Uint8Array(companyCount),
  });
  const own: ReadonlyMap<string, NumberVector | TextVector> = new Map<string, NumberVector | TextVector>([
    ["cik", text((row) => String(row + 1).padStart(10, "0"))],
    ["ticker", text((row) => `T${row}A`)],
    ["weight", number((row) => (row + 1) / 10_000)],
    ["price", number((row) => 10 + row)],
  ]);
  const vectors = table.columns.map(({ id }) => [id, own.get(id) ?? table.getVector(id)] as const);
  return { info, table: createColumnTable(companyCount, vectors as [string, NumberVector | TextVector][]) };
}

/** The list with a second, lighter class of some companies, each inserted somewhere. */
function addClasses(
  { info, table }: Snapshot,
  classes: readonly { readonly company: number; readonly place: number }[],
) {
  const companies = Array.from({ length: table.rowCount }, (_, row) => ({ row, isSecond: false }));
  const lines = [...companies];
  for (const { company, place } of classes)
    lines.splice(place % (lines.length + 1), 0, { row: company, isSecond: true });
  const vectors = table.columns.map(({ id }) => {
    const vector = table.getVector(id) as NumberVector | TextVector;
    if (vector.type === "text") {
      const dictionary =
        id === "ticker"
          ? [...vector.dictionary, ...vector.dictionary.map((text) => text.replace("A", "B"))]
          : vector.dictionary;
      const shift = id === "ticker" ? vector.dictionary.length : 0;
      const codes = Uint16Array.from(
        lines,
        ({ row, isSecond }) => (vector.codes[row] as number) + (isSecond ? shift : 0),
      );
      return [id, { ...vector, codes, dictionary }] as const;
    }
    // The weight of the company is divided; the price of a class is its own.
    const values = Float64Array.from(lines, ({ row, isSecond }) => {
      const value = vector.values[row] as number;
      if (id === "weight") return 0;
      return isSecond && id === "price" ? value * 0.97 : value;
    });
    const reasons = Uint8Array.from(lines, ({ row }) => vector.reasons[row] as number);
    if (id === "weight") {
      const second = new Set(lines.filter(({ isSecond }) => isSecond).map(({ row }) => row));
      lines.forEach(({ row, isSecond }, line) => {
        const whole = vector.values[row] as number;
        values[line] = !second.has(row) ? whole : isSecond ? whole / 4 : whole - whole / 4;
      });
    }
    return [id, { type: "number", values, reasons } as const] as const;
  });
  return { info, table: createColumnTable(lines.length, vectors) } satisfies Snapshot;
}

const queries = [
  "",
  "interest_cover >= 4",
  "pct(roic, sector) > 0.6 and net_income > 0",
  "verdict = weak or total_debt = 0",
];
const measures = [
  "pct(revenue)",
  "pct(interest_cover, sector)",
  "median(net_margin)",
  "rank(ebit)",
  "zscore(roa)",
  "winsor(revenue)",
  "accruals_percentile",
  "weight",
  "market_cap",
];

/** Everything that counts companies or compares them with each other. */
function measureAll(universe: Universe, snapshot: Snapshot) {
  const read = (text: string) => {
    const parsed = parse(text);
    if (!parsed.ok) throw new Error(text);
    const { values, reasons } = universe.evaluator.evaluateNumber(parsed.value);
    return { values: [...values], reasons: [...reasons] };
  };
  const screens = queries.map((query) => {
    const result = runScreen(universe, { query, sort: [], columns: [] }, { offset: 0, limit: 200 });
    if (!result.ok) throw new Error(query);
    const doctor = diagnoseScreen(universe, query);
    const { count, unknown, rows, mask } = result.value;
    const view = openWorkbench(openSnapshot(snapshot)).run({ ...defaultScreen, query }, "passed");
    if (!view.ok || !doctor.ok) throw new Error(query);
    const { furtherLines: _, ...counts } = view.value.view;
    return {
      count,
      unknown,
      rows: [...rows],
      doctor: doctor.value,
      summary: computeSummary(universe.evaluator, mask, markProvisional(universe)),
      counts,
    };
  });
  const [scenario] = scenarioPresets;
  const { migration, flipped } = getJudgeSession(universe).reflag(
    (scenario as (typeof scenarioPresets)[number]).scenario,
  );
  return {
    measures: measures.map(read),
    verdicts: universe.judgement.counts,
    screens,
    migration,
    flipped: [...flipped],
    coverage: measureCoverage(
      universe,
      [{ id: "revenue", label: "", kind: "fact" } as never],
      new Uint8Array(universe.rowCount).fill(1),
    ),
  };
}

describe("S-6: a second class of shares", () => {
  it("changes no count of companies, no median, percentile or share", () => {
    const list = buildList(7);
    const before = measureAll(createUniverse(list), list);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ company: fc.nat(companyCount - 1), place: fc.nat(200) }), {
          minLength: 1,
          maxLength: 6,
          selector: ({ company }) => company,
        }),
        (classes) => {
          const longer = addClasses(list, classes);
          const universe = createUniverse(longer);
          expect(universe.rowCount).toBe(companyCount);
          expect(universe.lines.lineCount).toBe(companyCount + classes.length);
          // The heavier line stands for the company, so that rows come in the order of those lines: that of the list.
          expect(measureAll(universe, longer)).toEqual(before);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("is listed below the first, with its own ticker, price and weight and the company's figures", () => {
    const longer = addClasses(buildList(7), [{ company: 7, place: 0 }]);
    const run = openWorkbench(openSnapshot(longer)).run(
      {
        ...defaultScreen,
        columns: ["price", "weight", "revenue"],
        sort: [{ expression: "revenue", descending: true }],
      },
      "passed",
    );
    if (!run.ok) throw new Error("The screen runs.");
    const { view, rows } = run.value;
    expect([view.count, view.total, view.furtherLines, rows.count]).toEqual([
      companyCount,
      companyCount,
      1,
      companyCount + 1,
    ]);
    const listed = takeRows(run.value, rows.count);
    expect(new Set(listed.map(({ ticker }) => ticker)).size).toBe(companyCount + 1);
    const at = listed.findIndex(({ ticker }) => ticker === "T7A");
    const [first, second] = [listed[at], listed[at + 1]];
    expect(second?.ticker).toBe("T7B");
    expect(second?.cells[2]).toEqual(first?.cells[2]);
    expect(view.heads.map(({ expression }) => expression)).toEqual(["price", "weight", "revenue"]);
    const [price, otherPrice] = [first?.cells[0], second?.cells[0]];
    expect(otherPrice?.type === "number" && price?.type === "number" && otherPrice.value / price.value).toBeCloseTo(
      0.97,
      12,
    );
    const weights = [first?.cells[1], second?.cells[1]].map((cell) =>
      cell?.type === "number" ? cell.value : Number.NaN,
    );
    expect((weights[0] as number) + (weights[1] as number)).toBeCloseTo(8 / 10_000, 12);
  });

  it("leads to the row of its company, by each ticker", () => {
    const universe = createUniverse(addClasses(buildList(7), [{ company: 7, place: 0 }]));
    const row = findCompanyRow(universe, "T7A");
    expect(row).not.toBeNull();
    expect(findCompanyRow(universe, "t7b")).toBe(row);
    expect(findFilerRow(universe, "0000000008")).toBe(row);
    expect(
      ["T7A", "T7B", "OLD"].map((ticker) => readLineTicker(universe.lines, findLine(universe, row ?? 0, ticker))),
    ).toEqual(["T7A", "T7B", "T7A"]);
  });

  it("leaves a list without one as it is, and lines without a filer apart", () => {
    const list = buildList(7);
    expect(createUniverse(list).table).toBe(list.table);
    const unmatched = buildRandomSnapshot(12, 3);
    expect(createUniverse(unmatched, { policy: policyV1 }).rowCount).toBe(12);
  });
});
