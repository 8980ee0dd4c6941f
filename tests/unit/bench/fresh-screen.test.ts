import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/sample/random";
import { getReasonCode } from "#lib/util/missing";
import { openFreshArqueroPeers } from "../../bench/engine/arquero-peer";
import { type BenchTable, columnNames, createBenchTable, createTableOf } from "../../bench/engine/bench-table";
import { requireSame } from "../../bench/engine/compare-answers";
import { openFreshDuckdbPeers } from "../../bench/engine/duckdb-peer";
import { createScreenDraw, type FreshScreen, keptShares } from "../../bench/engine/fresh-screen";
import { createFreshTasks, type FreshTask, FreshTasks } from "../../bench/engine/fresh-tasks";
import { writeFreshPredicate, writeFreshQuery, writeFreshRank, writeFreshSql } from "../../bench/engine/fresh-texts";
import { openFreshObjectRowsPeers } from "../../bench/engine/object-rows-peer";
import { askEngine, createTarget, openOwnFreshPeer } from "../../bench/engine/own-peer";
import type { OpenFreshPeer } from "../../bench/engine/peer";
import { openFreshPglitePeers } from "../../bench/engine/pglite-peer";

const table = createBenchTable(2000, 3);
const source = { names: columnNames, getColumn: (name: string) => table.getColumn(name) };

