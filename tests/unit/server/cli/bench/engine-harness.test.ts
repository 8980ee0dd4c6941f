import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createNumbers, createShapes, writeQuery, writeSql } from "@/lib/server/cli/bench/engine/bench-screen";
import { createBenchTable } from "@/lib/server/cli/bench/engine/bench-table";
import { describeDifference, requireSame } from "@/lib/server/cli/bench/engine/compare-answers";
import { openObjectRowsPeer } from "@/lib/server/cli/bench/engine/object-rows-peer";
import { openOwnPeer } from "@/lib/server/cli/bench/engine/own-peer";
import { race } from "@/lib/server/cli/bench/engine/race";
import { computeRatios, computeSpread, formatFigure } from "@/lib/server/cli/bench/engine/statistics";
import { createTaskStream } from "@/lib/server/cli/bench/engine/task-stream";

describe("statistics", () => {
  test("the spread of an odd and of an even count is the middle and the quarters", () => {
    expect(computeSpread([5, 1, 3, 2, 4])).toEqual({ median: 3, low: 2, high: 4, count: 5 });
    expect(computeSpread([4, 1, 3, 2])).toEqual({ median: 2.5, low: 1.75, high: 3.25, count: 4 });
    expect(computeSpread([7])).toEqual({ median: 7, low: 7, high: 7, count: 1 });
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
      const draw = createNumbers(table, shape, "thresholds and weights", 1);
      expect(new Set(Array.from({ length: 50 }, () => writeQuery(shape, draw()))).size).toBe(50);
      expect(writeSql("t", shape).match(/\$\d+/g)).toHaveLength(10);
    }
  });

  test("the engine and a predicate by hand answer alike", () => {
    const own = openOwnPeer(arena);
    for (const peer of [openObjectRowsPeer(arena)]) {
      if (peer instanceof Promise) throw new Error("Impossible state: these are ready at once");
      fc.assert(
        fc.property(
          fc.nat(1000),
          fc.constantFrom("thresholds" as const, "thresholds and weights" as const),
          fc.constantFrom(1, 50, 300),
          (seed, moving, limit) => {
            const nextTask = createTaskStream(arena, moving, seed, limit);
            const task = nextTask();
            const expected = Array.from(own.run(task) as ArrayLike<number>);
            expect(describeDifference(expected, peer.run(task) as ArrayLike<number>)).toBeNull();
            expect(own.count(task)).toBeGreaterThanOrEqual(expected.length);
          },
        ),
        { numRuns: 10 },
      );
    }
  });
});
