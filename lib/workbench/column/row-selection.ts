import type { TableRows } from "./table-model";

/** Rows that a person has chosen, by ticker: they stay chosen while rows are sorted and filtered. Never changed, only replaced. */
export interface RowSelection {
  readonly tickers: ReadonlySet<string>;
  /** The row that was chosen or given up last, from which a choice is extended. */
  readonly anchor: string | null;
}

export const noSelection: RowSelection = { tickers: new Set(), anchor: null };

/** Of the rows of a result: none, some or all are chosen. */
export type SelectionState = "none" | "some" | "all";

/** Chooses a row, or gives it up. */
export function toggleRow({ tickers }: RowSelection, ticker: string): RowSelection {
  const next = new Set(tickers);
  if (!next.delete(ticker)) next.add(ticker);
  return { tickers: next, anchor: ticker };
}

/**
 * Does with all rows from the anchor to `index` what was done with the anchor. Where the result does not have the anchor, the row
 * alone is chosen.
 */
export function extendSelection(selection: RowSelection, rows: TableRows, index: number): RowSelection {
  const { tickers, anchor } = selection;
  const from = anchor === null ? -1 : findIndex(rows, anchor);
  if (anchor === null || from < 0) {
    const { ticker } = rows.getIdentity(index);
    return { tickers: new Set(tickers).add(ticker), anchor: ticker };
  }
  const isChosen = tickers.has(anchor);
  const next = new Set(tickers);
  for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
    const { ticker } = rows.getIdentity(at);
    if (isChosen) next.add(ticker);
    else next.delete(ticker);
  }
  return { tickers: next, anchor };
}

/** Chooses every row of a result, or gives all of them up where all are chosen. Rows outside the result stay as they are. */
export function toggleAll(selection: RowSelection, rows: TableRows): RowSelection {
  const isGivenUp = getSelectionState(selection, rows) === "all";
  const next = new Set(selection.tickers);
  for (let index = 0; index < rows.available; index += 1) {
    const { ticker } = rows.getIdentity(index);
    if (isGivenUp) next.delete(ticker);
    else next.add(ticker);
  }
  return { tickers: next, anchor: null };
}

/** How many of the chosen rows a result has. Costs as much as there are chosen ones, however many rows there are. */
export function countHeld({ tickers }: RowSelection, rows: TableRows): number {
  let count = 0;
  for (const ticker of tickers) if (rows.holds(ticker)) count += 1;
  return count;
}

export function getSelectionState(selection: RowSelection, rows: TableRows): SelectionState {
  const held = countHeld(selection, rows);
  if (held === 0) return "none";
  return held === rows.count ? "all" : "some";
}

/** The chosen tickers in the order of a result; those that it does not have follow by ticker. */
export function listSelected({ tickers }: RowSelection, rows: TableRows): readonly string[] {
  const left = new Set(tickers);
  const listed: string[] = [];
  for (let index = 0; index < rows.available && left.size > 0; index += 1) {
    const { ticker } = rows.getIdentity(index);
    if (left.delete(ticker)) listed.push(ticker);
  }
  return [...listed, ...[...left].sort()];
}

/** The place of a ticker among the rows that are available; -1 where it has none. */
export function findIndex(rows: TableRows, ticker: string): number {
  if (!rows.holds(ticker)) return -1;
  for (let index = 0; index < rows.available; index += 1) {
    if (rows.getIdentity(index).ticker === ticker) return index;
  }
  return -1;
}
