import fc from "fast-check";
import { expect, test } from "vitest";
import { formatArrayLiteral, parseNumberList } from "#lib/server/db/number-list";

test("a list is written as PostgreSQL reads it, with what is missing as NULL", () => {
  expect(formatArrayLiteral([1, null, -2.5, 1e300])).toBe("{1,NULL,-2.5,1e+300}");
  expect(formatArrayLiteral([])).toBe("{}");
});

test("an empty text holds no number", () => {
  expect(parseNumberList("")).toEqual([]);
});

test("whole numbers, long ones, fractions and powers are read to the last bit", () => {
  expect(parseNumberList("0,-1,123456789012345,12345678901234567168,-0.1,1e+22,5e-324,-2147483648")).toEqual([
    0,
    -1,
    123456789012345,
    Number("12345678901234567168"),
    -0.1,
    1e22,
    5e-324,
    -2147483648,
  ]);
});

test("every finite number comes back", () => {
  const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
      const plain = numbers.map((value) => (value === 0 ? 0 : value));
      expect(parseNumberList(plain.join(","))).toEqual(plain);
    }),
  );
});
