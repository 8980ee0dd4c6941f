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

/** The least and the most that each number may be. */
const scenarioBounds: Readonly<Record<Exclude<keyof Scenario, "spreadTable">, readonly [min: number, max: number]>> = {
  rateShift: [-0.05, 0.1],
  ebitChange: [-1, 1],
  horizonMonths: [0, 60],
  baseRate: [-0.01, 0.2],
  tariffRate: [0, 2],
  importShare: [0, 1],
  passThrough: [0, 1],
};

/** What keeps a value from being a part of a scenario, in words that say what was expected; null when it can be one. */
export function findScenarioFault(part: keyof Scenario, value: Scenario[keyof Scenario] | string): string | null {
  if (part === "spreadTable") {
    return spreadTableIds.some((id) => id === value) ? null : `expected ${spreadTableIds.join(" or ")}`;
  }
  if (part === "baseRate" && value === null) return null;
  const [min, max] = scenarioBounds[part];
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

/** The table that a scenario names. */
export function requireSpreadTable(scenario: Pick<Scenario, "spreadTable">): SpreadTable {
  return spreadTables.find(({ id }) => id === scenario.spreadTable) ?? spreads2025;
}

interface ScenarioParameter extends Omit<Parameter, "value"> {
  /** Null where the scenario leaves it to the snapshot. */
  readonly read: (scenario: Scenario) => number | null;
}

const shared = { unit: "ratio", source: ownChoice("Set by the user of the stress.") } as const;

const scenarioParameters: readonly ScenarioParameter[] = [
  {
    ...shared,
    id: "rate_shift",
    label: "Rate shift",
    read: ({ rateShift }) => rateShift,
    format: "basis_points",
    min: -0.05,
    max: 0.1,
    step: 0.0025,
  },
  {
    ...shared,
    id: "ebit_change",
    label: "EBIT change",
    read: ({ ebitChange }) => ebitChange,
    format: "percent",
    min: -1,
    max: 1,
    step: 0.01,
  },
  {
    ...shared,
    id: "stress_horizon",
    label: "Horizon",
    read: ({ horizonMonths }) => horizonMonths,
    unit: "count",
    format: "months",
    min: 0,
    max: 60,
    step: 3,
  },
  {
    ...shared,
    id: "tariff_rate",
    label: "Tariff",
    read: ({ tariffRate }) => tariffRate,
    format: "percent",
    min: 0,
    max: 2,
    step: 0.05,
  },
  {
    ...shared,
    id: "import_share",
    label: "Imported share of cost",
    read: ({ importShare }) => importShare,
    format: "percent",
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    ...shared,
    id: "pass_through",
    label: "Passed on to customers",
    read: ({ passThrough }) => passThrough,
    format: "percent",
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    ...shared,
    id: "headroom_cover",
    label: "Cover that headroom leads to",
    read: () => 1.5,
    unit: "times",
    format: "times",
    min: 0.5,
    max: 5,
    step: 0.05,
  },
  {
    ...shared,
    id: "scenario_base_rate",
    label: "Base rate of the scenario",
    read: ({ baseRate }) => baseRate,
    format: "percent",
    min: -0.01,
    max: 0.2,
    step: 0.0025,
  },
];

/** The scenario's numbers as parameters of the language. A base rate of null is no parameter. */
export function listScenarioParameters(scenario: Scenario): readonly Parameter[] {
  return scenarioParameters.flatMap(({ read, ...parameter }) => {
    const value = read(scenario);
    return value === null ? [] : { ...parameter, value };
  });
}

/** The values of these parameters by their ids. */
export function readScenarioValues(scenario: Scenario): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const { id, read } of scenarioParameters) {
    const value = read(scenario);
    if (value !== null) values.set(id, value);
  }
  return values;
}
