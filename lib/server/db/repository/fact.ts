import "server-only";
import type { FactEntry } from "#lib/fact/filed/entry";
import type { Database, DatabaseView, Queryable } from "#lib/server/db/database";
import { getSeriesKey, selectNewEntries } from "#lib/server/db/history/fact-merge";
import { prepareHistoryFolder, readHistoryFile, writeHistoryFile } from "#lib/server/db/history/history-file";
import { type FactView, noStart, type PackedHistory, unpackHistory } from "#lib/server/db/history/packed-history";
import { readFactsVersions, readStoredHistories } from "#lib/server/db/history/stored-history";
import { formatArrayLiteral } from "#lib/server/db/number-list";
import { assert } from "#lib/util/assert";

/** Where the figures of a filing came from. */
export type FilingSource = "edgar" | "csv" | "sample";

/** Everything one source says about one company. */
export interface CompanyFactEntries {
  readonly companyId: number;
  readonly source: FilingSource;
  readonly entries: readonly FactEntry[];
}

/** What appendFacts did, in counts. */
export interface AppendedFacts {
  readonly received: number;
  readonly stored: number;
  /** Received, and said already by an earlier filing or an earlier run. */
  readonly repeated: number;
  /** Series made or made longer. */
  readonly series: number;
  readonly filings: number;
}

// A transaction on the embedded database keeps every other query waiting, so each one stays short.
const entriesPerTransaction = 20_000;
const transactionOptions = { timeout: 300_000, maxWait: 300_000 };

/**
 * Appends the figures of many companies on behalf of an ingest run. What is known already is not stored again, so the
 * same input may be brought any number of times. Each company is stored whole or not at all. Throws for an entry whose
 * value is not finite or whose period ends before it starts: the parsers' work, so a bug.
 */
export async function appendFacts(
  database: Database,
  runId: number,
  companies: Iterable<CompanyFactEntries>,
): Promise<AppendedFacts> {
  let total: AppendedFacts = { received: 0, stored: 0, repeated: 0, series: 0, filings: 0 };
  let batch: CompanyFactEntries[] = [];
  let size = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const due = batch;
    batch = [];
    size = 0;
    const done = await database.client.$transaction((tx) => appendBatch(tx, runId, due), transactionOptions);
    total = {
      received: total.received + done.received,
      stored: total.stored + done.stored,
      repeated: total.repeated + done.repeated,
      series: total.series + done.series,
      filings: total.filings + done.filings,
    };
  };
  for (const company of companies) {
    // A company named twice is compared with what its first part has stored.
    if (batch.some(({ companyId }) => companyId === company.companyId)) await flush();
    batch.push(company);
    size += company.entries.length;
    if (size >= entriesPerTransaction) await flush();
  }
  await flush();
  return total;
}

interface NewSeries {
  readonly companyId: number;
  readonly source: FilingSource;
  readonly entries: readonly FactEntry[];
}

async function appendBatch(tx: Queryable, runId: number, batch: readonly CompanyFactEntries[]): Promise<AppendedFacts> {
  const stored = await readStoredHistories(
    tx,
    batch.map(({ companyId }) => companyId),
  );
  const additions: NewSeries[] = [];
  let received = 0;
  for (const { companyId, source, entries } of batch) {
    received += entries.length;
    const there = stored.get(companyId);
    const storedSeries = groupBySeries(there === undefined ? [] : unpackHistory(there.history));
    for (const [key, arriving] of groupBySeries(entries)) {
      arriving.forEach(requireSound);
      const fresh = selectNewEntries(storedSeries.get(key) ?? [], arriving);
      if (fresh.length > 0) additions.push({ companyId, source, entries: fresh });
    }
  }
  const storedCount = additions.reduce((sum, { entries }) => sum + entries.length, 0);
  if (storedCount === 0) return { received, stored: 0, repeated: received, series: 0, filings: 0 };
  const filings = await insertFilings(tx, runId, additions);
  await insertSeries(tx, additions, filings.ids);
  return {
    received,
    stored: storedCount,
    repeated: received - storedCount,
    series: additions.length,
    filings: filings.count,
  };
}

