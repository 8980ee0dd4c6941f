import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findRankIndex } from "#lib/expr/engine/rank-index";
import { createNumbers, createShapes, writeQuery, writeSql } from "../../bench/engine/bench-screen";
import { createBenchTable } from "../../bench/engine/bench-table";
import { chooseFaster } from "../../bench/engine/choose-faster";
import { describeDifference, requireSame } from "../../bench/engine/compare-answers";
import { makeReady } from "../../bench/engine/make-ready";
import { openObjectRowsPeer } from "../../bench/engine/object-rows-peer";
import { createTarget, openOwnPeer } from "../../bench/engine/own-peer";
import { race } from "../../bench/engine/race";
import { raceTasks } from "../../bench/engine/race-tasks";
import { setEnvironment } from "../../bench/engine/set-environment.mjs";
import {
  computeP95,
  computeRatios,
  computeSpread,
  formatDuration,
  formatFigure,
  formatMicroseconds,
} from "../../bench/engine/statistics";
import { createTaskStream } from "../../bench/engine/task-stream";

describe("statistics", () => {
  test("the spread of an odd and of an even count is the middle and the quarters", () => {
    expect(computeSpread([5, 1, 3, 2, 4])).toEqual({ median: 3, low: 2, high: 4, count: 5 });
    expect(computeSpread([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25, count: 4 });
    expect(computeSpread([7])).toEqual({ median: 7, low: 7, high: 7, count: 1 });
  });

  test("one in twenty measurements lies above the 95th percentile", () => {
    expect(computeP95(Array.from({ length: 101 }, (_, value) => value))).toBe(95);
    expect(() => computeP95([])).toThrow("nothing was measured");
  });

  test("numbers sort by size and not as texts", () => {
    expect(computeSpread([10, 9, 100]).median).toBe(10);
  });

  test("nothing measured is a fault and no number", () => {
    expect(() => computeSpread([])).toThrow("nothing was measured");
  });

  test("a ratio is taken round by round, so that a slow round of both changes nothing", () => {
    expect(computeRatios([20, 200, 20], [2, 20, 2])).toEqual({ median: 10, low: 10, high: 10, count: 3 });
    expect(() => computeRatios([1, 2], [1])).toThrow("do not pair up");
  });

  test("a duration is told in the unit that reads best", () => {
    expect([999, 1500, 2_000_000].map(formatDuration)).toEqual(["999 µs", "1.50 ms", "2.00 s"]);
    expect(formatMicroseconds({ median: 1500, low: 900, high: 12_000, count: 3 })).toBe("1.50 ms (0.900 to 12.0)");
  });

  test("a figure has three digits that count", () => {
    expect([0.012345, 1.2345, 12.345, 1234.5].map(formatFigure)).toEqual(["0.0123", "1.23", "12.3", "1,235"]);
  });
});

describe("comparison of answers", () => {
  test("the same rows in the same order are the same answer, whatever holds them", () => {
    expect(describeDifference(Uint32Array.of(3, 1), [3, 1])).toBeNull();
    expect(describeDifference([], [])).toBeNull();
  });

  test("another order, a row less and a row more are different answers", () => {
    expect(describeDifference([3, 1], [1, 3])).toBe("place 1 of 2 is row 1 instead of row 3");
    expect(describeDifference([3, 1], [3])).toBe("place 2 of 2 is row none instead of row 1");
    expect(describeDifference([3], [3, 1])).toBe("place 2 of 1 is row 1 instead of row none");
  });

  test("a competitor that answers otherwise stops the benchmark with its name and the question", () => {
    expect(() => requireSame("slowdb", "a > 1", [1], [2])).toThrow(/slowdb answers otherwise.*Asked for: a > 1/);
  });
});

describe("race", () => {
  test("each runner works in each round, and never alone at the front", async () => {
    const order: string[] = [];
    const build = (name: string) => ({
      name,
      run: (_round: number, times: number) => {
        order.push(name);
        expect(times).toBeGreaterThanOrEqual(1);
      },
    });
    const times = await race([build("a"), build("b")], { rounds: 4, roundMs: 0, timesMax: 1 });
    expect([...times].map(([name, values]) => [name, values.length])).toEqual([
      ["a", 4],
      ["b", 4],
    ]);
    expect(order.slice(-8)).toEqual(["a", "b", "b", "a", "a", "b", "b", "a"]);
  });

  test("a runner is told how often it will run before each run", async () => {
    const steps: string[] = [];
    const runner = {
      name: "a",
      prepare: (_round: number, times: number) => steps.push(`prepare ${times}`),
      run: (_round: number, times: number) => steps.push(`run ${times}`),
    };
    await race([runner], { rounds: 2, roundMs: 0, timesMax: 1 });
    expect(steps).toEqual(["prepare 1", "run 1", "prepare 1", "run 1", "prepare 1", "run 1"]);
  });

  test("the tasks of a round are prepared together and then done one by one, each with its time", async () => {
    const steps: string[] = [];
    const build = (name: string) => ({
      name,
      prepare: (round: number) => {
        steps.push(`${name} prepares ${round}`);
        return [0, 1].map((task) => () => steps.push(`${name}${round}.${task}`));
      },
    });
    const times = await raceTasks([build("a"), build("b")], 2);
    expect(steps).toEqual([
      ...["a prepares 0", "a0.0", "a0.1", "b prepares 0", "b0.0", "b0.1"],
      ...["b prepares 1", "b1.0", "b1.1", "a prepares 1", "a1.0", "a1.1"],
    ]);
    expect([...times].map(([name, { rounds, each }]) => [name, rounds.length, each.length])).toEqual([
      ["a", 2, 4],
      ["b", 2, 4],
    ]);
  });

  test("of two ways that answer alike the faster is taken, and ways that differ are a fault", async () => {
    const spin = (ms: number) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    };
    const build = (name: string, ms: number, answer: number) => ({
      name,
      version: "1",
      prepare: () => () => {
        spin(ms);
        return [answer];
      },
    });
    const tasks = [1, 2, 3, 4, 5, 6];
    expect((await chooseFaster([build("slow", 20, 1), build("fast", 0, 1)], tasks)).name).toBe("fast");
    await expect(chooseFaster([build("one", 0, 1), build("other", 0, 2)], tasks)).rejects.toThrow("other answers");
  });
});

