/** A ratio in percent with one digit; a dash where it is missing. */
export function formatRate(ratio: number | null): string {
  return ratio === null ? "–" : `${(100 * ratio).toFixed(1)}%`;
}

/** A difference of rates in percentage points, with its sign. */
export function formatDifference(ratio: number | null): string {
  if (ratio === null) return "–";
  const points = (100 * ratio).toFixed(1);
  return `${ratio > 0 ? "+" : ""}${points.replace("-", "−")}`;
}
