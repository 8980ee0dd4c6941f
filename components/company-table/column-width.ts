/** Widths of columns that a person has set, in pixels, by the column's expression. */
export type ColumnWidths = Readonly<Record<string, number>>;

/** The cookie that remembers them, so that the server already draws the table so. */
export const columnWidthsCookie = "ballast-column-widths";

export const columnWidthMinPx = 56;
export const columnWidthMaxPx = 600;

/** A cookie holds about 4,000 characters: of more columns the ones set last are kept, and no long expressions. */
const keptMax = 40;
const keptLengthMax = 60;

/** Writes widths as the value of the cookie. */
export function formatColumnWidths(widths: ColumnWidths): string {
  const kept = Object.entries(widths).filter(([expression]) => expression.length <= keptLengthMax);
  const parameters = new URLSearchParams();
  for (const [expression, widthPx] of kept.slice(-keptMax)) parameters.append(expression, String(Math.round(widthPx)));
  return encodeURIComponent(parameters.toString());
}

/** Reads the cookie's value as the server gives it, decoded once; what is no width is left out. */
export function parseColumnWidths(value: string | undefined): ColumnWidths {
  const entries = [...new URLSearchParams(value ?? "")].flatMap(([expression, text]) => {
    const widthPx = Number(text);
    return text !== "" && Number.isFinite(widthPx) ? [[expression, clampColumnWidth(widthPx)] as const] : [];
  });
  return Object.fromEntries(entries.slice(-keptMax));
}

/** A width within what a column may have. */
export function clampColumnWidth(widthPx: number): number {
  return Math.min(columnWidthMaxPx, Math.max(columnWidthMinPx, Math.round(widthPx)));
}

/** The widths with one column's set anew; null: as wide as by default. What was set last stands last. */
export function setColumnWidth(widths: ColumnWidths, expression: string, widthPx: number | null): ColumnWidths {
  const { [expression]: _, ...others } = widths;
  return widthPx === null ? others : { ...others, [expression]: clampColumnWidth(widthPx) };
}
