/** Columns with one of them put before or after another one; the same columns where either is not among them. */
export function placeColumn(
  columns: readonly string[],
  expression: string,
  side: "before" | "after",
  other: string,
): string[] {
  const next = columns.filter((column) => column !== expression);
  const at = next.indexOf(other);
  if (at < 0 || next.length === columns.length) return [...columns];
  next.splice(side === "before" ? at : at + 1, 0, expression);
  return next;
}
