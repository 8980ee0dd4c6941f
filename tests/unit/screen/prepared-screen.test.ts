import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PreparedScreen, prepareScreen } from "@/lib/screen/prepared-screen";
import { runScreen } from "@/lib/screen/run-screen";
import type { SortKey } from "@/lib/screen/screen";
import { buildRandomTarget, numberIds } from "./random-table";

function prepare(
  target: ReturnType<typeof buildRandomTarget>,
  query: string,
  sort: readonly SortKey[] = [],
): PreparedScreen {
  const prepared = prepareScreen(target, { query, sort: [...sort] });
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.error));
  return prepared.value;
}

function run(target: ReturnType<typeof buildRandomTarget>, query: string, sort: readonly SortKey[], limit: number) {
  const result = runScreen(target, { query, sort: [...sort], columns: [] });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { count, unknown, rows } = result.value;
  return { count, unknown, rows: [...rows.subarray(0, limit)] };
}

const id = fc.constantFrom(...numberIds);
const bound = fc.integer({ min: -10, max: 16 }).map((quarter) => quarter / 4);
const operator = fc.constantFrom("<", "<=", ">", ">=", "=");
const condition = fc.record({ id, operator, bound });
const fixed = fc.constantFrom(
  "",
  " and sector = energy",
  " and (a > 0 or b is missing)",
  " and not (c < 0)",
  " and d != 0.5",
);
const weight = fc.integer({ min: -9, max: 9 }).map((tenth) => tenth / 10);

describe("a prepared screen", () => {
  it("answers as the screen that is read anew, for other thresholds and other weights", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(),
        fc.array(condition, { minLength: 1, maxLength: 5 }),
        fixed,
        fc.array(bound, { minLength: 10, maxLength: 10 }),
        fc.array(weight, { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        (rowCount, seed, conditions, rest, bounds, weights, descending, limit) => {
          const target = buildRandomTarget(rowCount, seed);
          const write = (values: ArrayLike<number>): string =>
            conditions.map((part, at) => `${part.id} ${part.operator} ${values[at]}`).join(" and ") +
            rest +
            ` and a + b between ${values[conditions.length]} and ${values[conditions.length + 1]}`;
          const score = (w: ArrayLike<number>): readonly SortKey[] => [
            { expression: `${w[0]} * pct(a) + ${w[1]} * pct(b) + ${w[2]} * zscore(c)`, descending },
            { expression: "d", descending: !descending },
          ];
          const first = conditions.map((part) => part.bound).concat(-1, 1);
          const prepared = prepare(target, write(first), score([0.4, 0.3, -0.3]));
          const answer = () => {
            const { count, unknown, rows } = prepared.run(limit);
            return { count, unknown, rows: [...rows] };
          };
          expect(answer()).toEqual(run(target, write(first), score([0.4, 0.3, -0.3]), limit));
          prepared.constants.set(bounds.slice(0, prepared.constants.length));
          expect(answer()).toEqual(run(target, write(bounds), score([0.4, 0.3, -0.3]), limit));
          prepared.weights.set(weights);
          expect(answer()).toEqual(run(target, write(bounds), score(weights), limit));
          expect(prepared.count().count).toBe(answer().count);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lists its numbers in reading order", () => {
    const prepared = prepare(
      buildRandomTarget(5, 1),
      "a > 1 and 2 >= b and sector = energy and c between 3 and 4 and d != 5",
    );
    expect([...prepared.constants]).toEqual([1, 2, 3, 4]);
  });

  it("keeps all rows without a query, none for an empty range, and picks few from many", () => {
    const target = buildRandomTarget(10_000, 7, 5_000);
    const sort = [{ expression: "a", descending: true }];
    expect(prepare(target, "", sort).run(3)).toMatchObject({ count: 10_000, unknown: 0 });
    expect(prepare(target, "a between 2 and 1").run(5).count).toBe(0);
    const query = "b > 1230 and c > 900";
    expect([...prepare(target, query, sort).run(20).rows]).toEqual(run(target, query, sort, 20).rows);
  });

  it("refuses a number that is none", () => {
    const prepared = prepare(buildRandomTarget(5, 1), "a > 1");
    prepared.constants[0] = Number.NaN;
    expect(() => prepared.run(5)).toThrow(/Constant 0/);
  });

  it("says what is wrong with its query and its sort", () => {
    const result = prepareScreen(buildRandomTarget(5, 1), {
      query: "x > 1",
      sort: [{ expression: "y", descending: true }],
    });
    expect(!result.ok && result.error.map(({ parameter }) => parameter)).toEqual(["q", "sort"]);
  });
});
