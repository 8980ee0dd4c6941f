import { getNumberFormat } from "#lib/util/number-text";
import { fail, type Result, succeed } from "#lib/util/result";

/** What the numbers of a list are: how many shares are held, or which part of the portfolio each company is. Permanent: kept in databases. */
export const sizings = ["shares", "weight"] as const;

export type Sizing = (typeof sizings)[number];

/** The largest size there may be: shares as a count, a weight as a fraction. */
export const sizeMax: Readonly<Record<Sizing, number>> = { shares: 1e10, weight: 1 };

const plainNumber = /^(?:\d+(?:\.\d*)?|\.\d+)$/;
/** Groups of three behind one kind of mark. A number that begins with 0 has none: `0,045` is another country's 0.045. */
const groupedNumber = /^[1-9]\d{0,2}(?:([,'’\u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$/;

/** A size as it is typed or shown in a field: `1,200.5` shares, `4.5%`. */
export function formatSize(size: number, sizing: Sizing): string {
  return sizing === "shares"
    ? getNumberFormat(0, 6).format(size)
    : `${getNumberFormat(0, 6).format(Number((size * 100).toPrecision(12)))}%`;
}

/**
 * Reads a size as typed: shares as a count, a weight in percent, with or without its sign, as a fraction. Null: nothing
 * was typed. Errors: a sentence that says why it is no size.
 */
export function parseSize(text: string, sizing: Sizing): Result<number | null, string> {
  const trimmed = text.trim();
  if (trimmed === "") return succeed(null);
  const shown = `“${trimmed.slice(0, 24)}”`;
  if (/^[-−–(]\s*[$€£]?[\d.]/u.test(trimmed)) return fail(`${shown} is negative. A list holds what is owned.`);
  if (/[$€£]/u.test(trimmed)) {
    return fail(`${shown} is an amount of money. Give a count of shares or a weight in percent.`);
  }
  const isPercent = trimmed.endsWith("%");
  if (isPercent && sizing === "shares") return fail(`${shown} is a percentage, and this is a count of shares.`);
  const digits = isPercent ? trimmed.slice(0, -1).trimEnd() : trimmed;
  if (!plainNumber.test(digits) && !groupedNumber.test(digits)) {
    return fail(`${shown} is not a number, such as ${sizing === "shares" ? "1,200" : "4.5%"}.`);
  }
  const value = Number(digits.replaceAll(/[,'’\u00a0\u202f]/g, ""));
  // Dividing by 100 leaves noise in the last digits.
  const size = sizing === "shares" ? value : Number((value / 100).toPrecision(12));
  if (size > sizeMax[sizing]) {
    const most = sizing === "shares" ? "10 billion shares" : "100%";
    return fail(`${shown} is more than ${most}, the most there can be.`);
  }
  return succeed(size);
}
