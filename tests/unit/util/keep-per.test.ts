import { expect, it } from "vitest";
import { keepPer } from "#lib/util/keep-per";

it("makes what belongs to an object once, also where that is nothing", () => {
  let made = 0;
  const count = keepPer((_subject: object) => {
    made += 1;
    return made === 1 ? undefined : made;
  });
  const [first, second] = [{}, {}];
  expect([count(first), count(first), count(second), count(second)]).toEqual([undefined, undefined, 2, 2]);
});

it("makes anew what could not be made", () => {
  let isBroken = true;
  const read = keepPer((_subject: object) => {
    if (isBroken) throw new Error("broken");
    return "whole";
  });
  const subject = {};
  expect(() => read(subject)).toThrow("broken");
  isBroken = false;
  expect(read(subject)).toBe("whole");
});
