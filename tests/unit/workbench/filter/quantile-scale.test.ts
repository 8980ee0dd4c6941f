import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NumberVector } from "#lib/expr/vector";
import {
  buildQuantileScale,
  getPlaceOf,
  getValueAt,
  pickRoundValue,
  roundBetween,
} from "#lib/workbench/filter/quantile-scale";

function buildVector(values: readonly (number | null)[]): NumberVector {
  return {
    type: "number",
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    reasons: Uint8Array.from(values, (value) => (value === null ? 1 : 0)),
  };
}

const someNumbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 60 });

describe("quantile scale", () => {
  it("leaves out missing values and keeps the row of each known one", () => {
    const scale = buildQuantileScale(buildVector([3, null, 1, 2]));
    expect([...scale.values]).toEqual([1, 2, 3]);
    expect([...scale.rows]).toEqual([2, 3, 0]);
  });

  it("gives the least, the middle and the greatest value at 0, a half and 1", () => {
    const scale = buildQuantileScale(buildVector([10, 1, 4]));
    expect([0, 0.5, 1].map((place) => getValueAt(scale, place))).toEqual([1, 4, 10]);
  });

  it("finds the place of a value again, up to ties", () => {
    fc.assert(
      fc.property(someNumbers, fc.double({ min: 0, max: 1, noNaN: true }), (values, place) => {
        const scale = buildQuantileScale(buildVector(values));
        const value = getValueAt(scale, place) as number;
        expect(getValueAt(scale, getPlaceOf(scale, value))).toBeCloseTo(value, 3);
      }),
    );
  });

  it("never gives a place outside 0 to 1", () => {
    const scale = buildQuantileScale(buildVector([5, 5, 5, 7]));
    expect([-1, 5, 6, 7, 99].map((value) => getPlaceOf(scale, value))).toEqual([0, 0, expect.closeTo(0.833, 3), 1, 1]);
  });

  it("has no value when nothing is known", () => {
    const scale = buildQuantileScale(buildVector([null, null]));
    expect(getValueAt(scale, 0.5)).toBeNull();
    expect(pickRoundValue(scale, 0.5, 200)).toBeNull();
  });
});

describe("roundBetween", () => {
  it("gives the shortest number in the interval", () => {
    expect(roundBetween(2.94, 3.07, 3.01)).toBe(3);
    expect(roundBetween(0.1512, 0.1588, 0.155)).toBe(0.155);
    expect(roundBetween(301_222_333, 309_111_222, 304_111_222)).toBe(304_000_000);
  });

  it("gives zero where the interval spans it", () => {
    expect(roundBetween(-0.4, 1.2, 0.4)).toBe(0);
  });

  it("never leaves the interval", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (a, b) => {
          const [low, high] = a < b ? [a, b] : [b, a];
          const near = Number.isFinite(high - low) ? low + (high - low) / 2 : low;
          const round = roundBetween(low, high, near);
          expect(round).toBeGreaterThanOrEqual(low);
          expect(round).toBeLessThanOrEqual(high);
        },
      ),
    );
  });
});
