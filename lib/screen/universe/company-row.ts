import { missingTextCode } from "#lib/expr/vector";
import type { Universe } from "./universe";

interface CompanyIndex {
  readonly byTicker: ReadonlyMap<string, number>;
  /** By the ticker without the mark before a class of shares. */
  readonly byJoinedTicker: ReadonlyMap<string, number>;
  /** The rows of each SEC filer: one a class of shares that the index has. */
  readonly byCik: ReadonlyMap<string, readonly number[]>;
}

const indexes = new WeakMap<Universe, CompanyIndex>();

/**
 * The row of a company by its ticker, in any case, with `.` for `-`, and with or without a mark before a class of
 * shares (`MOG-A` is `MOGA` in a fund's list); null when the snapshot has none.
 */
export function findCompanyRow(universe: Universe, ticker: string): number | null {
  const { byTicker, byJoinedTicker } = getIndex(universe);
  const asked = normaliseTicker(ticker);
  return byTicker.get(asked) ?? byJoinedTicker.get(joinClass(asked)) ?? null;
}

/** The rows of an SEC filer (its CIK with leading zeros), in the order of the table: more than one with class shares. */
export function listFilerRows(universe: Universe, cik: string): readonly number[] {
  return getIndex(universe).byCik.get(cik) ?? [];
}

function getIndex(universe: Universe): CompanyIndex {
  const known = indexes.get(universe);
  if (known) return known;
  const index = buildIndex(universe);
  indexes.set(universe, index);
  return index;
}

function buildIndex({ evaluator, rowCount }: Universe): CompanyIndex {
  const tickers = evaluator.evaluateText({ kind: "name", id: "ticker" });
  const ciks = evaluator.evaluateText({ kind: "name", id: "cik" });
  const byTicker = new Map<string, number>();
  const byJoinedTicker = new Map<string, number>();
  const byCik = new Map<string, readonly number[]>();
  for (let row = 0; row < rowCount; row++) {
    const ticker = normaliseTicker(tickers.dictionary[tickers.codes[row] ?? missingTextCode] ?? "");
    if (!byTicker.has(ticker)) byTicker.set(ticker, row);
    if (!byJoinedTicker.has(joinClass(ticker))) byJoinedTicker.set(joinClass(ticker), row);
    const cik = ciks.dictionary[ciks.codes[row] ?? missingTextCode];
    if (cik !== undefined) byCik.set(cik, [...(byCik.get(cik) ?? []), row]);
  }
  return { byTicker, byJoinedTicker, byCik };
}

function normaliseTicker(ticker: string): string {
  return ticker.trim().toUpperCase().replaceAll(".", "-");
}

/** Every spelling under which a ticker may have been stored: as given, and without the mark before a class. */
export function listTickerSpellings(ticker: string): readonly string[] {
  const asked = normaliseTicker(ticker);
  return [...new Set([asked, joinClass(asked)])];
}

function joinClass(ticker: string): string {
  return ticker.replace(/[-/ ](?=[A-Z]$)/, "");
}
