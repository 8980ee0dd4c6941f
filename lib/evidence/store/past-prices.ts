import { parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { CsvHeader, isBlankRow, readCik, readCsv, readNumber } from "#lib/source/csv";
import type { SourceError } from "#lib/source/source-error";
import { fail, type Result, succeed } from "#lib/util/result";

/** A price at the end of a month. */
export interface PastPrice {
  readonly day: Day;
  /** As quoted on the day. */
  readonly closeUsd: number;
  /** Adjusted for all later splits and dividends. */
  readonly adjustedUsd: number;
}

export interface PastPrices {
  /** Oldest first. */
  readonly pricesByTicker: ReadonlyMap<string, readonly PastPrice[]>;
  /** Rows without a day, or without prices above zero. */
  readonly droppedCount: number;
}

/** Reads month-end prices `ticker,date,close,adj_close`. Errors: another header, no row that can be used. */
export function parsePastPrices(text: string): Result<PastPrices, SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  const expected = "a header ticker,date,close,adj_close";
  if (!header.has("ticker", "date", "close", "adj_close")) {
    return fail({ message: "The header is not one of past prices.", line: 1, expected });
  }
  const pricesByTicker = new Map<string, PastPrice[]>();
  let droppedCount = 0;
  for (const { cells } of rows.value.slice(1)) {
    if (isBlankRow(cells)) continue;
    const ticker = header.read(cells, "ticker");
    const day = parseDay(header.read(cells, "date"));
    const closeUsd = readNumber(header.read(cells, "close")) ?? 0;
    const adjustedUsd = readNumber(header.read(cells, "adj_close")) ?? 0;
    if (ticker === "" || day === null || closeUsd <= 0 || adjustedUsd <= 0) droppedCount += 1;
    else {
      const prices = pricesByTicker.get(ticker);
      if (prices) prices.push({ day, closeUsd, adjustedUsd });
      else pricesByTicker.set(ticker, [{ day, closeUsd, adjustedUsd }]);
    }
  }
  if (pricesByTicker.size === 0) return fail({ message: "No row holds a price that can be used.", line: 2, expected });
  for (const prices of pricesByTicker.values()) prices.sort((a, b) => a.day - b.day);
  return succeed({ pricesByTicker, droppedCount });
}

/** A listed stock as the list of stocks has it. */
export interface ListedStock {
  readonly ticker: string;
  readonly cik: number;
  /** Null where the list gives none. */
  readonly sic: number | null;
}

/** Reads the list of stocks `symbol,...,CIK,...,SIC`; rows without a CIK are left out. Errors: another header. */
export function parseListedStocks(text: string): Result<readonly ListedStock[], SourceError> {
  const rows = readCsv(text);
  if (!rows.ok) return rows;
  const header = new CsvHeader(rows.value[0]?.cells ?? []);
  if (!header.has("symbol", "cik", "sic")) {
    return fail({ message: "The header is not one of listed stocks.", line: 1, expected: "symbol, CIK and SIC" });
  }
  return succeed(
    rows.value.slice(1).flatMap(({ cells }): ListedStock[] => {
      const cik = readCik(header.read(cells, "cik"));
      const ticker = header.read(cells, "symbol");
      const sic = readNumber(header.read(cells, "sic")) ?? 0;
      return cik === null || ticker === "" ? [] : [{ ticker, cik, sic: sic >= 100 && sic <= 9999 ? sic : null }];
    }),
  );
}

/** A month-end price is older than this only where the series has a gap. */
export const priceAgeDaysMax = 45;

/** The newest of some dated things strictly before a day, and not older than a month-end may be; null where none is. */
export function findBefore<Item extends { readonly day: Day }>(items: readonly Item[], day: Day): Item | null {
  const found = items.findLast((item) => item.day < day);
  return found !== undefined && day - found.day <= priceAgeDaysMax ? found : null;
}
