import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "#lib/fact/filed/day";
import type { FundPrices } from "#lib/index/input";
import { measureComovement, pairReturns } from "#lib/index/return-series";
import { buildFund, buildIndexInput, measureById, readIsoDay } from "../../support/build-index-input";

const both = (index: FundPrices | null, large: FundPrices | null) => buildIndexInput([], { prices: { index, large } });

describe("returns of the days that two funds have in common", () => {
  it("leave out a day that one of them lacks", () => {
    const index = buildFund("IWM", { "2026-01-05": 100, "2026-01-06": 110, "2026-01-07": 121, "2026-01-08": 60.5 });
    const large = buildFund("SPY", { "2026-01-05": 50, "2026-01-07": 60, "2026-01-08": 45 });
    expect(pairReturns(index.closes, large.closes)).toEqual([
      { day: readIsoDay("2026-01-07"), index: expect.closeTo(0.21, 12), large: expect.closeTo(0.2, 12) },
      { day: readIsoDay("2026-01-08"), index: -0.5, large: -0.25 },
    ]);
  });
});

describe("comovement", () => {
  it("is Pearson's correlation and the slope", () => {
    // Means 2 and 2; covariance sum (-1)(-1) + 0 + (1)(1) = 2 of x = 1, 2, 3 and y = 1, 2, 3; with y = 2x the slope is 2.
    const returns = [1, 2, 3].map((each) => ({ day: each, index: 2 * each, large: each }));
    expect(measureComovement(returns)).toEqual({ count: 3, correlation: expect.closeTo(1, 12), beta: 2 });
    // x = 1, 2, 3, 4 and y = 2, 1, 4, 3: covariance 3, both variances 5.
    const crossed = [2, 1, 4, 3].map((index, at) => ({ day: at, index, large: at + 1 }));
    expect(measureComovement(crossed)).toEqual({
      count: 4,
      correlation: expect.closeTo(0.6, 12),
      beta: expect.closeTo(0.6, 12),
    });
  });

  it("is none of a fund that does not move, nor of one day", () => {
    expect(measureComovement([1, 2].map((day) => ({ day, index: day, large: 0 })))).toBeNull();
    expect(measureComovement([{ day: 1, index: 1, large: 1 }])).toBeNull();
  });

  it("lies between -1 and 1, and is the same whichever comes first", () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
      minLength: 2,
      maxLength: 40,
    });
    fc.assert(
      fc.property(moves, (drawn) => {
        const one = measureComovement(drawn.map(([index, large], day) => ({ day, index, large })));
        const other = measureComovement(drawn.map(([large, index], day) => ({ day, index, large })));
        if (one === null || other === null) {
          expect(one).toBe(other);
          return;
        }
        expect(Math.abs(one.correlation)).toBeLessThanOrEqual(1);
        expect(one.correlation).toBeCloseTo(other.correlation, 9);
        expect(one.beta * other.beta).toBeCloseTo(one.correlation ** 2, 9);
      }),
    );
  });
});

/** Closes of each weekday of two years to 2026-05-05: large goes up and down by turns, and the index twice as far. */
function buildYears(): { readonly index: FundPrices; readonly large: FundPrices } {
  const [index, large]: [Record<string, number>, Record<string, number>] = [{}, {}];
  let [ofIndex, ofLarge, turn] = [100, 100, 1];
  for (let day = readIsoDay("2024-05-06"); day <= readIsoDay("2026-05-05"); day += 1) {
    if ([2, 3].includes(day % 7)) continue;
    turn = -turn;
    ofLarge *= 1 + 0.01 * turn;
    ofIndex *= 1 + 0.02 * turn;
    large[formatDay(day)] = ofLarge;
    index[formatDay(day)] = ofIndex;
  }
  return { index: buildFund("IWM", index), large: buildFund("SPY", large) };
}

describe("over one year", () => {
  const { index, large } = buildYears();

  it("gives correlation and beta of the year to the day, with the ends of months before", () => {
    const correlation = measureById("correlation_1y", both(index, large));
    expect(correlation.value).toEqual({ state: "known", value: expect.closeTo(1, 9) });
    expect(measureById("beta_1y", both(index, large)).value).toEqual({ state: "known", value: expect.closeTo(2, 9) });
    expect(correlation.base).toMatchObject({ of: "trading days", known: { count: 261 }, unknown: { count: 0 } });
    expect(correlation.points.at(-1)?.asOf).toBe("2026-05-05");
    expect(correlation.points.length).toBeGreaterThan(12);
  });

  it("IX-7: counts days that one fund lacks as unknown, and gives nothing below 200 days", () => {
    const gaps: FundPrices = { ...large, closes: large.closes.filter((_, at) => at % 4 !== 0) };
    expect(measureById("correlation_1y", both(index, gaps)).base.unknown.count).toBeGreaterThan(50);
    const few: FundPrices = { ...large, closes: large.closes.slice(-150) };
    expect(measureById("correlation_1y", both(index, few)).value).toMatchObject({
      state: "missing",
      detail: "The year to the day has 149 days with both closes; it needs 200.",
    });
  });
});

describe("total returns", () => {
  const index = buildFund("IWM", { "2021-05-05": 80, "2025-05-05": 100, "2026-05-05": 120 });
  const large = buildFund("SPY", { "2016-05-06": 20, "2021-05-04": 50, "2025-05-02": 80, "2026-05-05": 100 });

  it("are the ratio of the closes, and the gap is their difference", () => {
    // 120 / 100 - 1 = 0.2 and 100 / 80 - 1 = 0.25 (2025-05-02 was a Friday).
    const { value, base, parts } = measureById("return_gap_1y", both(index, large));
    expect(value).toEqual({ state: "known", value: expect.closeTo(0.2 - 0.25, 12) });
    expect(parts.map((part) => part.label)).toEqual(["IWM", "SPY"]);
    expect(base).toMatchObject({ of: "closes", known: { count: 4 }, unknown: { count: 0 } });
    // 120 / 80 - 1 = 0.5 and 100 / 50 - 1 = 1.
    expect(measureById("return_gap_5y", both(index, large)).value).toEqual({
      state: "known",
      value: expect.closeTo(-0.5, 12),
    });
  });

  it("are missing where a close is", () => {
    expect(measureById("return_gap_10y", both(index, large)).value).toMatchObject({
      reason: "not_reported",
      detail: "There is no close of IWM near 2016-05-05.",
    });
    const old = buildFund("IWM", { "2020-01-02": 10, "2025-12-31": 12 });
    expect(measureById("return_gap_1y", both(old, large)).value).toMatchObject({ reason: "stale" });
  });

  it("say how to load the closes", () => {
    expect(measureById("return_gap_1y", both(index, null)).value).toMatchObject({
      reason: "not_loaded",
      detail: expect.stringContaining("IWM.csv and SPY.csv"),
    });
  });
});
