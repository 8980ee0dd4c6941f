import { parseAmount } from "#lib/metric/parameter";
import { fail, type Result, succeed } from "#lib/util/result";
import {
  defaultScenario,
  findScenarioFault,
  requireSpreadTable,
  type Scenario,
  scenarioNumbers,
  scenarioPresets,
} from "./scenario";

/** The parts of a scenario by their names in text, in the order in which they are written. */
const partNames: readonly (readonly [name: string, key: keyof Scenario])[] = [
  [scenarioNumbers.rateShift.name, "rateShift"],
  [scenarioNumbers.ebitChange.name, "ebitChange"],
  [scenarioNumbers.horizonMonths.name, "horizonMonths"],
  ["spreads", "spreadTable"],
  [scenarioNumbers.baseRate.name, "baseRate"],
  [scenarioNumbers.tariffRate.name, "tariffRate"],
  [scenarioNumbers.importShare.name, "importShare"],
  [scenarioNumbers.passThrough.name, "passThrough"],
];

/**
 * Writes a scenario as the id of its preset, or as what differs from the default: `rate_shift:0.03,horizon:36`. Rates
 * and shares are ratios. `parseScenario` gives the same scenario back.
 */
export function formatScenario(scenario: Scenario): string {
  const preset = scenarioPresets.find((candidate) => isSameScenario(candidate.scenario, scenario));
  if (preset) return preset.id;
  return partNames
    .filter(([, key]) => scenario[key] !== defaultScenario[key])
    .map(([name, key]) => `${name}:${scenario[key]}`)
    .join(",");
}

/**
 * Reads the id of a preset, or parts such as `rate_shift:300bp,ebit_change:-15%`; parts that are left out are the
 * default's. Errors: a sentence that names the part and what was expected.
 */
export function parseScenario(text: string): Result<Scenario, string> {
  const trimmed = text.trim().toLowerCase();
  const preset = scenarioPresets.find(({ id }) => id === trimmed);
  if (preset) return succeed(preset.scenario);
  if (!trimmed.includes(":")) {
    return fail(`"${cut(text)}" is no scenario; write one of ${scenarioPresets.map(({ id }) => id).join(", ")}`);
  }
  const parts = new Map<keyof Scenario, string | number>();
  for (const part of trimmed.split(",")) {
    const [name = "", value = ""] = part.split(":", 2).map((piece) => piece.trim());
    const key = partNames.find(([known]) => known === name)?.[1];
    if (key === undefined) {
      return fail(
        `"${cut(name)}" is no part of a scenario; the parts are ${partNames.map(([known]) => known).join(", ")}`,
      );
    }
    if (parts.has(key)) return fail(`${name} is given more than once`);
    const read = key === "spreadTable" ? value : parseAmount(value);
    const fault = findScenarioFault(key, read);
    if (fault !== null) return fail(`${name}: ${fault}`);
    parts.set(key, read);
  }
  // Every part was found to be of its kind.
  return succeed({ ...defaultScenario, ...(Object.fromEntries(parts) as Partial<Scenario>) });
}

/** A scenario in words: `Mild recession: rates unchanged, EBIT 15% lower, what falls due within 24 months refinanced`. */
export function describeScenario(scenario: Scenario): string {
  const { rateShift, ebitChange, horizonMonths, baseRate, tariffRate, importShare, passThrough } = scenario;
  const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(2))}%`;
  const bp = Number(Math.abs(rateShift * 10_000).toFixed(1));
  const tariff = `a tariff of ${percent(tariffRate)} on ${percent(importShare)} of cost, ${percent(passThrough)} passed on`;
  const parts = [
    rateShift === 0 ? "rates unchanged" : `rates ${bp} bp ${rateShift < 0 ? "lower" : "higher"}`,
    ...(ebitChange === 0 ? [] : [`EBIT ${percent(Math.abs(ebitChange))} ${ebitChange < 0 ? "lower" : "higher"}`]),
    `what falls due within ${horizonMonths} months refinanced`,
    `spreads of ${requireSpreadTable(scenario).label}`,
    ...(baseRate === null ? [] : [`from a base rate of ${percent(baseRate)}`]),
    ...(tariffRate === 0 ? [] : [tariff]),
  ];
  const preset = scenarioPresets.find((candidate) => isSameScenario(candidate.scenario, scenario));
  const assumed = parts.join(", ");
  return preset ? `${preset.label}: ${assumed}` : assumed.replace(/^./, (letter) => letter.toUpperCase());
}

/** Whether two scenarios assume the same. */
export function isSameScenario(left: Scenario, right: Scenario): boolean {
  return partNames.every(([, key]) => left[key] === right[key]);
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
