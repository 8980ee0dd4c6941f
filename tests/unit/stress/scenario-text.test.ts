import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScenario, scenarioPresets } from "#lib/stress/scenario";
import { describeScenario, formatScenario, parseScenario } from "#lib/stress/scenario-text";
import { buildScenarios } from "../../support/arbitrary-scenario";

describe("a scenario as text", () => {
  it("gives back every scenario it was made from", () => {
    fc.assert(
      fc.property(buildScenarios(), (scenario) => {
        expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, value: scenario });
      }),
    );
  });

  it("names a preset by its id, and of any other what differs from the default", () => {
    for (const { id, scenario } of scenarioPresets) expect(formatScenario(scenario)).toBe(id);
    expect(formatScenario({ ...defaultScenario, rateShift: 0.03, horizonMonths: 36 })).toBe(
      "rate_shift:0.03,horizon:36",
    );
  });

  it.each([
    ["rate_shift:300bp, ebit_change:-15%", { rateShift: 0.03, ebitChange: -0.15 }],
    ["Spreads:january_2023,base_rate:4.25%", { spreadTable: "january_2023", baseRate: 0.0425 }],
    ["tariff:1e-7", { tariffRate: 1e-7 }],
  ])("reads %s", (text, parts) => {
    expect(parseScenario(text)).toEqual({ ok: true, value: { ...defaultScenario, ...parts } });
  });

  it.each([
    ["", "is no scenario"],
    ["doom", "mild_recession"],
    ["rate_shift:", "rate_shift: expected a number"],
    ["rate_shift:50%", "rate_shift: expected a number from -0.05 to 0.1"],
    ["spreads:1999", "january_2025 or january_2023"],
    ["toString:1", "is no part of a scenario"],
    ["horizon:12,horizon:12", "more than once"],
  ])("refuses %j and says what was expected", (text, part) => {
    const read = parseScenario(text);
    expect(read.ok).toBe(false);
    expect(read.ok ? "" : read.error).toContain(part);
  });

  it("is told in words", () => {
    expect(describeScenario({ ...defaultScenario, rateShift: -0.005, ebitChange: -0.15, tariffRate: 0.25 })).toBe(
      "Rates 50 bp lower, EBIT 15% lower, what falls due within 24 months refinanced, spreads of January 2025, a tariff of 25% on 20% of cost, 50% passed on",
    );
    expect(describeScenario({ ...defaultScenario, rateShift: 0.01 })).toMatch(
      /^Higher for longer: rates 100 bp higher/,
    );
  });
});