describe("what is raced on", () => {
  const table = createBenchTable(300, 5);
  const shapes = createShapes(3, 5);
  const arena = { rowCount: 300, tables: [table], shapes };

  test("the same seed gives the same figures, another one others", () => {
    expect(createBenchTable(300, 5).getColumn("metric_7")).toEqual(table.getColumn("metric_7"));
    expect(createBenchTable(300, 6).getColumn("metric_7")).not.toEqual(table.getColumn("metric_7"));
  });

  test("percentiles are the share below plus half of what is equal, of the known rows", () => {
    const column = table.getColumn("metric_4");
    const known = [...column].filter((value) => !Number.isNaN(value));
    const expected = [...column].map((value) => {
      const below = known.filter((other) => other < value).length;
      const equal = known.filter((other) => other === value).length;
      return Number.isNaN(value) ? Number.NaN : (below + below + equal) / 2 / known.length;
    });
    expect([...table.getPercentiles("metric_4")]).toEqual(expected);
  });

  test("a screen has no column twice, and no two draws of its numbers are alike", () => {
    for (const shape of shapes) {
      const names = [
        shape.above,
        shape.below,
        shape.within,
        shape.least,
        shape.dividend,
        shape.divisor,
        ...shape.ranked,
      ];
      expect(new Set(names).size).toBe(names.length);
      const draw = createNumbers(table, shape, 1);
      expect(new Set(Array.from({ length: 50 }, () => writeQuery(shape, draw()))).size).toBe(50);
      expect(writeSql("t", shape).match(/\$\d+/g)).toHaveLength(10);
    }
  });

  test("thresholds and weights are both others each time", () => {
    const nextTask = createTaskStream({ ...arena, shapes: shapes.slice(0, 1) }, 1, 50);
    const numbers = Array.from({ length: 200 }, () => nextTask().numbers);
    for (let place = 0; place < 6; place += 1) {
      expect(new Set(numbers.map(({ constants }) => constants[place])).size).toBeGreaterThan(place === 4 ? 5 : 100);
    }
    for (let place = 0; place < 3; place += 1) {
      expect(new Set(numbers.map(({ weights }) => weights[place])).size).toBe(200);
    }
  });

  test("the engine from text and a predicate by hand answer alike", async () => {
    const own = openOwnPeer(arena);
    const peer = await openObjectRowsPeer(arena);
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.constantFrom(1, 50, 300), async (seed, limit) => {
        const task = createTaskStream(arena, seed, limit)();
        expect(describeDifference(await own.prepare(task)(), await peer.prepare(task)())).toBeNull();
      }),
      { numRuns: 20 },
    );
  });

  test("what is made ready is what screens read: the same order and percentiles, which are not made again", () => {
    const target = createTarget(table);
    const names = ["metric_1", "metric_4"];
    expect(makeReady(target, names).bytes).toBeGreaterThan(names.length * table.rowCount * 9);
    for (const id of names) {
      const percentiles = target.evaluator.evaluateNumber({ kind: "call", name: "pct", args: [{ kind: "name", id }] });
      expect([...percentiles.values]).toEqual([...table.getPercentiles(id)]);
      expect(findRankIndex(target.evaluator.evaluateNumber({ kind: "name", id }))).not.toBeNull();
    }
    // Another target has nothing ready.
    expect(findRankIndex(createTarget(table).evaluator.evaluateNumber({ kind: "name", id: "metric_1" }))).toBeNull();
  });
});

test("variables of the environment are set, and set back to what they were", () => {
  const [known, unknown] = ["TZ", "BALLAST_BENCH_UNKNOWN"] as const;
  const before = process.env[known];
  const restore = setEnvironment({ [known]: "Mars", [unknown]: "there" });
  expect([process.env[known], process.env[unknown]]).toEqual(["Mars", "there"]);
  restore();
  expect(process.env[known]).toBe(before);
  expect(unknown in process.env).toBe(false);
});
