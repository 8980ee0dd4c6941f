import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeAllRows, smallestPeerGroup } from "#lib/expr/engine/all-rows";
import { getReason } from "#lib/util/missing";
import { buildNumbers, buildText, type Cell } from "../../support/expression-table";

function compute(
  name: Parameters<typeof computeAllRows>[0],
  cells: readonly Cell[],
  groups?: readonly (string | undefined)[],
): readonly Cell[] {
  const { values, reasons } = computeAllRows(name, buildNumbers(cells), groups ? buildText(groups) : null);
  return Array.from(values, (value, row) => {
    const reason = getReason(reasons[row] as number);
    return reason ? { missing: reason } : value;
  });
}

const bank = { missing: "not_applicable" } as const;

describe("L-50: functions of all rows look at rows that are known and applicable", () => {
  test("missing rows keep their reason and are not counted", () => {
    expect(compute("pct", [1, bank, 2, { missing: "stale" }])).toEqual([0.25, bank, 0.75, { missing: "stale" }]);
    expect(compute("rank", [1, bank, 2])).toEqual([2, bank, 1]);
  });

  test("a median stands also for rows that are missing themselves, unless nothing is known", () => {
    expect(compute("median", [1, bank, 2])).toEqual([1.5, 1.5, 1.5]);
    expect(compute("median", [bank, { missing: "stale" }])).toEqual([bank, { missing: "stale" }]);
  });

  test("one known row alone is its own middle, first and median, and has no z-score", () => {
    expect(compute("pct", [7])).toEqual([0.5]);
    expect(compute("rank", [7])).toEqual([1]);
    expect(compute("median", [7])).toEqual([7]);
    expect(compute("winsor", [7])).toEqual([7]);
    expect(compute("zscore", [7])).toEqual([{ missing: "not_meaningful" }]);
  });

  test("no rows give no rows", () => {
    for (const name of ["pct", "rank", "zscore", "median", "winsor"] as const) expect(compute(name, [])).toEqual([]);
  });
});

describe("L-51 to L-55: definitions", () => {
  test("the top fifth is what lies above 80%", () => {
    const cells = Array.from({ length: 100 }, (_, row) => row);
    expect(compute("pct", cells).filter((value) => Number(value) > 0.8)).toHaveLength(20);
  });

  test("equal values share a percentile and the better rank", () => {
    expect(compute("pct", [1, 2, 2, 3])).toEqual([0.125, 0.5, 0.5, 0.875]);
    expect(compute("rank", [1, 2, 2, 3])).toEqual([4, 2, 2, 1]);
  });

  test("percentiles of x and -x add up to one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 60 }), (cells) => {
        const up = compute("pct", cells);
        const down = compute(
          "pct",
          cells.map((cell) => -cell),
        );
        up.forEach((value, row) => {
          expect(Number(value) + Number(down[row])).toBeCloseTo(1, 12);
        });
      }),
    );
  });

  test("z-scores have mean 0 and sample deviation 1", () => {
    const scores = compute("zscore", [3, 8, -2, 14, 5]).map(Number);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 12);
    expect(scores.reduce((sum, score) => sum + score ** 2, 0)).toBeCloseTo(4, 12);
    expect(compute("zscore", [0.1, 0.1, 0.1])).toEqual(Array(3).fill({ missing: "not_meaningful" }));
  });

  test("values near the largest number stay finite or become not meaningful", () => {
    const huge = [1.7e308, -1.7e308, 1.7e308];
    expect(compute("zscore", huge)).toEqual(Array(3).fill({ missing: "not_meaningful" }));
    const middle = 1.7e308 / 2 + 1.6e308 / 2;
    expect(compute("median", [1.7e308, 1.6e308])).toEqual([middle, middle]);
  });

  test("winsor pulls in to the percentiles of linear interpolation", () => {
    const cells = Array.from({ length: 41 }, (_, row) => row);
    const pulled = compute("winsor", cells);
    expect([pulled[0], pulled[1], pulled[20], pulled[39], pulled[40]]).toEqual([1, 1, 20, 39, 39]);
  });
});

