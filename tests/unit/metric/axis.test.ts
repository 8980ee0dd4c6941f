import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeAxis } from "#lib/metric/axis";
import { formatsByUnit } from "#lib/metric/format";

const write = (values: readonly number[], format: "usd" | "percent" | "times" | "shares") => {
  const axis = computeAxis(values, format);
  return [axis.unit, ...axis.ticks.map(axis.write)].join(" ");
};

describe("an axis is marked in round steps of one unit", () => {
  test.each([
    [[0, 1_234e6], "usd", "$b 0.0 0.5 1.0 1.5"],
    [[210e6, 805e6], "usd", "$m 0 250 500 750 1,000"],
    [[-40e6, 90e6], "usd", "$m −50 0 50 100"],
    [[3_100], "usd", "$k 0 1 2 3 4"],
    [[0.031, 0.118], "percent", "% 0 5 10 15"],
    [[-2.4, 6.1], "times", "x −2.5 0.0 2.5 5.0 7.5"],
    [[52e6], "shares", "m 0 20 40 60"],
  ] as const)("%j %s", (values, format, text) => {
    expect(write(values, format)).toBe(text);
  });
});

test("an axis without a value is an axis all the same", () => {
  expect(write([], "times")).toBe("x 0.00 0.25 0.50 0.75 1.00");
  expect(write([0], "usd")).toBe("$ 0.00 0.25 0.50 0.75 1.00");
  expect(write([Number.NaN, Number.POSITIVE_INFINITY], "times")).toBe("x 0.00 0.25 0.50 0.75 1.00");
});

test("every value lies between the ends, zero is a mark, and no two marks read the same", () => {
  const size = fc.double({ min: -1e13, max: 1e13, noNaN: true }).filter((value) => Math.abs(value) > 1e-4);
  fc.assert(
    fc.property(
      fc.array(size, { minLength: 1, maxLength: 14 }),
      fc.constantFrom(...Object.values(formatsByUnit)),
      (values, format) => {
        const { ticks, write: writeTick } = computeAxis(values, format);
        const slack = 1e-9 * Math.max(...values.map(Math.abs));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values) + slack);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values) - slack);
        expect(ticks).toContain(0);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(new Set(ticks.map(writeTick)).size).toBe(ticks.length);
      },
    ),
  );
});
