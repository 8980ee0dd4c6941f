import "server-only";
import { findFactOfTag } from "../../fact/catalogue";
import type { FactEntry } from "../../fact/entry";
import { assert } from "../../util/assert";
import type { Database, Queryable } from "./database";
import { dropSuperseded, getFilingKey, getSeriesKey, type StoredEntry, selectNewEntries } from "./fact-merge";
import { formatArrayLiteral, parseNumberList } from "./number-list";

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

/** Which entries a reader sees. */
export interface FactView {
  /** Only what had been stored when this run was over; all when left out. */
  readonly maxRunId?: number;
}

// Stands for "no first day" in the stored list of first days, as in the view `fact`.
const noStart = -2147483648;
// A transaction on the embedded database keeps every other query waiting, so each one stays short.
const entriesPerTransaction = 20_000;
const companiesPerRead = 50;
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
  const stored = await readStored(
    tx,
    batch.map(({ companyId }) => companyId),
  );
  const additions: NewSeries[] = [];
  let received = 0;
  for (const { companyId, source, entries } of batch) {
    received += entries.length;
    const storedSeries = groupBySeries(getStanding(stored.get(companyId)));
    for (const [key, arriving] of groupBySeries(entries)) {
      arriving.forEach(requireSound);
      const fresh = selectNewEntries(storedSeries.get(key) ?? [], arriving);
      if (fresh.length > 0) additions.push({ companyId, source, entries: fresh });
    }
  }
  const storedCount = additions.reduce((sum, { entries }) => sum + entries.length, 0);
  if (storedCount === 0) return { received, stored: 0, repeated: received, series: 0, filings: 0 };
  const filingIds = await insertFilings(tx, runId, additions);
  await insertSeries(tx, additions, filingIds);
  return {
    received,
    stored: storedCount,
    repeated: received - storedCount,
    series: additions.length,
    filings: filingIds.size,
  };
}

async function insertFilings(
  tx: Queryable,
  runId: number,
  additions: readonly NewSeries[],
): Promise<ReadonlyMap<string, number>> {
  const filings = new Map<string, { companyId: number; source: FilingSource; entry: FactEntry }>();
  for (const { companyId, source, entries } of additions) {
    for (const entry of entries) filings.set(`${companyId}\n${getFilingKey(entry)}`, { companyId, source, entry });
  }
  const rows = [...filings.values()];
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
  return new Map(written.map((filing) => [`${filing.companyId}\n${getFilingKey(filing)}`, filing.id]));
}

