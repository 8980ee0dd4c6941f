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
