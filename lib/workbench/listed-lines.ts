import type { CompanyLines } from "#lib/screen/universe/company-lines";

/** A row of a table: a line of the list of constituents, and the row of the universe that its company is. */
export interface ListedLine {
  readonly row: number;
  readonly line: number;
}

/** Whether a row is in a set of rows. */
export function isInMask(mask: Uint32Array, row: number): boolean {
  return (((mask[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

/** How many lines the companies of a mask have beyond one each. */
export function countFurtherLines(lines: CompanyLines, mask: Uint32Array): number {
  let count = 0;
  for (const row of lines.rowsWithSeveral) {
    if (isInMask(mask, row)) count += lines.listLines(row).length - 1;
  }
  return count;
}

/** The lines of companies in their order, those of one company below each other. */
export function listLines(lines: CompanyLines, rows: Uint32Array): readonly ListedLine[] {
  const listed: ListedLine[] = [];
  for (const row of rows) for (const line of lines.listLines(row)) listed.push({ row, line });
  return listed;
}