/** The ids of filings by company and accession: an accession has more than one where its form or day was told twice. */
type FilingIds = ReadonlyMap<number, ReadonlyMap<string, readonly FilingId[]>>;

interface FilingId {
  readonly id: number;
  readonly form: string;
  readonly filed: number;
}

async function insertFilings(
  tx: Queryable,
  runId: number,
  additions: readonly NewSeries[],
): Promise<{ readonly ids: FilingIds; readonly count: number }> {
  const rows = listFilings(additions);
  await tx.$executeRaw`
    insert into filing (company_id, accession, form, filed_day, source_kind, run_id)
    select company_id, accession, form, filed_day, source_kind, ${runId}::int4
    from unnest(
      ${formatArrayLiteral(rows.map(({ companyId }) => companyId))}::int4[],
      ${rows.map(({ entry }) => entry.accession)}::text[],
      ${rows.map(({ entry }) => entry.form)}::text[],
      ${formatArrayLiteral(rows.map(({ entry }) => entry.filed))}::int4[],
      ${rows.map(({ source }) => source)}::text[]
    ) as arriving(company_id, accession, form, filed_day, source_kind)
    on conflict do nothing`;
  const companyIds = formatArrayLiteral(new Set(rows.map(({ companyId }) => companyId)));
  const written = await tx.$queryRaw<
    { id: number; companyId: number; accession: string; form: string; filed: number }[]
  >`
    select id, company_id as "companyId", accession, form, filed_day as "filed"
    from filing where run_id = ${runId}::int4 and company_id = any(${companyIds}::int4[])`;
  const ids = new Map<number, Map<string, FilingId[]>>();
  for (const { id, companyId, accession, form, filed } of written) {
    const ofCompany = ids.get(companyId) ?? new Map<string, FilingId[]>();
    ids.set(companyId, ofCompany);
    const ofAccession = ofCompany.get(accession) ?? [];
    ofCompany.set(accession, ofAccession);
    ofAccession.push({ id, form, filed });
  }
  return { ids, count: written.length };
}

interface NewFiling {
  readonly companyId: number;
  readonly source: FilingSource;
  readonly entry: FactEntry;
}

/** Each filing that figures come from, once. */
function listFilings(additions: readonly NewSeries[]): readonly NewFiling[] {
  const rows: NewFiling[] = [];
  const known = new Map<number, Map<string, FactEntry[]>>();
  for (const { companyId, source, entries } of additions) {
    const ofCompany = known.get(companyId) ?? new Map<string, FactEntry[]>();
    known.set(companyId, ofCompany);
    for (const entry of entries) {
      const ofAccession = ofCompany.get(entry.accession) ?? [];
      if (ofAccession.some(({ form, filed }) => form === entry.form && filed === entry.filed)) continue;
      ofAccession.push(entry);
      ofCompany.set(entry.accession, ofAccession);
      rows.push({ companyId, source, entry });
    }
  }
  return rows;
}

async function insertSeries(tx: Queryable, additions: readonly NewSeries[], filingIds: FilingIds): Promise<void> {
  const pickTexts = (pick: (entry: FactEntry) => string) =>
    additions.map(({ entries }) => (entries[0] === undefined ? "" : pick(entries[0])));
  const pickNumbers = (pick: (entry: FactEntry, companyId: number) => number) =>
    additions.map(({ companyId, entries }) => formatArrayLiteral(entries.map((entry) => pick(entry, companyId))));
  const pickFiling = (entry: FactEntry, companyId: number) => {
    const ofAccession = filingIds.get(companyId)?.get(entry.accession);
    const filing = ofAccession?.find(({ form, filed }) => form === entry.form && filed === entry.filed);
    assert(filing !== undefined, `the filing ${entry.accession} has been stored`);
    return filing.id;
  };
  await tx.$executeRaw`
    insert into fact_series as series (company_id, fact, tag, unit, start_day, end_day, value, filing_id)
    select company_id, fact, tag, unit, start_day::int4[], end_day::int4[], value::float8[], filing_id::int4[]
    from unnest(
      ${formatArrayLiteral(additions.map(({ companyId }) => companyId))}::int4[],
      ${pickTexts((entry) => entry.fact)}::text[],
      ${pickTexts((entry) => entry.tag)}::text[],
      ${pickTexts((entry) => entry.unit)}::text[],
      ${pickNumbers((entry) => entry.start ?? noStart)}::text[],
      ${pickNumbers((entry) => entry.end)}::text[],
      ${pickNumbers((entry) => entry.value)}::text[],
      ${pickNumbers(pickFiling)}::text[]
    ) as arriving(company_id, fact, tag, unit, start_day, end_day, value, filing_id)
    on conflict (company_id, fact, tag, unit) do update set
      start_day = series.start_day || excluded.start_day,
      end_day = series.end_day || excluded.end_day,
      value = series.value || excluded.value,
      filing_id = series.filing_id || excluded.filing_id`;
}

