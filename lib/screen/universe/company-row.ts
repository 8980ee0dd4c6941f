import { readValue } from "#lib/expr/read-value";
import { missingTextCode, type Value } from "#lib/expr/vector";
import { keepPer } from "#lib/util/keep-per";
import type { CompanyLines } from "./company-lines";
import type { Universe } from "./universe";

interface CompanyIndex {
  readonly byTicker: ReadonlyMap<string, number>;
  /** By the ticker without the mark before a class of shares. */
  readonly byJoinedTicker: ReadonlyMap<string, number>;
  readonly byCik: ReadonlyMap<string, number>;
}

/**
 * The row of a company by a ticker of any of its lines, in any case, with `.` for `-`, and with or without a mark before a class of
 * shares (`MOG-A` is `MOGA` in a fund's list); null when the snapshot has none.
 */
export function findCompanyRow(universe: Universe, ticker: string): number | null {
  const { byTicker, byJoinedTicker } = getIndex(universe.lines);
  const asked = normaliseTicker(ticker);
  return byTicker.get(asked) ?? byJoinedTicker.get(joinClass(asked)) ?? null;
}

/** The row of an SEC filer (its CIK with leading zeros); null when the snapshot has none. */
export function findFilerRow(universe: Universe, cik: string): number | null {
  return getIndex(universe.lines).byCik.get(cik) ?? null;
}

/** The line of a company that goes by a ticker, as `findCompanyRow` reads it; its main line where none does. */
export function findLine({ lines }: Universe, row: number, ticker: string): number {
  const asked = normaliseTicker(ticker);
  const found = lines.listLines(row).map((line) => ({ line, ticker: normaliseTicker(readLineTicker(lines, line)) }));
  const own =
    found.find((each) => each.ticker === asked) ?? found.find((each) => joinClass(each.ticker) === joinClass(asked));
  return own?.line ?? lines.getMainLine(row);
}

/** A name of the language for one line of a company: its own ticker or price, for instance, and the company's figures. */
export function readLineValue({ lines, evaluator }: Universe, id: string, row: number, line: number): Value {
  const own = lines.getLineVector(id);
  return own === undefined ? readValue(evaluator.evaluate({ kind: "name", id }), row) : readValue(own, line);
}

/** The ticker of a line. */
export function readLineTicker(lines: CompanyLines, line: number): string {
  const tickers = lines.getLineVector("ticker");
  return tickers?.type === "text" ? (tickers.dictionary[tickers.codes[line] ?? missingTextCode] ?? "") : "";
}

/** The companies are the same under every policy and scenario, so that their index is made once. */
const getIndex = keepPer((lines: CompanyLines): CompanyIndex => {
  const { table } = lines;
  const ciks = table.getVector("cik");
  const byTicker = new Map<string, number>();
  const byJoinedTicker = new Map<string, number>();
  const byCik = new Map<string, number>();
  for (let row = 0; row < table.rowCount; row++) {
    for (const line of lines.listLines(row)) {
      const ticker = normaliseTicker(readLineTicker(lines, line));
      if (!byTicker.has(ticker)) byTicker.set(ticker, row);
      if (!byJoinedTicker.has(joinClass(ticker))) byJoinedTicker.set(joinClass(ticker), row);
    }
    const cik = ciks?.type === "text" ? ciks.dictionary[ciks.codes[row] ?? missingTextCode] : undefined;
    if (cik !== undefined) byCik.set(cik, row);
  }
  return { byTicker, byJoinedTicker, byCik };
});

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