describe("L-56: groups", () => {
  const group = (text: string, count: number): string[] => Array.from({ length: count }, () => text);

  test("twenty known rows are a group, nineteen are measured against all rows", () => {
    const groups = [...group("A", 20), ...group("B", 19)];
    const cells = groups.map((text, row) => (text === "A" ? row : 1_000 + row));
    const percentiles = compute("pct", cells, groups);
    expect(percentiles[0]).toBeCloseTo(0.5 / 20, 12);
    expect(percentiles[19]).toBeCloseTo(19.5 / 20, 12);
    expect(percentiles[20]).toBeCloseTo(20.5 / 39, 12);
  });

  test("only known rows make a group large enough", () => {
    const groups = [...group("A", 25), ...group("B", 30)];
    const cells = groups.map((text, row): Cell => (text === "A" && row < 6 ? bank : row));
    expect(compute("median", cells, groups)[10]).toBe(compute("median", cells)[10]);
  });

  test("ranks stay within the group however small", () => {
    expect(compute("rank", [5, 6, 7], ["A", "A", "B"])).toEqual([2, 1, 1]);
  });

  test("rows without a group are not reported, and still belong to all rows", () => {
    expect(compute("pct", [1, 2], [undefined, "A"])).toEqual([{ missing: "not_reported" }, 0.75]);
    expect(compute("pct", [bank, 2], [undefined, "A"])).toEqual([bank, 0.5]);
  });

  test("groups that differ in case or underscores are one group", () => {
    const groups = [...group("Real Estate", 10), ...group("real_estate", 10), ...group("B", 20)];
    const cells = groups.map((_, row) => row);
    expect(compute("median", cells, groups)[0]).toBe(9.5);
  });
});

describe("L-50 to L-56: the definitions, row by row", () => {
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    { arbitrary: fc.integer({ min: -6, max: 6 }).map((quarter) => quarter / 4), weight: 6 },
    { arbitrary: fc.constantFrom(bank, { missing: "stale" } as const), weight: 2 },
  );
  const row = fc.record({ cell, group: fc.constantFrom("A", "B", "C", undefined) });
  const rows = fc.oneof(
    fc.array(row, { maxLength: 120, size: "max" }),
    fc.array(
      row.map(({ group }) => ({ cell: bank, group })),
      { maxLength: 5 },
    ),
  );

  test("hold with ties, missing rows, unknown groups, groups too small, and where nothing is known", () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom("pct", "rank", "zscore", "median", "winsor"),
        fc.boolean(),
        (table, name, by) => {
          const cells = table.map(({ cell }) => cell);
          const groups = table.map(({ group }) => group);
          const known = (group?: string) =>
            table.flatMap(({ cell, group: own }) =>
              typeof cell === "number" && (group === undefined || own === group) ? [cell] : [],
            );
          const expected = table.map(({ cell, group }): Cell => {
            if (by && group === undefined) return typeof cell === "number" ? { missing: "not_reported" } : cell;
            const own = by ? known(group) : known();
            const peers = by && name !== "rank" && own.length < smallestPeerGroup ? known() : own;
            if (name === "median") return peers.length === 0 ? cell : computeQuantile(peers, 0.5);
            if (typeof cell !== "number") return cell;
            const below = peers.filter((other) => other < cell).length;
            const equal = peers.filter((other) => other === cell).length;
            if (name === "pct") return (below + equal / 2) / peers.length;
            if (name === "rank") return peers.length - below - equal + 1;
            if (name === "winsor") {
              return Math.min(Math.max(cell, computeQuantile(peers, 0.025)), computeQuantile(peers, 0.975));
            }
            const mean = peers.reduce((sum, other) => sum + other, 0) / peers.length;
            const squares = peers.reduce((sum, other) => sum + (other - mean) ** 2, 0);
            const isFlat = peers.every((other) => other === cell);
            return isFlat ? { missing: "not_meaningful" } : (cell - mean) / Math.sqrt(squares / (peers.length - 1));
          });
          const actual = compute(name, cells, by ? groups : undefined);
          expect(actual.length).toBe(expected.length);
          expected.forEach((value, at) => {
            if (typeof value === "number") expect(actual[at]).toBeCloseTo(value, 9);
            else expect(actual[at]).toEqual(value);
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});

function computeQuantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  const high = sorted[Math.ceil(place)] as number;
  return low + (high - low) * (place - Math.floor(place));
}
