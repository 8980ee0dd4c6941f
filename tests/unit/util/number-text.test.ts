import { describe, expect, test } from "vitest";
import { formatCount, formatCountOf, formatShare, formatShareDown, getNumberFormat } from "#lib/util/number-text";

describe("counts", () => {
  test.each([
    [0, "0"],
    [999, "999"],
    [1942, "1,942"],
    [1_234_567, "1,234,567"],
  ])("%d is written %s", (count, text) => {
    expect(formatCount(count)).toBe(text);
  });

  test("the word follows the number", () => {
    expect([0, 1, 2000].map((count) => formatCountOf(count, "row"))).toEqual(["0 rows", "1 row", "2,000 rows"]);
    expect(formatCountOf(2, "company", "companies")).toBe("2 companies");
  });
});

describe("shares", () => {
  test("are rounded to the nearest", () => {
    expect(formatShare(0.99951, 1)).toBe("100.0%");
    expect(formatShare(0.0805, 1)).toBe("8.1%");
    expect(formatShare(0.5, 0)).toBe("50%");
  });

  test("that are rounded down say 100% only of all", () => {
    expect(formatShareDown(0.99999, 0)).toBe("99%");
    expect(formatShareDown(0.99999, 1)).toBe("99.9%");
    expect(formatShareDown(1, 1)).toBe("100.0%");
  });

  test("that are exact are not rounded down by the error of the processor", () => {
    expect(formatShareDown(0.29, 0)).toBe("29%");
    expect(formatShareDown(0.57, 1)).toBe("57.0%");
  });

  test("of nothing are a dash", () => {
    expect(formatShareDown(null, 1)).toBe("–");
  });
});

test("one format is made for the same decimals", () => {
  expect(getNumberFormat(0, 2)).toBe(getNumberFormat(0, 2));
  expect(getNumberFormat(0, 2, false).format(1234.567)).toBe("1234.57");
});
