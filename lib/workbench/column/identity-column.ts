import type { ColumnHead } from "./column-head";

/** A column that says who a row is. */
export interface IdentityColumn {
  readonly head: ColumnHead;
  readonly widthPx: number;
}

function declare(expression: string, label: string, widthPx: number): IdentityColumn {
  return { head: { expression, label, description: null, type: "text", format: "text", better: "none" }, widthPx };
}

/** The columns that every table of companies begins with. No choice of columns lists them. */
export const identityHeads: readonly IdentityColumn[] = [declare("ticker", "Ticker", 84), declare("name", "Name", 200)];

/** Whether a column says who a row is, so that it stands in each table without being chosen. */
export function isIdentityColumn(id: string): boolean {
  return identityHeads.some(({ head }) => head.expression === id);
}
