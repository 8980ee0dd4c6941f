import fc from "fast-check";
import { expect, test } from "vitest";
import { and, countTrue, countUnknown, countWords, listRows, not, or } from "#lib/expr/truth";
import type { TruthVector } from "#lib/expr/vector";

type State = "true" | "false" | "unknown";

function build(states: readonly State[]): TruthVector {
  const truth = new Uint32Array(countWords(states.length));
  const known = new Uint32Array(countWords(states.length));
  states.forEach((state, row) => {
    const bit = 1 << (row & 31);
    if (state === "true") truth[row >>> 5] = (truth[row >>> 5] as number) | bit;
    if (state !== "unknown") known[row >>> 5] = (known[row >>> 5] as number) | bit;
  });
  return { type: "truth", rowCount: states.length, truth, known };
}

function read(vector: TruthVector): readonly State[] {
  const states = Array<State>(vector.rowCount).fill("unknown");
  for (const state of ["true", "false"] as const) for (const row of listRows(vector, state)) states[row] = state;
  return states;
}

const state = fc.constantFrom<State>("true", "false", "unknown");
const states = fc.array(state, { maxLength: 130 });
const pairs = fc.array(fc.tuple(state, state), { maxLength: 130 });

test("L-33: and, or, not are Kleene's", () => {
  const both = (left: State, right: State): State =>
    left === "false" || right === "false" ? "false" : left === "true" && right === "true" ? "true" : "unknown";
  const either = (left: State, right: State): State =>
    left === "true" || right === "true" ? "true" : left === "false" && right === "false" ? "false" : "unknown";
  const opposite = { true: "false", false: "true", unknown: "unknown" } as const;
  fc.assert(
    fc.property(pairs, (rows) => {
      const left = build(rows.map(([first]) => first));
      const right = build(rows.map(([, second]) => second));
      expect(read(and(left, right))).toEqual(rows.map(([a, b]) => both(a, b)));
      expect(read(or(left, right))).toEqual(rows.map(([a, b]) => either(a, b)));
      expect(read(not(left))).toEqual(rows.map(([a]) => opposite[a]));
    }),
  );
});

test("L-32: true, false and unknown rows are counted and listed apart, in order", () => {
  fc.assert(
    fc.property(states, (rows) => {
      const vector = build(rows);
      const find = (wanted: State): number[] => rows.flatMap((value, row) => (value === wanted ? [row] : []));
      expect(countTrue(vector)).toBe(find("true").length);
      expect(countUnknown(vector)).toBe(find("unknown").length);
      for (const wanted of ["true", "false", "unknown"] as const)
        expect([...listRows(vector, wanted)]).toEqual(find(wanted));
    }),
  );
});

test("truths of tables of different length are never combined", () => {
  expect(() => and(build(["true"]), build(["true", "true"]))).toThrow("different length");
});
