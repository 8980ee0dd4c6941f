import { fail, type Result, succeed } from "#lib/util/result";
import { readCik } from "./csv";
import { readExchange } from "./exchange";
import type { SourceFormat } from "./format";
import { isJsonObject, type JsonObject, readJsonObject } from "./json";
import type { SourceError } from "./source-error";

/** A ticker as EDGAR lists it: class shares with a dash (`MOG-A`). */
export interface TickerEntry {
  readonly cik: number;
  readonly ticker: string;
  readonly name: string;
  /** Empty when the file does not say. */
  readonly exchange: string;
}

export interface TickerMap {
  readonly entries: readonly TickerEntry[];
  /** Entries that could not be read. */
  readonly skippedCount: number;
  /** The entry of a ticker in any spelling of class shares (`MOG-A`, `MOG.A`, `MOG/A`, `MOGA`), or undefined. */
  find(ticker: string): TickerEntry | undefined;
}

const expected =
  'EDGAR\'s company_tickers.json ({"0": {"cik_str", "ticker", "title"}}) or company_tickers_exchange.json';

/** Reads EDGAR's ticker maps in both shapes. Refuses a document that is neither. */
export function parseTickerMap(text: string): Result<TickerMap, SourceError> {
  const document = readJsonObject(text);
  if (!document.ok) return document;
  const rows = isTabular(document.value) ? readTabular(document.value) : Object.values(document.value).map(readRecord);
  if (rows === null)
    return fail({ message: "The fields of the ticker map are not cik, name, ticker.", at: "fields", expected });
  const entries = rows.filter((entry) => entry !== null);
  if (entries.length === 0) return fail({ message: "The file holds no ticker.", at: "$", expected });
  return succeed(buildTickerMap(entries, rows.length - entries.length));
}

/** Builds the look-up over entries, for a map that comes from elsewhere (the database). */
export function buildTickerMap(entries: readonly TickerEntry[], skippedCount = 0): TickerMap {
  const byTicker = new Map<string, TickerEntry>();
  const byJoined = new Map<string, TickerEntry>();
  for (const entry of entries) {
    if (!byTicker.has(entry.ticker)) byTicker.set(entry.ticker, entry);
    const joined = entry.ticker.replaceAll("-", "");
    // Only a class of common shares (one letter after the dash) may be meant by joined letters: a fund that holds
    // `BCPC` never means the preferred share BC-PC.
    if (/-[A-Z]$/.test(entry.ticker) && !byJoined.has(joined)) byJoined.set(joined, entry);
  }
  return {
    entries,
    skippedCount,
    find(ticker) {
      const spelled = ticker.trim().toUpperCase().replaceAll(/[./ ]/g, "-");
      return byTicker.get(spelled) ?? byJoined.get(spelled.replaceAll("-", ""));
    },
  };
}

function isTabular(document: JsonObject): boolean {
  return Array.isArray(document["fields"]) && Array.isArray(document["data"]);
}

function buildEntry(cik: unknown, ticker: unknown, name: unknown, exchange: unknown): TickerEntry | null {
  const number = typeof cik === "number" || typeof cik === "string" ? readCik(cik) : null;
  if (number === null || typeof ticker !== "string" || ticker.trim() === "") return null;
  return {
    cik: number,
    ticker: ticker.trim().toUpperCase(),
    name: typeof name === "string" ? name : "",
    exchange: typeof exchange === "string" ? readExchange(exchange) : "",
  };
}

function readRecord(value: unknown): TickerEntry | null {
  return isJsonObject(value) ? buildEntry(value["cik_str"], value["ticker"], value["title"], value["exchange"]) : null;
}

function readTabular(document: JsonObject): readonly (TickerEntry | null)[] | null {
  const { fields, data } = document;
  if (!Array.isArray(fields) || !Array.isArray(data)) return null;
  const at = (name: string) => fields.indexOf(name);
  if (at("cik") === -1 || at("ticker") === -1) return null;
  return data.map((row: unknown) =>
    Array.isArray(row) ? buildEntry(row[at("cik")], row[at("ticker")], row[at("name")], row[at("exchange")]) : null,
  );
}

/** EDGAR's tickers and CIKs, in both shapes. */
export const tickerMapFormat: SourceFormat<"ticker_map", "tickers", TickerMap> = {
  kind: "ticker_map",
  gives: "tickers",
  document: {
    file: "`company_tickers.json`, `company_tickers_exchange.json`",
    from: "[SEC EDGAR](https://www.sec.gov/files/company_tickers.json)",
  },
  detect: (head) =>
    head.shape === "json" && (/"cik_str"\s*:/.test(head.text) || /"fields"\s*:\s*\[[^\]]*"ticker"/.test(head.text)),
  parse: parseTickerMap,
};
