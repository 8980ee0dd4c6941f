import { getReportedUnit, requireFact } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { parseFundamentalsCsv } from "#lib/source/fundamentals-csv";
import type { SourceError } from "#lib/source/source-error";
import { type Result, succeed } from "#lib/util/result";

/** A report is published within these days after its period; what lies outside is a slip of the file. */
export const publicationDaysMin = 15;
export const publicationDaysMax = 180;

/** Why a row of a file is left out. */
export const dropReasons = [
  "unreadable",
  "no_cik",
  "second_ticker",
  "published_too_early",
  "published_too_late",
  "no_flows",
] as const;
export type DropReason = (typeof dropReasons)[number];

/** One row of a vendor's file: a fiscal year or a quarter. */
export interface VendorReport {
  readonly end: Day;
  readonly filed: Day;
  readonly months: 12 | 3;
  /** By fact id, in the fact's unit; `interest_expense` is net of interest income (see net-interest). */
  readonly values: ReadonlyMap<string, number>;
}

/** The rows of one filer in one file. */
export interface VendorCompany {
  readonly cik: number;
  readonly ticker: string | null;
  /** Oldest period first; of two rows for a period the one published first comes first. */
  readonly reports: readonly VendorReport[];
  /** The same as entries of facts; `interest_expense` is net of interest income (see net-interest). */
  readonly entries: readonly FactEntry[];
}

export interface VendorFile {
  readonly companies: ReadonlyMap<number, VendorCompany>;
  readonly rowCount: number;
  readonly dropped: ReadonlyMap<DropReason, number>;
}

/** What the vendor calls interest expense less interest income. */
const netInterestColumn = "interest_net";

/**
 * Reads a vendor's file of fundamentals: the bring-your-own format with net interest in a column `interest_net`. Rows
 * that cannot be used are left out and counted by reason. Errors: those of the format.
 */
export function parseVendorFile(text: string, fileName: string): Result<VendorFile, SourceError> {
  const headerEnd = text.indexOf("\n");
  const header = headerEnd === -1 ? text : text.slice(0, headerEnd);
  const renamed = header.replace(new RegExp(`\\b${netInterestColumn}\\b`, "i"), "interest_expense");
  const parsed = parseFundamentalsCsv(headerEnd === -1 ? renamed : renamed + text.slice(headerEnd), { fileName });
  if (!parsed.ok) return parsed;
  const dropped = new Map<DropReason, number>(dropReasons.map((reason) => [reason, 0]));
  const drop = (reason: DropReason, count: number) => dropped.set(reason, (dropped.get(reason) ?? 0) + count);
  drop("unreadable", parsed.value.skipped.length);
  const companies = new Map<number, VendorCompany>();
  // Of two tickers under one CIK the one with more rows stays, whatever the order of the file.
  const bySize = [...parsed.value.companies].sort(
    (a, b) => b.entries.length - a.entries.length || ((a.ticker ?? "") < (b.ticker ?? "") ? -1 : 1),
  );
  for (const { cik, ticker, entries } of bySize) {
    const rows = groupRows(entries);
    if (cik === null) drop("no_cik", rows.size);
    else if (companies.has(cik)) drop("second_ticker", rows.size);
    else {
      const kept = keepRows(rows, drop);
      if (kept.length > 0) companies.set(cik, buildCompany(cik, ticker, kept));
    }
  }
  return succeed({ companies, rowCount: parsed.value.rowCount + parsed.value.skipped.length, dropped });
}

type Rows = ReadonlyMap<string, readonly FactEntry[]>;

function groupRows(entries: readonly FactEntry[]): Rows {
  const rows = new Map<string, FactEntry[]>();
  for (const entry of entries) {
    const key = `${entry.end} ${entry.filed}`;
    const row = rows.get(key);
    if (row) row.push(entry);
    else rows.set(key, [entry]);
  }
  return rows;
}

function keepRows(rows: Rows, drop: (reason: DropReason, count: number) => void): (readonly FactEntry[])[] {
  const kept: (readonly FactEntry[])[] = [];
  for (const row of rows.values()) {
    const reason = findFault(row);
    if (reason === null) kept.push(row);
    else drop(reason, 1);
  }
  return kept;
}

function findFault(row: readonly FactEntry[]): DropReason | null {
  const [first] = row;
  if (first === undefined || row.every(({ start }) => start === null)) return "no_flows";
  const delay = first.filed - first.end;
  if (delay < publicationDaysMin) return "published_too_early";
  return delay > publicationDaysMax ? "published_too_late" : null;
}

function buildCompany(cik: number, ticker: string | null, rows: readonly (readonly FactEntry[])[]): VendorCompany {
  const reports = rows.map(buildReport).sort((a, b) => a.end - b.end || a.filed - b.filed);
  const entries = rows.flat().sort((a, b) => (a.fact < b.fact ? -1 : a.fact > b.fact ? 1 : 0) || a.end - b.end);
  return { cik, ticker, reports, entries };
}

const yearDaysMin = 200;

function buildReport(row: readonly FactEntry[]): VendorReport {
  const [first] = row as readonly [FactEntry];
  const flow = row.find(({ start }) => start !== null);
  const isYear = flow !== undefined && flow.start !== null && flow.end - flow.start > yearDaysMin;
  const inOwnUnit = row.filter(({ fact, unit }) => getReportedUnit(requireFact(fact)) === unit);
  return {
    end: first.end,
    filed: first.filed,
    months: isYear ? 12 : 3,
    values: new Map(inOwnUnit.map(({ fact, value }) => [fact, value])),
  };
}
