import type { Universe } from "./universe";

const rowsByUniverse = new WeakMap<Universe, ReadonlyMap<string, number>>();

/** The row of a company by its ticker, in any case and with `.` for `-`; null when the snapshot has none. */
export function findCompanyRow(universe: Universe, ticker: string): number | null {
  let rows = rowsByUniverse.get(universe);
  if (rows === undefined) {
    rows = indexTickers(universe);
    rowsByUniverse.set(universe, rows);
  }
  return rows.get(normaliseTicker(ticker)) ?? null;
}

function indexTickers(universe: Universe): ReadonlyMap<string, number> {
  const { codes, dictionary } = universe.evaluator.evaluateText({ kind: "name", id: "ticker" });
  const rows = new Map<string, number>();
  codes.forEach((code, row) => {
    const ticker = dictionary[code];
    if (ticker !== undefined && !rows.has(normaliseTicker(ticker))) rows.set(normaliseTicker(ticker), row);
  });
  return rows;
}

function normaliseTicker(ticker: string): string {
  return ticker.trim().toUpperCase().replaceAll(".", "-");
}
