import type { Unit } from "#lib/expr/scope";
import { formatWithUnit } from "./format";
import type { Format, MetricSource } from "./metric";

/** A number that a person may set, known to the language by its id. `min`, `max` and `step` are in the unit itself. */
export interface Parameter {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly format: Format;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly source: MetricSource;
}

/** A value of a parameter with its unit, with as many decimals as its steps have: half a year is not written as one. */
export function formatParameter(value: number, format: Format): string {
  return formatWithUnit(value, format, 2);
}

/** A number with a mark or without: `300bp`, `-15%`, `0.03`; NaN for anything else. The mark moves the decimal point. */
export function parseAmount(text: string): number {
  const match = /^([+-]?\d+(?:\.\d+)?)(%|bp)?$/.exec(text);
  if (match) return Number(`${match[1]}e${match[2] === "%" ? -2 : match[2] === "bp" ? -4 : 0}`);
  return /^-?\d+(?:\.\d+)?e-\d+$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Writes the numbers that a description names by `{id}`, each with its unit, so that prose never says another number than
 * the parameter. Throws on a name that is no parameter: descriptions are declared with their parameters.
 */
export function fillNumbers(text: string, parameters: readonly Pick<Parameter, "id" | "value" | "format">[]): string {
  return text.replace(/\{([a-z0-9_]+)\}/g, (_, id: string) => {
    const parameter = parameters.find((candidate) => candidate.id === id);
    if (!parameter) throw new Error(`The description "${text}" names the parameter "${id}", which is not declared.`);
    return formatParameter(parameter.value, parameter.format);
  });
}
