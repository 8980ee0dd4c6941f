import { getNumberFormat } from "./number-text";

const largeUnits: readonly (readonly [from: number, scale: number, suffix: string])[] = [
  [1e12, 1e-12, "t"],
  [1e9, 1e-9, "b"],
  [1e6, 1e-6, "m"],
  [1e3, 1e-3, "k"],
  [0, 1, ""],
];

/** The size of a number with its sign: a true minus, and none before zero. */
export function writeSigned(value: number, write: (size: number) => string): string {
  const text = write(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/**
 * An amount of any size in three digits: `1.23b`, `45.6m`, `789k`, with a currency sign before it where one is given.
 * `extraDigits` shows more decimals, for an amount that would otherwise look like the one beside it.
 */
export function formatAmount(value: number, sign: "$" | "", extraDigits = 0): string {
  const size = Math.abs(value);
  const [, scale, suffix] = largeUnits.find(([from]) => size >= from * 0.9995) ?? [0, 1, ""];
  const scaled = size * scale;
  const digits = (suffix === "" ? 0 : scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2) + extraDigits;
  return writeSigned(value, () => `${sign}${getNumberFormat(0, digits).format(scaled)}${suffix}`);
}
