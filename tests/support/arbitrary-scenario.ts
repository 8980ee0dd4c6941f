import fc from "fast-check";
import { type Scenario, scenarioPresets } from "#lib/stress/scenario";

const between = (min: number, max: number, step: number): fc.Arbitrary<number> =>
  fc
    .integer({ min: Math.round(min / step), max: Math.round(max / step) })
    .map((steps) => (steps === 0 ? 0 : steps * step));

/** Scenarios within the bounds of the schema, presets among them, with both tables and with a base rate or without. */
export function buildScenarios(): fc.Arbitrary<Scenario> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...scenarioPresets.map(({ scenario }) => scenario)) },
    {
      weight: 4,
      arbitrary: fc.record({
        rateShift: between(-0.05, 0.1, 0.0025),
        spreadTable: fc.constantFrom("january_2025" as const, "january_2023" as const),
        ebitChange: between(-1, 1, 0.01),
        horizonMonths: fc.integer({ min: 0, max: 60 }),
        baseRate: fc.option(between(-0.01, 0.2, 0.0025)),
        tariffRate: fc.oneof(fc.constant(0), between(0, 2, 0.05)),
        importShare: between(0, 1, 0.05),
        passThrough: between(0, 1, 0.05),
      }),
    },
  );
}
