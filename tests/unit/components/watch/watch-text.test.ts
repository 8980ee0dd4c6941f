import { expect, test } from "vitest";
import { describeAdded, listInWords } from "@/components/watch/watch-text";

const outcome = { id: "a", name: "Mine", added: [], present: [], unknown: [] };

test("companies are named by their ticker or their number", () => {
  expect(listInWords(["HRI"])).toBe("HRI");
  expect(listInWords(["HRI", "CBT"])).toBe("2 companies");
});

test("a message says what is on the list, what was there before and what was left out", () => {
  expect(describeAdded(["HRI"], { ...outcome, added: ["HRI"] })).toEqual({ title: 'HRI is on "Mine"' });
  expect(describeAdded(["HRI"], { ...outcome, present: ["HRI"] }).detail).toBe("It was on the list before.");
  const several = describeAdded(["A", "B", "C"], { ...outcome, added: ["A"], present: ["B"], unknown: ["C"] });
  expect(several.title).toBe('2 companies are on "Mine"');
  expect(several.detail).toBe("1 company was on the list before. Not in the current data and left out: C.");
  const many = describeAdded("ABCDEFG".split(""), { ...outcome, unknown: "BCDEFG".split("") });
  expect(many.detail).toContain("B, C, D, E, F and others.");
});
