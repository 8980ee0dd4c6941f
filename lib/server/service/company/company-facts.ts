import "server-only";
import { missingTextCode } from "#lib/expr/vector";
import { parseDay } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { buildFactHistory, type FactHistory } from "#lib/fact/filed/history";
import { type CompanyFacts, selectFacts } from "#lib/fact/select";
import { type Database, getDatabase } from "#lib/server/db/database";
import { type Company, findCompanyByCik, findCompanyByTicker } from "#lib/server/db/repository/company";
import { readStoredFacts } from "#lib/server/db/repository/fact";
import { findSnapshotRow } from "#lib/server/db/repository/snapshot";
import { chooseEntries, type DataSource, hasAssumedDates } from "#lib/server/snapshot/column/choose-entries";
import { findHeldRunId, type LoadedSnapshot } from "#lib/server/snapshot/snapshot-store";
import { assert } from "#lib/util/assert";

/** A filing (or a row of a second-hand file) that a company's figures come from. */
export interface KnownFiling {
  /** EDGAR's accession number, or `file:` and a file's name. */
  readonly accession: string;
  /** `10-K`, `10-Q/A`, ...; ends in `*` where the day of filing is an assumption. */
  readonly form: string;
  readonly filed: Day;
}

/** The figures behind one row of a snapshot, with the filings that they come from. */
export interface SnapshotFacts {
  readonly company: Company;
  readonly dataSource: DataSource;
  /** `get(columnId)` is the point behind a base column; `listFiscalYears` and `listQuarters` give the statements. */
  readonly facts: CompanyFacts;
  /** Everything the figures were chosen from, for choosing them at other dates. */
  readonly history: FactHistory;
  /** Every filing date is an assumption. */
  readonly isAssumed: boolean;
  /** Newest first. */
  readonly filings: readonly KnownFiling[];
}

/**
 * Reads a company's figures as a snapshot knew them: the same entries, the same choice, hence the same values as its
 * columns. Null for a constituent without figures. Throws FolderLockedError when another process has the embedded
 * database open.
 */
export async function getSnapshotFacts(snapshot: LoadedSnapshot, ticker: string): Promise<SnapshotFacts | null> {
  const database = await getDatabase();
  const runId = await readRunId(database, snapshot);
  if (runId === null) return null;
  const company = await findCompany(database, snapshot, ticker);
  if (company === null) return null;
  const { sample, asOf: asOfText } = snapshot.info;
  const asOf = parseDay(asOfText);
  assert(asOf !== null, "the header of a snapshot has a date");
  const stored = await readStoredFacts(database, company.id, { maxRunId: runId });
  const { dataSource, entries } = chooseEntries(stored, asOf, sample);
  if (dataSource === "none") return null;
  const history = buildFactHistory(entries);
  return {
    company,
    dataSource,
    facts: selectFacts(history, asOf),
    history,
    isAssumed: hasAssumedDates(entries),
    filings: listFilings(entries),
  };
}

// One entry a table that the snapshot store keeps. What is recorded of a snapshot never changes.
const runIds = new WeakMap<LoadedSnapshot, number>();

/** The run whose figures a snapshot was made of, or null where none is recorded. */
async function readRunId(database: Database, snapshot: LoadedSnapshot): Promise<number | null> {
  const kept =
    runIds.get(snapshot) ?? (await findSnapshotRow(database, snapshot.hash))?.runId ?? findHeldRunId(snapshot.hash);
  if (kept === null) return null;
  runIds.set(snapshot, kept);
  return kept;
}

/** The company that the snapshot says the row is; a ticker alone may have gone to another one since. */
function findCompany(database: Database, { table, info }: LoadedSnapshot, ticker: string): Promise<Company | null> {
  const tickers = table.getVector("ticker");
  const row = tickers?.type === "text" ? tickers.codes.indexOf(tickers.dictionary.indexOf(ticker)) : -1;
  const read = (columnId: string) => {
    const vector = table.getVector(columnId);
    const code = vector?.type === "text" ? vector.codes[row] : undefined;
    return vector?.type !== "text" || code === undefined || code === missingTextCode
      ? null
      : (vector.dictionary[code] ?? null);
  };
  if (row < 0 || read("data_source") === "none") return Promise.resolve(null);
  const cik = read("cik");
  return cik === null
    ? findCompanyByTicker(database, info.sample, ticker)
    : findCompanyByCik(database, info.sample, Number(cik));
}

function listFilings(entries: readonly FactEntry[]): readonly KnownFiling[] {
  const filings = new Map<string, KnownFiling>();
  for (const { accession, form, filed } of entries) {
    filings.set(`${accession} ${form} ${filed}`, { accession, form, filed });
  }
  return [...filings.values()].sort((a, b) => b.filed - a.filed || (a.accession < b.accession ? 1 : -1));
}