async function insertSeries(
  tx: Queryable,
  additions: readonly NewSeries[],
  filingIds: ReadonlyMap<string, number>,
): Promise<void> {
  const pickTexts = (pick: (entry: FactEntry) => string) =>
    additions.map(({ entries }) => (entries[0] === undefined ? "" : pick(entries[0])));
  const pickNumbers = (pick: (entry: FactEntry, companyId: number) => number) =>
    additions.map(({ companyId, entries }) => formatArrayLiteral(entries.map((entry) => pick(entry, companyId))));
  const pickFiling = (entry: FactEntry, companyId: number) => {
    const id = filingIds.get(`${companyId}\n${getFilingKey(entry)}`);
    assert(id !== undefined, `the filing ${entry.accession} has been stored`);
    return id;
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
export async function readCompanyFacts(
  database: Database,
  companyId: number,
  view: FactView = {},
): Promise<readonly FactEntry[]> {
  const stored = await readStored(database.client, [companyId], view);
  return getStanding(stored.get(companyId));
}

/**
 * The figures of every company that has any, a company at a time, by company id. Reads ahead in small lots, so the
 * memory in use does not grow with the number of companies.
 */
export async function* streamFacts(
  database: Database,
  view: FactView & { readonly companyIds?: readonly number[] } = {},
): AsyncGenerator<{ readonly companyId: number; readonly entries: readonly FactEntry[] }> {
  const companyIds = view.companyIds ?? (await listCompanyIds(database));
  for (let from = 0; from < companyIds.length; from += companiesPerRead) {
    const lot = companyIds.slice(from, from + companiesPerRead);
    const stored = await readStored(database.client, lot, view);
    for (const companyId of lot) {
      const company = stored.get(companyId);
      if (company !== undefined) yield { companyId, entries: getStanding(company) };
    }
  }
}

async function listCompanyIds(database: Database): Promise<readonly number[]> {
  const rows = await database.client.$queryRaw<{ id: number }[]>`
    select distinct company_id as id from fact_series order by company_id`;
  return rows.map(({ id }) => id);
}

/** The series of one company, each kind of value in one text: the drivers take as long for a short text as for a long. */
interface SeriesRow {
  readonly companyId: number;
  /** A line a series: fact, tag and unit, with a tab between them. */
  readonly names: string;
  /** Lists of numbers, as array_to_string writes them; a line a series. */
  readonly starts: string;
  readonly ends: string;
  readonly values: string;
  readonly filings: string;
}

/** The filings of one company, a line each. */
interface FilingsRow {
  readonly companyId: number;
  /** Id, filing day and run, with commas between them. */
  readonly numbers: string;
  /** Accession and form, with a tab between them. */
  readonly names: string;
}

interface Filing {
  readonly accession: string;
  readonly form: string;
  readonly filed: number;
  readonly runId: number;
}

interface StoredCompany {
  readonly entries: StoredEntry[];
  /** Two runs stored figures of the same filing. */
  readonly reread: boolean;
}

async function readStored(
  queryable: Queryable,
  companyIds: readonly number[],
  view: FactView = {},
): Promise<ReadonlyMap<number, StoredCompany>> {
  const ids = formatArrayLiteral(companyIds);
  const series = await queryable.$queryRaw<SeriesRow[]>`
    select company_id as "companyId",
      string_agg(fact || E'\\t' || tag || E'\\t' || unit, E'\\n' order by id) as names,
      string_agg(array_to_string(start_day, ','), E'\\n' order by id) as starts,
      string_agg(array_to_string(end_day, ','), E'\\n' order by id) as ends,
      string_agg(array_to_string(value, ','), E'\\n' order by id) as values,
      string_agg(array_to_string(filing_id, ','), E'\\n' order by id) as filings
    from fact_series where company_id = any(${ids}::int4[]) group by company_id order by company_id`;
  if (series.length === 0) return new Map();
  const filings = await queryable.$queryRaw<FilingsRow[]>`
    select company_id as "companyId",
      string_agg(id || ',' || filed_day || ',' || run_id, E'\\n' order by id) as numbers,
      string_agg(accession || E'\\t' || form, E'\\n' order by id) as names
    from filing where company_id = any(${ids}::int4[]) group by company_id`;
  const filingsByCompany = new Map(filings.map((row) => [row.companyId, row]));
  const maxRunId = view.maxRunId ?? Number.POSITIVE_INFINITY;
  return new Map(
    series.map((row) => {
      const { filingById, reread } = unpackFilings(filingsByCompany.get(row.companyId));
      return [row.companyId, { entries: unpackSeries(row, filingById, maxRunId), reread }];
    }),
  );
}

function unpackFilings(row: FilingsRow | undefined): {
  readonly filingById: ReadonlyMap<number, Filing>;
  readonly reread: boolean;
} {
  const filingById = new Map<number, Filing>();
  const seen = new Set<string>();
  const names = row?.names.split("\n") ?? [];
  for (const [index, numbers] of (row?.numbers.split("\n") ?? []).entries()) {
    const [id, filed, runId] = parseNumberList(numbers);
    const [accession, form] = (names[index] ?? "").split("\t");
    assert(
      id !== undefined && filed !== undefined && runId !== undefined && accession !== undefined && form !== undefined,
      "a stored filing is whole",
    );
    filingById.set(id, { accession, form, filed, runId });
    seen.add(getFilingKey({ accession, form, filed }));
  }
  return { filingById, reread: seen.size < filingById.size };
}

/** The entries that hold. Only a filing that two runs stored can have superseded figures, which is rare. */
function getStanding(company: StoredCompany | undefined): readonly StoredEntry[] {
  if (company === undefined) return [];
  return company.reread ? dropSuperseded(company.entries) : company.entries;
}

function unpackSeries(row: SeriesRow, filingById: ReadonlyMap<number, Filing>, maxRunId: number): StoredEntry[] {
  const entries: StoredEntry[] = [];
  const [starts, ends, values, filings] = [row.starts, row.ends, row.values, row.filings].map((text) =>
    text.split("\n"),
  );
  for (const [index, names] of row.names.split("\n").entries()) {
    const [fact, tag, unit] = names.split("\t");
    const lists = { starts: starts?.[index], ends: ends?.[index], values: values?.[index], filings: filings?.[index] };
    assert(fact !== undefined && tag !== undefined && unit !== undefined, "a stored series has a name");
    if (!carries(tag, fact)) continue;
    unpackEntries({ fact, tag, unit }, lists, filingById, maxRunId, entries);
  }
  return entries;
}

/** False for a series that was stored while the tag stood for another fact: a later run stores it under the right one. */
function carries(tag: string, fact: string): boolean {
  const known = findFactOfTag(tag);
  return known === undefined || known.id === fact;
}

type SeriesLists = Readonly<Record<"starts" | "ends" | "values" | "filings", string | undefined>>;

function unpackEntries(
  { fact, tag, unit }: Pick<FactEntry, "fact" | "tag" | "unit">,
  lists: SeriesLists,
  filingById: ReadonlyMap<number, Filing>,
  maxRunId: number,
  entries: StoredEntry[],
): void {
  const starts = parseNumberList(lists.starts ?? "");
  const ends = parseNumberList(lists.ends ?? "");
  const values = parseNumberList(lists.values ?? "");
  for (const [index, filingId] of parseNumberList(lists.filings ?? "").entries()) {
    const filing = filingById.get(filingId);
    const start = starts[index];
    const end = ends[index];
    const value = values[index];
    assert(filing !== undefined, `filing ${filingId} of a stored figure exists`);
    assert(start !== undefined && end !== undefined && value !== undefined, "the lists of a series are equally long");
    if (filing.runId > maxRunId) continue;
    entries.push({
      fact,
      tag,
      unit,
      start: start === noStart ? null : start,
      end,
      value,
      accession: filing.accession,
      form: filing.form,
      filed: filing.filed,
      runId: filing.runId,
    });
  }
}

function groupBySeries<Entry extends FactEntry>(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = getSeriesKey(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
