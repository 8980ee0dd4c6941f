import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { computeDebtDue, readDueSchedule } from "#lib/workbench/portfolio/debt-due";
import { type Holding, isAllOfIt, weighHoldings } from "#lib/workbench/portfolio/weigh-holdings";
import { computeActiveShare, computeWeightedMedian } from "#lib/workbench/portfolio/weighted";

const hold = (ticker: string, row: number | null, size: number | null, priceUsd: number | null = 10): Holding => ({
  ticker,
  row,
  size,
  priceUsd,
});

describe("holdings", () => {
  it("weigh by shares times price; without a price, a number or a share they weigh nothing and are named", () => {
    const weighed = weighHoldings(
      [hold("A", 0, 30, 10), hold("B", 1, 10, 70), hold("C", 2, 5, null), hold("D", 3, null), hold("E", 4, 0)],
      "shares",
    );
    expect(weighed).toEqual({
      positions: [
        { ticker: "A", row: 0, weight: 0.3, valueUsd: 300 },
        { ticker: "B", row: 1, weight: 0.7, valueUsd: 700 },
      ],
      unweighed: ["C"],
      unsized: ["D"],
      typedSum: null,
      valueUsd: 1000,
    });
  });

  it("W-9: typed weights are divided by their sum, which is told, also of companies that the data do not have", () => {
    const weighed = weighHoldings([hold("A", 0, 0.3, null), hold("B", null, 0.2, null)], "weight");
    expect(weighed.positions.map(({ weight }) => weight)).toEqual([0.6, 0.4]);
    expect(weighed.typedSum).toBe(0.5);
    expect([isAllOfIt(0.1 + 0.2 + 0.7), isAllOfIt(0.93), isAllOfIt(1.04)]).toEqual([true, false, false]);
  });

  it("of two classes of one company are one position, each by its own price", () => {
    const { positions } = weighHoldings([hold("A", 0, 1, 10), hold("AB", 0, 1, 30), hold("C", 1, 4, 40)], "shares");
    expect(positions).toMatchObject([
      { ticker: "A", weight: 0.2 },
      { ticker: "C", weight: 0.8 },
    ]);
  });

  test("come to 1, whatever their order", () => {
    const sizes = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.constantFrom("shares", "weight"), (given, sizing) => {
        const holdings = given.map((size, row) => hold(`T${row}`, row, size));
        const { positions } = weighHoldings(holdings, sizing);
        const turned = weighHoldings(holdings.toReversed(), sizing).positions.toReversed();
        expect(turned.map(({ ticker }) => ticker)).toEqual(positions.map(({ ticker }) => ticker));
        for (const [at, { weight }] of positions.entries()) expect(turned[at]?.weight).toBeCloseTo(weight, 9);
        const sum = positions.reduce((total, { weight }) => total + weight, 0);
        if (positions.length > 0) expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe("a weighted median", () => {
  it.each([
    [
      "the number at which half is reached",
      [
        [1, 0.2],
        [2, 0.5],
        [9, 0.3],
      ],
      2,
      1,
    ],
    [
      "the middle of two where exactly half is below",
      [
        [1, 0.5],
        [3, 0.25],
        [9, 0.25],
      ],
      2,
      1,
    ],
    [
      "of the known alone",
      [
        [1, 0.2],
        [null, 0.6],
        [5, 0.2],
      ],
      3,
      0.4,
    ],
    [
      "that of the heaviest where it is more than half",
      [
        [9, 0.6],
        [1, 0.4],
      ],
      9,
      1,
    ],
    ["nothing where nothing is known", [[null, 1]], null, 0],
    ["nothing of nobody", [], null, 0],
    [
      "not moved by what weighs nothing",
      [
        [1, 1],
        [100, 0],
      ],
      1,
      1,
    ],
  ] as const)("is %s", (_, pairs, median, known) => {
    const found = computeWeightedMedian(pairs.map(([value, weight]) => ({ value, weight })));
    expect(found.median).toBe(median);
    expect(found.known).toBeCloseTo(known, 12);
  });

  test("of equal weights is the median, whatever the order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (values, weight) => {
          const sorted = values.toSorted((left, right) => left - right);
          const half = sorted.length >>> 1;
          const upper = sorted[half] as number;
          const expected = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
          const numbers = values.map((value) => ({ value, weight: weight / 7 }));
          expect(computeWeightedMedian(numbers).median).toBe(expected);
          expect(computeWeightedMedian(numbers.toReversed()).median).toBe(expected);
        },
      ),
    );
  });

  test("has at most half of the weight below it and at most half above", () => {
    const numbers = fc.array(
      fc.record({ value: fc.integer({ min: 0, max: 9 }), weight: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(numbers, (given) => {
        const { median } = computeWeightedMedian(given);
        const sum = given.reduce((total, { weight }) => total + weight, 0);
        const weigh = (isMeant: (value: number) => boolean) =>
          given.reduce((total, { value, weight }) => total + (isMeant(value) ? weight : 0), 0);
        expect(weigh((value) => value < (median as number))).toBeLessThanOrEqual(sum / 2);
        expect(weigh((value) => value > (median as number))).toBeLessThanOrEqual(sum / 2);
      }),
    );
  });
});

describe("active share", () => {
  it("is half of the differences, and what lies outside of the index counts whole", () => {
    const pairs = [
      { portfolio: 0.5, index: 0.2 },
      { portfolio: 0, index: 0.8 },
      { portfolio: 0.5, index: 0 },
    ];
    // (0.3 + 0.8 + 0.5) / 2
    expect(computeActiveShare(pairs)).toBeCloseTo(0.8, 12);
  });

  test("is 0 of the index itself and from 0 to 1 of anything", () => {
    const weights = fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(weights, (given) => {
        const sums = [0, 1].map((side) => given.reduce((total, pair) => total + (pair[side] ?? 0), 0));
        fc.pre(sums.every((sum) => sum > 0));
        const pairs = given.map(([left, right]) => ({
          portfolio: left / (sums[0] ?? 1),
          index: right / (sums[1] ?? 1),
        }));
        const share = computeActiveShare(pairs);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
        expect(computeActiveShare(pairs.map(({ index }) => ({ portfolio: index, index })))).toBe(0);
      }),
    );
  });
});

describe("debt that falls due", () => {
  const schedule = readDueSchedule(100, [10, 20, 30, 0, 0]);

  it("is the weighted mean of the shares of each company's debt; debt beyond the schedule falls due later", () => {
    const due = computeDebtDue([
      { schedule, weight: 0.3, owned: null },
      { schedule: readDueSchedule(200, [100, 0, 0, 0, 0]), weight: 0.1, owned: null },
      { schedule: readDueSchedule(0, [null, null, null, null, null]), weight: 0.1, owned: null },
      { schedule: null, weight: 0.5, owned: null },
    ]);
    // Known are 0.5: year 1 has (0.3 × 10% + 0.1 × 50%) / 0.5.
    expect(due?.known).toBeCloseTo(0.5, 12);
    expect(due?.years[0]).toBeCloseTo(0.16, 12);
    expect(due?.years.slice(1).map((share) => Number(share.toFixed(6)))).toEqual([0.12, 0.18, 0, 0]);
    expect(due?.later).toBeCloseTo((0.3 * 0.4 + 0.1 * 0.5) / 0.5, 12);
    expect(due?.withoutDebt).toBeCloseTo(0.2, 12);
    expect(due?.ownedUsd).toBeNull();
  });

  it("W-10: has the owned part in dollars where the part of the company is known", () => {
    const due = computeDebtDue([
      { schedule, weight: 0.5, owned: 0.1 },
      { schedule, weight: 0.5, owned: null },
    ]);
    expect(due?.ownedUsd).toEqual([1, 2, 3, 0, 0]);
  });

  it.each([
    ["a year is missing", 100, [10, null, 0, 0, 0]],
    ["debt is not known", null, [10, 0, 0, 0, 0]],
    ["the schedule has over a tenth more than all debt", 100, [111, 0, 0, 0, 0]],
  ] as const)("is not known where %s", (_, total, due) => {
    expect(readDueSchedule(total, due)).toBeNull();
    expect(computeDebtDue([{ schedule: readDueSchedule(total, due), weight: 1, owned: 1 }])).toBeNull();
  });

  test("comes to 1 with what is later and without debt, whatever the order", () => {
    const company = fc.record({
      total: fc.integer({ min: 0, max: 1000 }),
      due: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 5 }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(company, { minLength: 1 }), (companies) => {
        const weighed = companies.map(({ total, due, weight }) => ({
          schedule: readDueSchedule(total, due),
          weight,
          owned: null,
        }));
        const found = computeDebtDue(weighed);
        if (found === null) return;
        const sum = found.years.reduce((total, share) => total + share, 0) + found.later + found.withoutDebt;
        expect(sum).toBeCloseTo(1, 9);
        const turned = computeDebtDue(weighed.toReversed());
        for (const [at, share] of found.years.entries()) expect(turned?.years[at]).toBeCloseTo(share, 9);
      }),
    );
  });
});
