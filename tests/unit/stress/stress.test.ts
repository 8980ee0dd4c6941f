import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScenario, findScenarioFault, type Scenario, scenarioPresets } from "#lib/stress/scenario";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import type { Row } from "../../support/build-source";
import { readPlain } from "../../support/read-metric";

/** EBIT 60, interest 30, debt 500 of which 40% floats, 150 due in 24 months, base rate 4.25%. */
const company: Row = {
  sic: 3500,
  sector: "Industrials",
  ebit: 60,
  interest_expense: 30,
  total_debt: 500,
  "total_debt[-1]": 500,
  variable_rate_debt: 200,
  debt_due_1y: 50,
  debt_due_2y: 100,
  debt_due_3y: 60,
  base_rate: 0.0425,
};

function read(text: string, row: Row, scenario: Partial<Scenario> = {}): number | string | boolean | null {
  return readPlain(text, row, buildPolicyScope({ scenario: { ...defaultScenario, ...scenario } }));
}

function withFloating(share: number): Row {
  return { ...company, variable_rate_debt: 500 * share };
}

describe("stressed cover", () => {
  it.each([
    ["refinanced today", { rateShift: 0 }, 1.8],
    ["at +100 bp", { rateShift: 0.01 }, 1.66],
    ["at +200 bp", { rateShift: 0.02 }, 1.54],
    ["at +200 bp with EBIT 15% lower", { rateShift: 0.02, ebitChange: -0.15 }, 1.18],
  ] as const)("%s is the published worked number", (_, scenario, cover) => {
    expect(read("interest_cover", company, scenario)).toBe(2);
    expect((read("stressed_cover_low", company, scenario) as number).toFixed(2)).toBe(cover.toFixed(2));
    expect(read("stressed_cover_high", company, scenario)).toBe(read("stressed_cover_low", company, scenario));
  });

  it("is what stressed(interest_cover) gives", () => {
    const scenario = { rateShift: 0.02, ebitChange: -0.15 };
    const cover = read("stressed_cover_low", company, scenario) as number;
    expect(read("stressed(interest_cover)", company, scenario)).toBeCloseTo(cover, 12);
    expect(read("stressed(interest_cover) >= 1.5", company, scenario)).toBe(false);
  });

  it("spans both ends where the floating share is not reported", () => {
    const { variable_rate_debt: _, ...silent } = company;
    const ends = [read("stressed_cover_low", withFloating(0)), read("stressed_cover_low", withFloating(1))] as number[];
    expect(read("stressed_cover_low", silent)).toBeCloseTo(Math.min(...ends), 12);
    expect(read("stressed_cover_high", silent)).toBeCloseTo(Math.max(...ends), 12);
  });

  it("ST-1: spans from current debt to all debt where maturities are not reported", () => {
    const silent = Object.fromEntries(Object.entries(company).filter(([id]) => !id.startsWith("debt_due")));
    expect(read("stress_due_low", silent)).toBe(0);
    expect(read("stress_due_low", { ...silent, debt_current: 40 })).toBe(40);
    expect(read("stress_due_high", silent)).toBe(500);
    const low = read("stressed_cover_low", silent) as number;
    const high = read("stressed_cover_high", silent) as number;
    expect(low).toBeLessThan(read("stressed_cover_low", company) as number);
    expect(high).toBeGreaterThan(read("stressed_cover_high", company) as number);
  });

  it("ST-2: deepens a loss instead of shrinking it", () => {
    const losing = { ...company, ebit: -20 };
    expect(read("stress_earnings", losing, { ebitChange: -0.15 })).toBeCloseTo(-23, 12);
    expect(read("stressed_cover_high", losing, { ebitChange: -0.15 })).toBeLessThan(0);
  });

  it("takes the tariff's unpassed part off EBIT", () => {
    const scenario = { rateShift: 0, tariffRate: 0.25, importShare: 0.2, passThrough: 0.5 };
    expect(read("stress_earnings", { ...company, cost_of_revenue: 400 }, scenario)).toBeCloseTo(60 - 10, 12);
    expect(read("stressed_cover_low", company, scenario)).toBe("(not_reported)");
  });

  it("is no_debt without debt, and not applicable to financials", () => {
    expect(read("stressed_cover_low", { ...company, total_debt: 0 })).toBe("(no_debt)");
    expect(read("rate_headroom", { ...company, total_debt: 0 })).toBe("(no_debt)");
    expect(read("stressed_cover_low", { ...company, sic: 6022, sector: "Financials" })).toBe("(not_applicable)");
    expect(read("stressed(net_income)", { ...company, net_income: 5, sic: 6022, sector: "Financials" })).toBe(
      "(not_applicable)",
    );
  });

  it("is not reported when interest is not", () => {
    const { interest_expense: _, ...silent } = company;
    expect(read("stressed_cover_low", silent)).toBe("(not_reported)");
  });

  it("ST-4: measures a REIT by EBITDA", () => {
    const reit = { ...company, sic: 6798, sector: "Real Estate", depreciation_amortization: 60 };
    expect(read("stress_earnings", reit)).toBe(120);
    expect(read("stress_cover_before", reit)).toBe(4);
  });

  it("ST-5: leaves the past alone", () => {
    const row = { ...company, "ebit[-1]": 50, "interest_expense[-1]": 25 };
    expect(read("stressed(interest_cover[-1])", row, { ebitChange: -0.5 })).toBe(2);
  });

  it("carries lower earnings and dearer interest, after tax, into net income and cash flow", () => {
    const row = { ...company, net_income: 20, operating_cash_flow: 50 };
    const interest = read("stressed_interest", row, { ebitChange: -0.15 }) as number;
    const change = (-9 - (interest - 30)) * 0.79;
    expect(read("stressed(net_income)", row, { ebitChange: -0.15 })).toBeCloseTo(20 + change, 9);
    expect(read("stressed(operating_cash_flow)", row, { ebitChange: -0.15 })).toBeCloseTo(50 + change, 9);
  });

  it("never improves as rates rise, spreads widen or earnings fall", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.05, noNaN: true }),
        fc.double({ min: 0, max: 0.03, noNaN: true }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        fc.double({ min: 5, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (shift, more, loss, ebit, floating) => {
          const row = { ...withFloating(floating), ebit };
          const mild = read("stressed_cover_low", row, { rateShift: shift }) as number;
          const hard = read("stressed_cover_low", row, { rateShift: shift + more, ebitChange: -loss }) as number;
          expect(hard).toBeLessThanOrEqual(mild + 1e-9);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("rate headroom to 1.5x", () => {
  it.each([
    [0, 542],
    [0.4, 306],
    [1, 200],
  ])("with %d floating is %d bp, the published worked number", (share, headroom) => {
    expect(Math.round((read("rate_headroom", withFloating(share)) as number) * 10_000)).toBe(headroom);
  });

  it("is 200 to 542 bp where the floating share is not reported", () => {
    const { variable_rate_debt: _, ...silent } = company;
    expect(Math.round((read("rate_headroom_low", silent) as number) * 10_000)).toBe(200);
    expect(Math.round((read("rate_headroom_high", silent) as number) * 10_000)).toBe(542);
    expect(read("rate_headroom", silent)).toBe(read("rate_headroom_low", silent));
  });

  it("ST-3: is negative where cover is below already, also when today's debt is dearer than new debt", () => {
    expect(read("rate_headroom", { ...company, ebit: 40 })).toBeLessThan(0);
    const dear = { ...company, interest_expense: 60, ebit: 85, base_rate: 0.01 };
    expect(read("effective_interest_rate", dear)).toBe(0.12);
    expect(read("rate_headroom", dear)).toBeLessThanOrEqual(0);
  });

  it("is where the stressed cover before re-rating meets 1.5x", () => {
    for (const row of [
      company,
      withFloating(0),
      withFloating(1),
      { ...company, interest_expense: 35, base_rate: 0.01 },
    ]) {
      const shift = read("rate_headroom", row) as number;
      const cover = read("stress_first_cover_fixed_most", row, { rateShift: shift });
      expect(cover).toBeCloseTo(1.5, 9);
    }
  });

  it("is not meaningful where nothing reprices within the horizon", () => {
    const far = { ...withFloating(0), debt_due_1y: 0, debt_due_2y: 0 };
    expect(read("rate_headroom", far)).toBe("(not_meaningful)");
  });
});

describe("EBIT headroom", () => {
  it("is the fall of EBIT at which cover meets 1.5x, where nothing is refinanced", () => {
    const amount = fc.double({ min: 1, max: 500, noNaN: true });
    fc.assert(
      fc.property(amount, amount, (ebit, interest) => {
        const row = { ...company, ebit, interest_expense: interest };
        const room = read("ebit_headroom", row) as number;
        // A fall of more than all EBIT is no scenario; a company that is below already has less than no room.
        fc.pre(room < 1 && room > -1);
        const scenario = { rateShift: 0, horizonMonths: 0, ebitChange: -room };
        expect(read("stressed_cover_low", row, scenario)).toBeCloseTo(1.5, 9);
      }),
    );
  });
});

describe("horizon", () => {
  it.each([
    [0, 0],
    [6, 25],
    [12, 50],
    [18, 100],
    [24, 150],
    [36, 210],
  ])("of %d months takes %d of the ladder", (horizonMonths, due) => {
    expect(read("stress_due", company, { horizonMonths })).toBeCloseTo(due, 12);
  });

  it("never takes more than the debt there is", () => {
    expect(read("stress_due", { ...company, total_debt: 120 })).toBe(120);
  });
});

describe("scenario", () => {
  it("is +200 bp over 24 months unless said otherwise", () => {
    expect(defaultScenario).toMatchObject({
      rateShift: 0.02,
      horizonMonths: 24,
      ebitChange: 0,
      baseRate: null,
    });
  });

  it.each([
    ["rateShift", 3, "expected a number from -0.05 to 0.1"],
    ["rateShift", Number.NaN, "expected a number from -0.05 to 0.1"],
    ["rateShift", null, "expected a number from -0.05 to 0.1"],
    ["horizonMonths", 61, "expected a number from 0 to 60"],
    ["spreadTable", "january_1999", "expected january_2025 or january_2023"],
  ] as const)("refuses a %s of %s and says what was expected", (part, value, fault) => {
    expect(findScenarioFault(part, value)).toBe(fault);
  });

  it("takes each part at its bounds, and no base rate", () => {
    expect(findScenarioFault("rateShift", -0.05)).toBeNull();
    expect(findScenarioFault("rateShift", 0.1)).toBeNull();
    expect(findScenarioFault("baseRate", null)).toBeNull();
  });

  it("takes a base rate of its own in place of the snapshot's", () => {
    expect(read("stressed_cover_low", company, { baseRate: 0.0425 })).toBe(read("stressed_cover_low", company));
    expect(read("stressed_cover_low", company, { baseRate: 0.08 })).toBeLessThan(
      read("stressed_cover_low", company) as number,
    );
  });

  it("has presets within the bounds, each with its own id", () => {
    expect(new Set(scenarioPresets.map(({ id }) => id)).size).toBe(scenarioPresets.length);
    const faults = scenarioPresets.flatMap(({ scenario }) =>
      Object.keys(defaultScenario).map((part) =>
        findScenarioFault(part as keyof Scenario, scenario[part as keyof Scenario]),
      ),
    );
    expect(faults.filter((fault) => fault !== null)).toEqual([]);
  });
});
