import { describe, expect, it } from "vitest";
import { isSameName } from "#lib/server/ingest/match/is-same-name";

describe("two spellings of a name", () => {
  it.each([
    ["MOOG INC CLASS A", "MOOG INC."],
    ["J JILL INC", "J.Jill, Inc."],
    ["C3 AI INC CLASS A", "C3.ai, Inc."],
    ["KRATOS DEFENSE AND SECURITY SOLUTI", "KRATOS DEFENSE & SECURITY SOLUTIONS, INC."],
    ["O'REILLY AUTOMOTIVE INC", "O REILLY AUTOMOTIVE INC"],
    ["NWPX INFRASTRUCTURE INC", "NWPX Infrastructure, Inc."],
  ])("%s and %s may be the same company", (one, other) => {
    expect(isSameName(one, other)).toBe(true);
    expect(isSameName(other, one)).toBe(true);
  });

  it.each([
    ["AVIDITY BIOSCIENCES INC", "Atrium Therapeutics, Inc."],
    ["MAC COPPER LTD", "Metals Acquisition Corp. II"],
    ["FIRST HOLDINGS GROUP INC", "Second Holdings Group Inc"],
    ["AB INC", "AC INC"],
    ["", "MOOG INC."],
  ])("%s and %s are not", (one, other) => {
    expect(isSameName(one, other)).toBe(false);
    expect(isSameName(other, one)).toBe(false);
  });
});