describe("screens that nobody has asked for", () => {
  const tasks = createFreshTasks([source], 7);
  const screens = tasks.take(400, 50).map(({ screen }) => screen);

  test("no text comes twice, also across tables that draw alike", () => {
    const drawn = createFreshTasks([source, source], 7)
      .take(400, 50)
      .map(({ screen }) => writeFreshQuery(screen));
    expect(new Set(drawn).size).toBe(400);
    expect([tasks.count, tasks.textCount]).toEqual([400, 400]);
  });

  test("a text that comes again is drawn anew", () => {
    const draw = createScreenDraw(source, 1);
    const [first, second] = [draw(), draw()];
    // With other numbers alone it would still be a screen that was prepared before.
    const moved = { ...first, terms: first.terms.map((term) => ({ ...term, weight: term.weight / 2 })) };
    const repeating = new FreshTasks([sequence([first, first, moved, second])]);
    expect(repeating.take(2, 50).map(({ screen }) => screen)).toEqual([first, second]);
    expect([repeating.count, repeating.textCount]).toEqual([2, 2]);
  });

  test("there are three to seven rules, one of them a ratio, and two to four parts of the score, of columns that differ", () => {
    const counts = new Set(screens.map(({ clauses }) => clauses.length));
    expect([...counts].sort()).toEqual([3, 4, 5, 6, 7]);
    expect([...new Set(screens.map(({ terms }) => terms.length))].sort()).toEqual([2, 3, 4]);
    for (const { clauses, terms } of screens) {
      const divisors = clauses.flatMap((clause) =>
        clause.kind === "comparison" && clause.divisor !== null ? [clause.divisor] : [],
      );
      expect(divisors).toHaveLength(1);
      const names = [...clauses.map(({ column }) => column), ...divisors, ...terms.map(({ column }) => column)];
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("every operator, every place of the ratio, every column and both signs are drawn", () => {
    const kinds = screens.flatMap(({ clauses }) =>
      clauses.map((clause) => (clause.kind === "between" ? "between" : clause.operator)),
    );
    expect([...new Set(kinds)].sort()).toEqual(["<", "<=", ">", ">=", "between"]);
    const ratioPlaces = screens.map(({ clauses }) =>
      clauses.findIndex((clause) => clause.kind === "comparison" && clause.divisor !== null),
    );
    expect(new Set(ratioPlaces).size).toBe(7);
    expect(new Set(screens.flatMap(({ clauses }) => clauses.map(({ column }) => column)))).toEqual(
      new Set(columnNames),
    );
    expect(new Set(screens.flatMap(({ terms }) => terms.map(({ weight }) => Math.sign(weight))))).toEqual(
      new Set([1, -1]),
    );
  });

  test("a screen keeps 2% to 15% of the rows, in the middle about 5%", () => {
    const target = createTarget(table);
    const shares = screens
      .map((screen) => askEngine(target, writeFreshQuery(screen), 0).count / table.rowCount)
      .sort((left, right) => left - right);
    expect(shares[0]).toBeGreaterThanOrEqual(keptShares.min);
    expect(shares.at(-1)).toBeLessThanOrEqual(keptShares.max);
    expect(shares[200]).toBeGreaterThan(0.04);
    expect(shares[200]).toBeLessThan(0.065);
  });

  test("the same seed draws the same screens, another one others", () => {
    const draw = (seed: number) => writeFreshQuery(createScreenDraw(source, seed)());
    expect(draw(1)).toBe(draw(1));
    expect(draw(1)).not.toBe(draw(2));
  });

  test("columns that no screen can tell apart are a fault and no endless search", () => {
    const flat = { names: columnNames, getColumn: () => new Float64Array(100).fill(1) };
    expect(createScreenDraw(flat, 1)).toThrow("keeps a share");
  });
});

describe("the texts of a screen", () => {
  const screen: FreshScreen = {
    clauses: [
      { kind: "comparison", column: "a", divisor: null, operator: ">=", bound: 1.5e8 },
      { kind: "between", column: "b", low: -0.0000001, high: 0.25 },
      { kind: "comparison", column: "c", divisor: "d", operator: "<", bound: 3 },
    ],
    terms: [
      { column: "e", weight: -0.3 },
      { column: "f", weight: 0.7 },
      { column: "g", weight: -0.25 },
    ],
  };

  test("in the language", () => {
    expect(writeFreshQuery(screen)).toBe(
      "a >= 150000000 and b between -0.0000001 and 0.25 and c / d < 3 " +
        "rank by -0.3 pct(e) + 0.7 pct(f) - 0.25 pct(g)",
    );
  });

  test("in SQL, where every number is a double", () => {
    expect(writeFreshSql("t", screen, 50)).toBe(
      "select id from t where a >= 1.5e+8 and b between -1e-7 and 2.5e-1 and c / nullif(d, 0) < 3e+0 " +
        "order by -3e-1 * pct_e + 7e-1 * pct_f - 2.5e-1 * pct_g desc nulls last, id limit 50",
    );
  });

  test("in JavaScript", () => {
    expect(writeFreshPredicate(screen, "d.")).toBe(
      "d.a >= 150000000 && d.b >= -1e-7 && d.b <= 0.25 && d.d !== 0 && d.c / d.d < 3",
    );
    expect(writeFreshRank(screen, "d.")).toBe("-0.3 * d.pct_e + 0.7 * d.pct_f - 0.25 * d.pct_g");
  });
});

const competitors: readonly (readonly [string, number, OpenFreshPeer])[] = [
  ["arquero", 2, openFreshArqueroPeers],
  ["DuckDB", 1, openFreshDuckdbPeers],
  ["PGlite", 1, openFreshPglitePeers],
  ["an array of objects", 2, openFreshObjectRowsPeers],
];

describe("answers to screens that nobody has asked for", () => {
  const names = columnNames.slice(0, 24);
  const tables = [createBenchTable(300, 5), createCoarseTable(300, 6)];
  const tasks = createFreshTasks(
    tables.map((one) => ({ names, getColumn: (name) => one.getColumn(name) })),
    11,
  );
  const asked: readonly FreshTask[] = [...tasks.take(40, 300), ...tasks.take(40, 7)];
  const own = openOwnFreshPeer(tables.map(createTarget));

  test("a quarter of the screens of the coarse table keep rows of equal scores, and most keep rows without one", () => {
    const [, coarse] = tables as [BenchTable, BenchTable];
    const target = createTarget(coarse);
    const ofCoarse = asked.filter((task) => task.table === 1);
    const kept = ofCoarse.map(({ screen }) =>
      Array.from(askEngine(target, writeFreshQuery(screen), 300).rows, (row) => computeScore(coarse, screen, row)),
    );
    const known = kept.map((scores) => scores.filter((score) => !Number.isNaN(score)));
    const tied = known.filter((scores) => new Set(scores).size < scores.length);
    expect(tied.length).toBeGreaterThanOrEqual(ofCoarse.length / 4);
    expect(kept.filter((scores) => scores.some(Number.isNaN)).length).toBeGreaterThan(ofCoarse.length / 2);
    expect(coarse.getColumn("metric_1")).toContain(0);
  });

  test.each(competitors)("%s answers as the engine does (ways to ask: %i)", async (_name, wayCount, open) => {
    const peers = await open(tables, names);
    try {
      for (const task of asked) {
        const expected = await own.prepare(task)();
        for (const peer of peers) requireSame(peer.name, JSON.stringify(task), expected, await peer.prepare(task)());
      }
      expect(peers).toHaveLength(wayCount);
    } finally {
      await peers[0].close?.();
    }
  });
});

function computeScore(one: BenchTable, { terms }: FreshScreen, row: number): number {
  return terms.reduce((sum, { column, weight }) => sum + weight * (one.getPercentiles(column)[row] as number), 0);
}

/** Few different numbers, below and above 0, of which one in five is missing. */
function createCoarseTable(rowCount: number, seed: number): BenchTable {
  const random = createRandom(seed);
  const columns = columnNames.map((name) => {
    const values = Float64Array.from({ length: rowCount }, () =>
      random.chance(0.2) ? Number.NaN : random.integer(-2, 2) / 2,
    );
    const reasons = Uint8Array.from(values, (value) => (Number.isNaN(value) ? getReasonCode("not_reported") : 0));
    return [name, { type: "number", values, reasons } as const] as const;
  });
  return createTableOf(new Map(columns), rowCount, seed);
}

function sequence<Item>(items: readonly Item[]): () => Item {
  let at = -1;
  return () => {
    at += 1;
    return items[at] as Item;
  };
}
