import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, parseQuery } from "#lib/expr/parse";
import { print } from "#lib/expr/print";
import { TypedNames } from "#lib/expr/typed-names";
import { pickedRowsMax, runScreen, type ScreenResult } from "#lib/screen/run/run-screen";
import type { SortKey } from "#lib/screen/screen";
import { buildRandomTarget, numberIds } from "../../../support/random-table";

type Target = ReturnType<typeof buildRandomTarget>;

function run(target: Target, query: string, sort: readonly SortKey[], page = { offset: 0, limit: 50 }): ScreenResult {
  const result = runScreen(target, { query, sort: [...sort], columns: [] }, page);
  if (!result.ok) throw new Error(`${query}: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What a screen means, on whole columns and by comparing rows one by one. */
function define(target: Target, query: string, sort: readonly SortKey[]) {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(query);
  const { filter, rank } = parsed.value;
  const { evaluator, rowCount } = target;
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const vector = filter === null ? null : evaluator.evaluateTruth(filter);
  const isSet = (bits: Uint32Array | undefined, row: number) =>
    bits === undefined || (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  const keys = [
    ...(rank === null ? [] : [{ node: rank, descending: true }]),
    ...sort.map(({ expression, descending }) => {
      const node = parse(expression);
      if (!node.ok) throw new Error(expression);
      return { node: node.value, descending };
    }),
  ].map(({ node, descending }) => ({ read: buildRead(target, node), descending }));
  const compare = (left: number, right: number): number => {
    for (const { read, descending } of keys) {
      const [a, b] = [read(left), read(right)];
      if (a === b) continue;
      if (a === null || b === null) return a === null ? 1 : -1;
      return (a < b ? -1 : 1) * (descending ? -1 : 1);
    }
    return left - right;
  };
  const passed = rows.filter((row) => isSet(vector?.truth, row)).sort(compare);
  const unknown = rows.filter((row) => !isSet(vector?.known, row)).sort(compare);
  return { passed, unknown };
}

function buildRead(
  { evaluator }: Target,
  node: Parameters<Target["evaluator"]["evaluate"]>[0],
): (row: number) => number | string | null {
  const vector = evaluator.evaluate(node);
  return (row) => {
    if (vector.type === "number") return vector.reasons[row] === 0 ? (vector.values[row] as number) : null;
    if (vector.type === "text") return vector.dictionary[vector.codes[row] as number]?.toLowerCase() ?? null;
    const bit = (bits: Uint32Array) => ((bits[row >>> 5] as number) >>> (row & 31)) & 1;
    return bit(vector.known) === 1 ? bit(vector.truth) : null;
  };
}

const id = fc.constantFrom(...numberIds);
const bound = fc.integer({ min: -10, max: 16 }).map((quarter) => quarter / 4);
const operator = fc.constantFrom("<", "<=", ">", ">=", "=", "!=");
const subject = fc.oneof(
  id,
  fc.tuple(id, fc.constantFrom("+", "-", "*", "/", "/", "/"), id).map((parts) => parts.join(" ")),
  fc.tuple(id, id).map(([x, y]) => `max(${x}, coalesce(${y}, 0.25))`),
  // A percentile itself is compared with numbers up to 1 only.
  id.map((x) => `3 * pct(${x})`),
  fc.tuple(id, id).map(([x, y]) => `if(${x} > 0, ${y}, ${x})`),
);
const clause = fc.oneof(
  {
    arbitrary: fc.tuple(subject, operator, bound).map(([x, is, b]) => ({ write: (c: number) => `${x} ${is} ${c}`, b })),
    weight: 5,
  },
  fc.tuple(subject, bound).map(([x, b]) => ({ write: (c: number) => `${x} between ${c} and 1.5`, b })),
  fc.tuple(subject, bound).map(([x, b]) => ({ write: (c: number) => `${c} <= ${x}`, b })),
  fc
    .constantFrom(
      "sector = energy",
      "(a > 0 or b is missing)",
      "not (c < 0)",
      "sector in (energy, utilities)",
      "d is known",
    )
    .map((text) => ({ write: () => text, b: 0 })),
);
const weight = fc.integer({ min: -9, max: 9 }).map((tenth) => tenth / 10);
const key = fc.oneof(
  fc.tuple(weight, weight).map(
    ([x, y]) =>
      (v: number) =>
        `${x + v} * pct(a) + ${y} * pct(b) + zscore(c)`,
  ),
  subject.map((text) => () => text),
  fc.constant(() => "sector"),
  fc.constant(() => "a > b"),
);

describe("runScreen", () => {
  it("answers as its definition does, read anew, with other numbers, and page by page", () => {
    fc.assert(
      fc.property(
        fc.record({
          rowCount: fc.integer({ min: 0, max: 500 }),
          seed: fc.nat(),
          distinct: fc.constantFrom(3, 23, 5_000),
        }),
        fc.array(clause, { maxLength: 5 }),
        fc.array(fc.record({ key, descending: fc.boolean() }), { maxLength: 3 }),
        fc.array(fc.array(bound, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
        fc.record({ offset: fc.integer({ min: 0, max: 250 }), limit: fc.integer({ min: 0, max: 250 }) }),
        fc.boolean(),
        ({ rowCount, seed, distinct }, clauses, keys, others, page, isRanked) => {
          const target = buildRandomTarget(rowCount, seed, distinct);
          for (const numbers of [null, ...others]) {
            const bounds = numbers ?? clauses.map(({ b }) => b);
            const filter = clauses.map(({ write }, at) => write(bounds[at] as number)).join(" and ");
            const query = isRanked ? `${filter} rank by ${(numbers?.[5] ?? 1) + 3} pct(d) - 0.5 pct(a)` : filter;
            const sort = keys.map(({ key: write, descending }) => ({
              expression: write(numbers?.[4] ?? 0),
              // Directions turn once among the other numbers.
              descending: descending !== (numbers !== null && numbers === others[1]),
            }));
            const { passed, unknown } = define(target, query, sort);
            const result = run(target, query, sort, page);
            const { offset, limit } = page;
            expect([result.count, result.unknown]).toEqual([passed.length, unknown.length]);
            expect([...result.rows]).toEqual(passed.slice(offset, offset + limit));
            expect([...result.take(3, 20)]).toEqual(passed.slice(3, 23));
            expect([...result.take(0, rowCount)]).toEqual(passed);
            expect([...result.takeUnknown(0, rowCount)]).toEqual(unknown);
          }
        },
      ),
      { numRuns: 250 },
    );
  });

  it("keeps an answer as it was, whatever is run after it", () => {
    const target = buildRandomTarget(1_000, 5, 4_000);
    const ask = (low: number, weight: number) =>
      run(target, `a > ${low} and b / c > 0.5 rank by ${weight} pct(d) - 0.5 pct(a)`, [], { offset: 0, limit: 5 });
    const first = ask(-200, 0.2);
    const { passed } = define(target, "a > -200 and b / c > 0.5 rank by 0.2 pct(d) - 0.5 pct(a)", []);
    for (let step = 1; step < 6; step += 1) ask(step * 50, step);
    expect([...first.take(0, pickedRowsMax + 50)]).toEqual(passed.slice(0, pickedRowsMax + 50));
    expect(first.count).toBe(passed.length);
  });

  it.each(["a / b", "a * 1e308 * 1e308", "0.5 * pct(a) / (b - b)", "-(a / b) + c"])(
    "puts rows last whose %s is no number, in both directions",
    (expression) => {
      const target = buildRandomTarget(400, 3);
      for (const descending of [true, false]) {
        const sort = [{ expression, descending }];
        expect([...run(target, "d < 3", sort, { offset: 0, limit: 400 }).rows]).toEqual(
          define(target, "d < 3", sort).passed,
        );
        expect([...run(target, "d < 3", sort, { offset: 0, limit: 100 }).rows]).toEqual(
          define(target, "d < 3", sort).passed.slice(0, 100),
        );
      }
    },
  );

  it("gives nothing beyond the end and all without a filter", () => {
    const target = buildRandomTarget(40, 1);
    const result = run(target, "", [{ expression: "a", descending: true }], { offset: 38, limit: 10 });
    expect([result.count, result.unknown, result.rows.length]).toEqual([40, 0, 2]);
    expect(result.take(40, 10).length).toBe(0);
    expect(result.take(500, 10).length).toBe(0);
    expect(run(target, "a between 2 and 1", []).count).toBe(0);
  });

  it("says what is wrong with its query, its sort and its columns at once", () => {
    const asked = { query: "x > 1", sort: [{ expression: "y", descending: true }], columns: ["z", "a"] };
    const result = runScreen(buildRandomTarget(5, 1), asked, { offset: 0, limit: 1 });
    expect(!result.ok && result.error.map(({ parameter }) => parameter)).toEqual(["q", "sort", "columns"]);
  });

  it("refuses a text with other numbers whose read form would be refused", () => {
    const target = buildRandomTarget(5, 1);
    run(target, "a > 1", []);
    const result = runScreen(
      target,
      { query: `a > ${"9".repeat(400)}`, sort: [], columns: [] },
      { offset: 0, limit: 1 },
    );
    expect(!result.ok && result.error[0]?.errors[0]?.message).toContain("too large");
  });

  it("L-57: refuses a percentile above 1 however the text is read", () => {
    const target = buildRandomTarget(40, 1);
    const texts = ["pct(a) > 0.5", "pct(a) > 0.75", "pct(a) between 0.1 and 0.9", "a > 1 and pct(b, sector) < 0.5"];
    for (const text of texts) run(target, text, []);
    for (const [text, meant] of [
      ["pct(a) > 80", "pct(a) > 0.8"],
      ["pct(a) between 0.1 and 90", "pct(a) between 0.1 and 0.9"],
      ["a > 1 and pct(b, sector) < 50", "pct(b, sector) < 0.5"],
    ] as const) {
      const result = runScreen(target, { query: text, sort: [], columns: [] }, { offset: 0, limit: 1 });
      const error = result.ok ? undefined : result.error[0]?.errors[0];
      expect([error?.code, error?.hint]).toEqual(["out_of_range", `Write ${meant}.`]);
    }
    run(target, "pct(a) > 1", []);
  });
});

describe("what people type instead of ids", () => {
  const names = TypedNames.build([
    ["Alpha figure", "a"],
    ["A/B", "c"],
  ]);
  const target = { ...buildRandomTarget(300, 7), scope: { ...buildRandomTarget(1, 7).scope, typedNames: () => names } };

  it("gives the rows of the ids, read anew and with other numbers", () => {
    const bound = fc.integer({ min: -8, max: 8 }).map((quarter) => quarter / 4);
    fc.assert(
      fc.property(bound, bound, bound, (low, ratio, weight) => {
        const rank = `rank by ${weight + 3} pct(`;
        const typed = run(target, `alpha figure > ${low} and a/b <= ${ratio} ${rank}Alpha Figure) - 0.5 pct(d)`, []);
        const plain = run(target, `a > ${low} and c <= ${ratio} ${rank}a) - 0.5 pct(d)`, []);
        expect([...typed.rows]).toEqual([...plain.rows]);
        expect([typed.count, typed.unknown]).toEqual([plain.count, plain.unknown]);
        expect(typed.query.filter && print(typed.query.filter)).toBe(plain.query.filter && print(plain.query.filter));
      }),
    );
  });
});
