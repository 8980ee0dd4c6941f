import { ownChoice } from "#lib/metric/declare";
import type { Parameter } from "#lib/metric/parameter";
import { type SpreadTable, spreads2025, spreadTables } from "#lib/metric/spread-table";

const spreadTableIds = ["january_2025", "january_2023"] as const;

/** What is assumed to happen. Rates and shares are ratios (2% is 0.02), the horizon is in months. */
export interface Scenario {
  /** Parallel shift of the base rate. */
  readonly rateShift: number;
  /** Which spreads a rating pays. */
  readonly spreadTable: (typeof spreadTableIds)[number];
  /** Change of EBIT as a share of its size; -0.15 lowers a profit, and deepens a loss, by 15%. */
  readonly ebitChange: number;
  /** Debt that falls due within so many months is refinanced. */
  readonly horizonMonths: number;
  /** The base rate to start from; null takes the one of the snapshot. */
  readonly baseRate: number | null;
  /** Tariff on the imported share of the cost of revenue. */
  readonly tariffRate: number;
  /** Share of the cost of revenue that the tariff falls on. */
  readonly importShare: number;
  /** Share of the tariff that customers bear. */
  readonly passThrough: number;
}

/** What keeps a value from being a part of a scenario, in words that say what was expected; null when it can be one. */
export function findScenarioFault(part: keyof Scenario, value: Scenario[keyof Scenario] | string): string | null {
  if (part === "spreadTable") {
    return spreadTableIds.some((id) => id === value) ? null : `expected ${spreadTableIds.join(" or ")}`;
  }
  if (part === "baseRate" && value === null) return null;
  const { min, max } = scenarioNumbers[part];
  const isWithin = typeof value === "number" && value >= min && value <= max;
  return isWithin ? null : `expected a number from ${min} to ${max}`;
}

/** +200 bp over 24 months, spreads of January 2025, earnings unchanged. */
export const defaultScenario: Scenario = {
  rateShift: 0.02,
  spreadTable: "january_2025",
  ebitChange: 0,
  horizonMonths: 24,
  baseRate: null,
  tariffRate: 0,
  importShare: 0.2,
  passThrough: 0.5,
};

/** A scenario with a name. */
export interface ScenarioPreset {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly scenario: Scenario;
}

function definePreset(id: string, label: string, description: string, changes: Partial<Scenario>): ScenarioPreset {
  return { id, label, description, scenario: { ...defaultScenario, ...changes } };
}

export const scenarioPresets: readonly ScenarioPreset[] = [
  definePreset("cuts_never_came", "The cuts that never came", "Rates stay; what falls due is refinanced at today's.", {
    rateShift: 0,
  }),
  definePreset("cuts_hoped_for", "The cuts that were hoped for", "-100 bp; what falls due is refinanced at that.", {
    rateShift: -0.01,
  }),
  definePreset("higher_for_longer", "Higher for longer", "+100 bp over 24 months.", { rateShift: 0.01 }),
  definePreset("plus_200", "+200 bp", "+200 bp over 24 months, the stress of the verdict policy.", {}),
  definePreset("again_2022", "2022 again", "+400 bp over the five years of the ladder.", {
    rateShift: 0.04,
    horizonMonths: 60,
  }),
  definePreset("mild_recession", "Mild recession", "EBIT 15% lower, wide spreads, rates unchanged.", {
    rateShift: 0,
    ebitChange: -0.15,
    spreadTable: "january_2023",
  }),
  definePreset("tariff_shock", "Tariff shock", "25% on a fifth of the cost of revenue, half of it passed on.", {
    rateShift: 0,
    tariffRate: 0.25,
  }),
];

/** The preset with the id, for code that names one. Throws where there is none. */
export function requireScenarioPreset(id: string): ScenarioPreset {
  const preset = scenarioPresets.find((each) => each.id === id);
  if (preset === undefined) throw new Error(`There is no scenario "${id}".`);
  return preset;
}

/** The table that a scenario names. */
export function requireSpreadTable(scenario: Pick<Scenario, "spreadTable">): SpreadTable {
  return spreadTables.find(({ id }) => id === scenario.spreadTable) ?? spreads2025;
}

/** A number of a scenario: its name in text and in the language, its bounds, its step and how it is written. */
export interface ScenarioNumber extends Omit<Parameter, "value" | "source"> {
  /** The name in `rate_shift:300bp`. Permanent: it lives in links. */
  readonly name: string;
}

/** The keys of a scenario's numbers. */
export type ScenarioNumberKey = Exclude<keyof Scenario, "spreadTable">;

/** Every number of a scenario, once: bounds, texts, parameters of the language and sliders derive from this table. */
export const scenarioNumbers: Readonly<Record<ScenarioNumberKey, ScenarioNumber>> = {
  rateShift: {
    name: "rate_shift",
    id: "rate_shift",
    label: "Rate shift",
    unit: "ratio",
    format: "basis_points",
    min: -0.05,
    max: 0.1,
    step: 0.0025,
  },
  ebitChange: {
    name: "ebit_change",
    id: "ebit_change",
    label: "EBIT change",
    unit: "ratio",
    format: "percent",
    min: -1,
    max: 1,
    step: 0.01,
  },
  horizonMonths: {
    name: "horizon",
    id: "stress_horizon",
    label: "Horizon",
    unit: "count",
    format: "months",
    min: 0,
    max: 60,
    step: 3,
  },
  tariffRate: {
    name: "tariff",
    id: "tariff_rate",
    label: "Tariff",
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 2,
    step: 0.05,
  },
  importShare: {
    name: "import_share",
    id: "import_share",
    label: "Imported share of cost",
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 1,
    step: 0.05,
  },
  passThrough: {
    name: "pass_through",
    id: "pass_through",
    label: "Passed on to customers",
    unit: "ratio",
    format: "percent",
    min: 0,
    max: 1,
    step: 0.05,
  },
  baseRate: {
    name: "base_rate",
    id: "scenario_base_rate",
    label: "Base rate of the scenario",
    unit: "ratio",
    format: "percent",
    min: -0.01,
    max: 0.2,
    step: 0.0025,
  },
};

const source = ownChoice("Set by the user of the stress.");

/** The cover that headroom leads to: no part of a scenario, and the same in each. */
export const headroomCover: Parameter = {
  id: "headroom_cover",
  label: "Cover that headroom leads to",
  value: 1.5,
  unit: "times",
  format: "times",
  min: 0.5,
  max: 5,
  step: 0.05,
  source,
};

/** The scenario's numbers as parameters of the language. A base rate of null is no parameter. */
export function listScenarioParameters(scenario: Scenario): readonly Parameter[] {
  const keys = Object.keys(scenarioNumbers) as readonly ScenarioNumberKey[];
  const numbers = keys.flatMap((key): readonly Parameter[] => {
    const value = scenario[key];
    const { name: _, ...parameter } = scenarioNumbers[key];
    return value === null ? [] : [{ ...parameter, value, source }];
  });
  return [...numbers, headroomCover];
}

/** The values of these parameters by their ids. */
export function readScenarioValues(scenario: Scenario): ReadonlyMap<string, number> {
  return new Map(listScenarioParameters(scenario).map(({ id, value }) => [id, value]));
}
