import { writeSigned } from "#lib/util/amount-text";
import { getNumberFormat } from "#lib/util/number-text";
import { getHeadUnit } from "./format";
import type { Format } from "./metric";

/** The upright axis of a chart: where it begins and ends, its marks, and how they are written. */
export interface Axis {
  /** What the marks are counted in, said once beside the title: `$m`; empty where there is none. */
  readonly unit: string;
  /** In the unit of the values: the ends are marks too, from the lowest. */
  readonly ticks: readonly number[];
  /** Writes a mark without its unit, all marks with the same decimals. */
  readonly write: (tick: number) => string;
}

/** Amounts are counted in the largest of these that the axis reaches. */
const amountUnits = [
  [1e9, "b"],
  [1e6, "m"],
  [1e3, "k"],
  [1, ""],
] as const;

const scales: Partial<Readonly<Record<Format, number>>> = { percent: 0.01, basis_points: 0.0001 };

function getUnit(format: Format, largest: number): readonly [size: number, name: string] {
  if (format !== "usd" && format !== "shares") return [scales[format] ?? 1, getHeadUnit(format)];
  const [size, name] = amountUnits.find(([from]) => largest >= from) ?? amountUnits[3];
  return [size, format === "usd" ? `$${name}` : name];
}

/** Steps that people count in, within a power of ten; the first that is large enough is taken. */
const niceSteps = [1, 2, 2.5, 5, 10] as const;

const stepsWanted = 4;

function findStep(span: number): number {
  const rough = span / stepsWanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * (niceSteps.find((step) => step * power >= rough * (1 - 1e-9)) ?? 10);
}

/** How many decimals tell the marks of a step apart: 1 for 2.5, none for 20. */
function countDecimals(step: number): number {
  for (let digits = 0; digits < 8; digits += 1) {
    const scaled = step * 10 ** digits;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled) return digits;
  }
  return 8;
}

/**
 * An axis that holds zero and all the values, with three to seven marks in round steps. Without a value that is a number
 * it goes from 0 to 1 of its unit.
 */
export function computeAxis(values: readonly number[], format: Format): Axis {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const [size, unit] = getUnit(format, Math.max(-low, high));
  const bottom = low / size;
  const top = high === low ? 1 : high / size;
  const step = findStep(top - bottom);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(top / step - 1e-9));
  const digits = countDecimals(step);
  const numbers = getNumberFormat(digits, digits);
  return {
    unit,
    ticks: Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step * size),
    write: (tick) => writeSigned(tick / size, (amount) => numbers.format(amount)),
  };
}
