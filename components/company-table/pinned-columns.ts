/** The cookie that remembers which columns stay beside the ticker, so that the server already draws them there. */
export const pinnedColumnsCookie = "ballast-pinned-columns";

/** More would leave no room for what moves under them. */
export const pinnedMax = 3;

const pinnedLengthMax = 120;

/** Writes expressions of columns as the value of the cookie. */
export function formatPinnedColumns(pinned: readonly string[]): string {
  const parameters = new URLSearchParams(pinned.map((expression) => ["pin", expression]));
  return encodeURIComponent(parameters.toString());
}

/** Reads the cookie's value as the server gives it, decoded once; what is too long for a column, or too many, is left out. */
export function parsePinnedColumns(value: string | undefined): readonly string[] {
  const pinned = new URLSearchParams(value ?? "").getAll("pin");
  return [...new Set(pinned)].filter((text) => text !== "" && text.length <= pinnedLengthMax).slice(0, pinnedMax);
}

/** Whether another column may be pinned. */
export function canPin(expression: string, pinned: readonly string[]): boolean {
  return pinned.length < pinnedMax && expression.length <= pinnedLengthMax;
}

/** The pinned columns with one more, at the end, or without it. */
export function togglePinned(pinned: readonly string[], expression: string): readonly string[] {
  if (pinned.includes(expression)) return pinned.filter((each) => each !== expression);
  return canPin(expression, pinned) ? [...pinned, expression] : pinned;
}

/**
 * The places of pinned columns from the left, by their order. The table sets the distances as properties of its element,
 * since the content security policy refuses styles of elements that the server sends.
 */
export const pinClasses = [
  "sm:sticky sm:left-(--pin-0)",
  "sm:sticky sm:left-(--pin-1)",
  "sm:sticky sm:left-(--pin-2)",
] as const;