function requireSound(entry: FactEntry): void {
  const sound = Number.isFinite(entry.value) && (entry.start === null || entry.start <= entry.end);
  assert(
    sound,
    `${entry.fact} of ${entry.accession} is a finite figure of a period that does not end before it starts`,
  );
}

/** All figures of one company, in the order they were stored. Empty for a company without any. */
export async function readStoredFacts(
  database: Database,
  companyId: number,
  view: FactView = {},
): Promise<readonly FactEntry[]> {
  const stored = (await readStoredHistories(database.client, [companyId])).get(companyId);
  return stored === undefined ? [] : unpackHistory(stored.history, view);
}

/** What one company says. */
export interface CompanyEntries {
  readonly companyId: number;
  readonly entries: readonly FactEntry[];
}

/** Reads the figures of some companies, a lot at a time. */
export interface FactReader {
  /** The versions of their figures when the reader was opened: a copy of another version does not count. */
  readonly versions: ReadonlyMap<number, string>;
  /** The companies of a lot that have any figures, in its order. A company at a time is unpacked. */
  read(lot: readonly number[]): AsyncGenerator<CompanyEntries>;
}

/**
 * Opens a reader. With `historyFolder` what has not changed comes from files there, several times faster, and what has
 * is written to them.
 */
export async function openFacts(
  database: DatabaseView,
  view: FactView & { readonly companyIds: readonly number[]; readonly historyFolder?: string },
): Promise<FactReader> {
  const { historyFolder: folder, companyIds } = view;
  const versions =
    folder === undefined ? new Map<number, string>() : await readFactsVersions(database.client, companyIds);
  const files = folder === undefined ? null : { folder, isWritable: null };
  return {
    versions,
    async *read(lot) {
      const histories = await readLot(database, lot, versions, files);
      for (const companyId of lot) {
        const history = histories.get(companyId);
        if (history !== undefined) yield { companyId, entries: unpackHistory(history, view) };
      }
    },
  };
}

/** Asks the files of a folder first, and the database for what they do not have. */
async function readLot(
  database: DatabaseView,
  lot: readonly number[],
  versions: ReadonlyMap<number, string>,
  files: { readonly folder: string; isWritable: boolean | null } | null,
): Promise<ReadonlyMap<number, PackedHistory>> {
  const histories = new Map<number, PackedHistory>();
  const read = async (companyId: number) => {
    const version = versions.get(companyId);
    const history = files && version ? await readHistoryFile(files.folder, companyId, version) : null;
    if (history !== null) histories.set(companyId, history);
  };
  await Promise.all(lot.map(read));
  const missing = lot.filter((companyId) => !histories.has(companyId));
  if (missing.length === 0) return histories;
  for (const [companyId, { version, history }] of await readStoredHistories(database.client, missing)) {
    histories.set(companyId, history);
    if (files === null || version === null) continue;
    files.isWritable ??= await prepareHistoryFolder(files.folder);
    if (files.isWritable) files.isWritable = await writeHistoryFile(files.folder, companyId, version, history);
  }
  return histories;
}

function groupBySeries<Entry extends FactEntry>(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  let previous: Entry | undefined;
  let group: Entry[] = [];
  for (const entry of entries) {
    // A series comes in one piece as a rule, so that a key is seldom built.
    if (!previous || previous.tag !== entry.tag || previous.fact !== entry.fact || previous.unit !== entry.unit) {
      const key = getSeriesKey(entry);
      group = groups.get(key) ?? [];
      groups.set(key, group);
    }
    group.push(entry);
    previous = entry;
  }
  return groups;
}
