import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSplits, getLaterSplits, readStep } from "#lib/evidence/store/split";
import { day } from "@/tests/support/build-entries";

describe("a step of close against adjusted close", () => {
  // Step; shares after for each share before, null where that is open.
  test.each([
    [1, 1],
    [1.02, 1],
    [7, 7],
    [2.014, 2],
    [1.5, 1.5],
    [1.25, 1.25],
    [0.1, 0.1],
    [0.05, 0.05],
    [1 / 2.5, 0.4],
    [1.12, 1],
    [1.07, 1],
  ])("of %d is a split of %d", (step, factor) => {
    expect(readStep(step)).toBeCloseTo(factor, 10);
  });

  test.each([[1.255], [1.84], [2.23], [6.57], [1 / 1.2], [1 / 6.57]])("EV-5: of %d is open", (step) => {
    expect(readStep(step)).toBeNull();
  });
});

describe("splits of a series", () => {
  const prices = [
    { day: day("2014-04-30"), closeUsd: 590.09, adjustedUsd: 18.885 },
    { day: day("2014-05-30"), closeUsd: 633, adjustedUsd: 20.3716 },
    { day: day("2014-06-30"), closeUsd: 92.93, adjustedUsd: 20.9351 },
    { day: day("2014-07-31"), closeUsd: 95.6, adjustedUsd: 21.5366 },
  ];

  test("are found in the month of the split alone", () => {
    expect(findSplits(prices)).toEqual([{ day: day("2014-06-30"), factor: 7 }]);
  });

  test("count after a day, and an open one leaves all before it open", () => {
    const splits = [
      { day: 10, factor: 2 },
      { day: 20, factor: null },
      { day: 30, factor: 0.1 },
    ];
    expect([5, 10, 15, 20, 30].map((after) => getLaterSplits(splits, after))).toEqual([null, null, null, 0.1, 1]);
  });

  test("are seen through any move of the price and any ordinary dividend", () => {
    const ratio = fc.constantFrom(2, 3, 4, 5, 7, 10, 1.5);
    const moves = fc.tuple(
      ratio,
      fc.boolean(),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      fc.integer({ min: 0, max: 10 }),
    );
    fc.assert(
      fc.property(moves, ([shares, isReverse, move, dividendPermille]) => {
        const factor = isReverse ? 1 / shares : shares;
        // Before the split and the dividend the adjusted price is lower by both.
        const before = { day: 1, closeUsd: 100, adjustedUsd: (100 / factor) * (1 - dividendPermille / 1_000) };
        const after = { day: 31, closeUsd: (100 / factor) * move, adjustedUsd: (100 / factor) * move };
        const [split] = findSplits([before, after]);
        expect(split?.factor).toBeCloseTo(factor, 10);
      }),
    );
  });
});
