import type { NumberMark } from "./ast";

// Powers of ten are moved within the decimal text, never multiplied: 1.1m is exactly 1100000, and 15% is the double
// nearest to 0.15, so that reading what was printed gives the same bits.

const magnitudes: ReadonlyMap<string, number> = new Map([
  ["k", 3],
  ["thousand", 3],
  ["m", 6],
  ["mn", 6],
  ["mln", 6],
  ["million", 6],
  ["b", 9],
  ["bn", 9],
  ["bln", 9],
  ["billion", 9],
  ["t", 12],
  ["tn", 12],
  ["trillion", 12],
]);

/** Words that a number takes with a space between: `5 million`. No metric may have such a name. */
export const magnitudeWords: ReadonlySet<string> = new Set(["thousand", "million", "billion", "trillion"]);

/** Whether a word behind a number and a space says how large it is: `5 m`, `5 million`. */
export function isMagnitude(word: string): boolean {
  return magnitudes.has(word);
}

const literalPattern = /^(\$?)\s*(\d+(?:\.\d+)?|\.\d+)(?:e([+-]?\d+))?\s*([a-z_%][a-z0-9_%]*)?$/i;

/** Fifteen digits make a whole number that a double holds exactly. */
const plainDigitsMax = 15;
/** A point among digits, as the difference of its code to that of 0. */
const pointDigit = -2;
const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17];

/** A number as it was written, without a sign. */
export type NumberLiteral = { readonly value: number; readonly mark?: NumberMark };

/** Reads `15%`, `200bp`, `1.5x`, `$300m`, `2b`, `1e-7`. Not signed. A text answer is what is wrong with it. */
export function readNumberLiteral(
  text: string,
): { readonly literal: NumberLiteral } | { readonly problem: string; readonly hint: string } {
  const plain = readPlain(text);
  if (plain !== null) return { literal: plain };
  const match = literalPattern.exec(text);
  const suffix = match?.[4]?.toLowerCase() ?? "";
  const shift = getShift(suffix);
  if (!match || shift === null) {
    return { problem: `"${shorten(text)}" is not a number.`, hint: suggestNumber(match?.[2] ?? "", suffix) };
  }
  const isMoney = match[1] === "$";
  if (isMoney && (suffix === "%" || suffix === "bp" || suffix === "x")) {
    return {
      problem: `"${shorten(text)}" is both money and a share.`,
      hint: `Write either $${match[2]} or ${match[2]}${suffix}.`,
    };
  }
  const value = Number(`${match[2]}e${Number(match[3] ?? 0) + shift}`);
  if (!Number.isFinite(value))
    return { problem: `"${shorten(text)}" is too large.`, hint: "The largest number is 1.79e308." };
  const mark = getMark(isMoney, suffix);
  return { literal: mark ? { value, mark } : { value } };
}

/** Reads few digits with a decimal part or a percent sign or both, as most numbers of a query are; null for the rest. */
function readPlain(text: string): NumberLiteral | null {
  const isPercent = text.endsWith("%");
  const value = readFewDigits(text, 0, isPercent ? text.length - 1 : text.length, isPercent ? 2 : 0);
  if (Number.isNaN(value)) return null;
  return isPercent ? { value, mark: "percent" } : { value };
}

/**
 * The number that stands between two places of a text as few digits, with a point between them or without, divided by a
 * power of ten; NaN for anything else. A quotient of two doubles that are exact is the double nearest to it, so that
 * this gives the bits of the long way.
 */
export function readFewDigits(text: string, from: number, to: number, powerOfTen: 0 | 2): number {
  if (to - from > plainDigitsMax + 1) return Number.NaN;
  let whole = 0;
  let point = to - 1;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit;
    else if (digit === pointDigit && point === to - 1 && at > from && at < to - 1) point = at;
    else return Number.NaN;
  }
  const decimals = to - 1 - point;
  if (from === to || to - from - (decimals > 0 ? 1 : 0) > plainDigitsMax) return Number.NaN;
  return whole / (powersOfTen[decimals + powerOfTen] as number);
}

function getShift(suffix: string): number | null {
  if (suffix === "" || suffix === "x") return 0;
  if (suffix === "%") return -2;
  if (suffix === "bp") return -4;
  return magnitudes.get(suffix) ?? null;
}

function getMark(isMoney: boolean, suffix: string): NumberMark | undefined {
  if (isMoney) return "usd";
  if (suffix === "%") return "percent";
  if (suffix === "bp") return "bp";
  if (suffix === "x") return "times";
  return undefined;
}

function suggestNumber(digits: string, suffix: string): string {
  const known: Record<string, string> = {
    bps: "bp",
    mm: "m",
    mio: "m",
    thousands: "k",
    millions: "m",
    billions: "b",
    trillions: "t",
    pct: "%",
    percent: "%",
  };
  const better = Object.hasOwn(known, suffix) ? known[suffix] : undefined;
  if (better && digits) return `Did you mean ${digits}${better}?`;
  return "A number may end in %, bp, x, k, m, b, t, thousand, million, billion or trillion, and begin with $: 15%, 200bp, 1.5x, $300m, 5 million. A text that begins with a digit needs quotes.";
}

function shorten(text: string): string {
  return text.length > 24 ? `${text.slice(0, 24)}…` : text;
}

/** Writes a finite number so that reading gives the same value and mark. Negative numbers begin with a minus. */
export function printNumberLiteral(value: number, mark?: NumberMark): string {
  const size = Math.abs(value);
  // Between these, JavaScript writes the same shortest digits without an exponent, and no magnitude makes them shorter.
  if (mark === undefined && size >= 1e-6 && size < 1e6) return String(value);
  const sign = value < 0 ? "-" : "";
  const { digits, exponent } = splitDecimal(size);
  switch (mark) {
    case "percent":
      return `${sign}${joinDecimal(digits, exponent + 2)}%`;
    case "bp":
      return `${sign}${joinDecimal(digits, exponent + 4)}bp`;
    case "times":
      return `${sign}${joinDecimal(digits, exponent)}x`;
    case "usd":
      return `${sign}$${joinMagnitude(digits, exponent)}`;
    default:
      return `${sign}${joinMagnitude(digits, exponent)}`;
  }
}

/** The shortest digits that stand for the value, and the power of ten of the first: 0.15 is 15, -1. */
function splitDecimal(value: number): { digits: string; exponent: number } {
  const [mantissa = "0", power = "0"] = value.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), exponent: Number(power) };
}

function joinDecimal(digits: string, exponent: number): string {
  if (digits === "0") return "0";
  if (exponent > 20 || exponent < -7) {
    const tail = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${digits[0]}${tail}e${exponent}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const tail = digits.slice(exponent + 1);
  return tail ? `${whole}.${tail}` : whole;
}

function joinMagnitude(digits: string, exponent: number): string {
  const plain = joinDecimal(digits, exponent);
  if (exponent < 6 || exponent > 14) return plain;
  const [letter, power] = exponent < 9 ? ["m", 6] : exponent < 12 ? ["b", 9] : ["t", 12];
  const short = `${joinDecimal(digits, exponent - Number(power))}${letter}`;
  return short.length < plain.length ? short : plain;
}
