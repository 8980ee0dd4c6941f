import type { Unit } from "#lib/expr/scope";
import type { Value } from "#lib/expr/vector";
import { formatAmount, writeSigned } from "#lib/util/amount-text";
import { assertNever } from "#lib/util/assert";
import type { MissingReason } from "#lib/util/missing";
import { getNumberFormat } from "#lib/util/number-text";
import type { Format } from "./metric";

/** The format of a number that only its unit is known of. */
export const formatsByUnit: Readonly<Record<Unit, Format>> = {
  usd: "usd",
  usd_per_share: "usd_per_share",
  shares: "shares",
  ratio: "percent",
  times: "times",
  days: "days",
  months: "months",
  years: "years",
  score: "score",
  count: "count",
  code: "code",
};

/** What stands in place of a missing number. */
export const missingGlyphs: Readonly<Record<MissingReason, string>> = {
  not_reported: "–",
  not_applicable: "n/a",
  not_meaningful: "n.m.",
  no_debt: "no debt",
  stale: "stale",
  conflict: "≠",
};

/** What a missing number's reason means, one sentence without its stop. */
export const missingMeanings: Readonly<Record<MissingReason, string>> = {
  not_reported: "Not reported: no filing we have gives a figure that this needs",
  not_applicable: "Not applicable to this company",
  not_meaningful: "Not meaningful: a ratio over a zero or negative base",
  no_debt: "No debt: there is nothing to cover or repay",
  stale: "Stale: the newest period ended too long ago to be used",
  conflict: "In conflict: the sources contradict each other",
};

interface Shape {
  /** Multiplies the value before it is written. */
  readonly scale: number;
  readonly digits: number;
  /** The unit in a column's head. */
  readonly head: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly suffixOfOne?: string;
  readonly isGrouped?: false;
}

const shapes: Readonly<Record<Format, Shape>> = {
  usd: { scale: 1e-6, digits: 1, head: "$m", prefix: "$", suffix: "m" },
  usd_per_share: { scale: 1, digits: 2, head: "$", prefix: "$" },
  shares: { scale: 1e-6, digits: 1, head: "m", suffix: "m" },
  percent: { scale: 100, digits: 1, head: "%", suffix: "%" },
  basis_points: { scale: 10_000, digits: 0, head: "bp", suffix: " bp" },
  times: { scale: 1, digits: 2, head: "x", suffix: "x" },
  days: { scale: 1, digits: 0, head: "days", suffix: " days", suffixOfOne: " day" },
  months: { scale: 1, digits: 1, head: "months", suffix: " months", suffixOfOne: " month" },
  years: { scale: 1, digits: 1, head: "years", suffix: " years", suffixOfOne: " year" },
  score: { scale: 1, digits: 2, head: "" },
  count: { scale: 1, digits: 0, head: "" },
  code: { scale: 1, digits: 0, head: "", isGrouped: false },
  text: { scale: 1, digits: 2, head: "" },
  truth: { scale: 1, digits: 0, head: "" },
};

/** The unit that belongs in the head of a column of this format; empty where there is none. */
export function getHeadUnit(format: Format): string {
  return shapes[format].head;
}

/**
 * A number as a cell shows it under a head that carries the unit (`getHeadUnit`): money in millions, ratios in percent.
 * Always the same count of decimals within a format, so that columns align. Not a number gives a dash.
 */
export function formatNumber(value: number, format: Format): string {
  if (!Number.isFinite(value)) return missingGlyphs.not_reported;
  const { scale, digits, isGrouped = true } = shapes[format];
  return writeSigned(value * scale, (size) => getNumberFormat(digits, digits, isGrouped).format(size));
}

/**
 * A number that stands alone, with its unit: `$1.23b`, `8.1%`, `306 bp`, `1.90x`, `14 months`. `extraDigits` shows more
 * decimals, for a value that would otherwise look like the limit beside it.
 */
export function formatWithUnit(value: number, format: Format, extraDigits = 0): string {
  if (!Number.isFinite(value)) return missingGlyphs.not_reported;
  if (format === "usd" || format === "shares") return formatAmount(value, format === "usd" ? "$" : "", extraDigits);
  const { scale, digits, prefix = "", suffix = "", suffixOfOne, isGrouped = true } = shapes[format];
  const isPlain = format === "months" || format === "years" || format === "percent" || format === "basis_points";
  const text = writeSigned(value * scale, (size) => {
    const digitsMin = isPlain ? 0 : digits;
    return prefix + getNumberFormat(digitsMin, digits + extraDigits, isGrouped).format(size);
  });
  return text + (suffixOfOne !== undefined && text === "1" ? suffixOfOne : suffix);
}

/** Any value for people: a number with its unit, a text, yes or no, `?` for an unknown truth, a glyph for a missing one. */
export function formatValue(value: Value, format: Format): string {
  switch (value.type) {
    case "number":
      return formatWithUnit(value.value, format);
    case "text":
      return value.value;
    case "truth":
      return value.value ? "Yes" : "No";
    case "unknown":
      return "?";
    case "missing":
      return missingGlyphs[value.reason];
    default:
      return assertNever(value);
  }
}
