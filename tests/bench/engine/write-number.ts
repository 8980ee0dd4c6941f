import "server-only";

/** The shortest text without an exponent that reads back as the same number. */
export function writeNumber(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  for (let digits = 1; digits <= 100; digits += 1) {
    const fixed = value.toFixed(digits);
    if (Number(fixed) === value) return fixed;
  }
  return value.toFixed(100);
}

const boundDigits = 6;

/** A bound as people and sliders write it, who know no more than six digits of a figure. */
export function roundBound(value: number): number {
  return Number(value.toPrecision(boundDigits));
}
