import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findMarks } from "#lib/workbench/search/find-marks";

function show(text: string, typed: string): string {
  let at = 0;
  const parts = findMarks(text, typed).map(({ start, end }) => {
    const part = `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
    return part;
  });
  return parts.join("") + text.slice(at);
}

describe("the parts that were typed", () => {
  test.each([
    ["Herc Holdings", "her", "[Her]c Holdings"],
    ["Herc Holdings", "hold her", "[Her]c [Hold]ings"],
    ["AT&T Inc.", "att", "[AT]&[T] Inc."],
    ["Nestlé S.A.", "nestle s", "[Nestlé] [S].A."],
    ["Bio-Rad Labs", "iora", "B[io]-[Ra]d Labs"],
    ["Dave & Buster's", "busters", "Dave & [Buster's]"],
    ["Straße AG", "strasse", "[Straße] AG"],
    ["MOG-A", "moga", "[MOG]-[A]"],
    ["Herc", "xyz", "Herc"],
    ["Herc", "", "Herc"],
  ])("%s by %s", (text, typed, expected) => {
    expect(show(text, typed)).toBe(expected);
  });

  it("lie within the text, in order and apart, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.string({ maxLength: 6 }), (text, typed) => {
        let last = -1;
        for (const { start, end } of findMarks(text, typed)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
