import fc from "fast-check";
import { expect, test } from "vitest";
import { computeAllRows } from "#lib/expr/engine/all-rows";
import { LivePlaces } from "#lib/expr/engine/live-places";
import { missingTextCode, type NumberVector, type TextVector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";

const notReported = getReasonCode("not_reported");
const dictionary = ["Energy", "energy", "Health", "Tiny"];

function buildNumbers(values: Float64Array): NumberVector {
  return {
    type: "number",
    values,
    reasons: Uint8Array.from(values, (value) => (Number.isNaN(value) ? notReported : 0)),
  };
}

/** Numbers near those of the last time, or far, with ties and gaps. */
const round = fc.record({
  seed: fc.integer(),
  share: fc.constantFrom(0, 0.02, 0.5, 1),
  step: fc.constantFrom(0.01, 100),
});

test("gives the places that are computed at once, whatever moved since the last time", () => {
  const group = fc.constantFrom(0, 0, 1, 2, 2, 2, 3, missingTextCode);
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 1, maxLength: 150 }),
      fc.array(round, { minLength: 1, maxLength: 6 }),
      fc.constantFrom<"pct" | "rank">("pct", "rank"),
      fc.boolean(),
      (codes, rounds, name, isGrouped) => {
        const text: TextVector = { type: "text", codes: Uint16Array.from(codes), dictionary };
        const places = new LivePlaces(name, isGrouped ? text : null, codes.length);
        const values = Float64Array.from(codes, (_, row) => (row * 37) % 50);
        const out = new Float64Array(codes.length).fill(Number.NaN);
        for (const { seed, share, step } of rounds) {
          let state = seed;
          const random = (): number => {
            state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
            return (state >>> 0) / 2 ** 32;
          };
          const before = out.slice();
          for (let row = 0; row < values.length; row += 1) {
            if (random() >= share) continue;
            values[row] =
              random() < 0.15 ? Number.NaN : Math.round((values[row] || 0) + step * (random() - 0.5) * 10) / 10;
          }
          const isChanged = places.run(values, out);
          expect(out).toEqual(computeAllRows(name, buildNumbers(values), isGrouped ? text : null).values);
          if (!isChanged) expect(out).toEqual(before);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("says that nothing changed where no number moved", () => {
  const places = new LivePlaces("pct", null, 3);
  const out = new Float64Array(3);
  expect(places.run(Float64Array.of(2, Number.NaN, 1), out)).toBe(true);
  expect(places.run(Float64Array.of(2, Number.NaN, 1), out)).toBe(false);
  expect(out).toEqual(Float64Array.of(0.75, Number.NaN, 0.25));
});
