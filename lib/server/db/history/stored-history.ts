import "server-only";
import type { Queryable } from "#lib/server/db/database";
import { formatArrayLiteral, parseNumberList } from "#lib/server/db/number-list";
import { assert } from "#lib/util/assert";
import type { PackedHistory, StoredFiling, StoredSeries } from "./packed-history";

/** A company's figures as the database has them. */
export interface StoredHistory {
  /** Another one after each change of them; null for figures that were put in without their triggers. */
  readonly version: string | null;
  readonly history: PackedHistory;
}

/** The series of one company, each kind of value in one text: the drivers take as long for a short text as for a long. */
interface SeriesRow {
  readonly companyId: number;
  readonly version: string | null;
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

/** The figures of the companies that have any. A version and its figures are of one moment. */
export async function readStoredHistories(
  queryable: Queryable,
  companyIds: readonly number[],
): Promise<ReadonlyMap<number, StoredHistory>> {
  const ids = formatArrayLiteral(companyIds);
  const series = await queryable.$queryRaw<SeriesRow[]>`
    select company_id as "companyId", (select facts_version::text from company where id = company_id) as version,
      string_agg(fact || E'\\t' || tag || E'\\t' || unit, E'\\n' order by id) as names,
      string_agg(array_to_string(start_day, ','), E'\\n' order by id) as starts,
      string_agg(array_to_string(end_day, ','), E'\\n' order by id) as ends,
      string_agg(array_to_string(value, ','), E'\\n' order by id) as values,
      string_agg(array_to_string(filing_id, ','), E'\\n' order by id) as filings
    from fact_series where company_id = any(${ids}::int4[]) group by company_id order by company_id`;
  if (series.length === 0) return new Map();
  // Read after the series, so that every filing of a figure is there.
  const filings = await queryable.$queryRaw<FilingsRow[]>`
    select company_id as "companyId",
      string_agg(id || ',' || filed_day || ',' || run_id, E'\\n' order by id) as numbers,
      string_agg(accession || E'\\t' || form, E'\\n' order by id) as names
    from filing where company_id = any(${ids}::int4[]) group by company_id`;
  const filingsByCompany = new Map(filings.map((row) => [row.companyId, row]));
  return new Map(
    series.map((row) => {
      const history = packSeries(row, unpackFilings(filingsByCompany.get(row.companyId)));
      return [row.companyId, { version: row.version, history }];
    }),
  );
}

/** The version of each company's figures; a company without any is left out. */
export async function readFactsVersions(
  queryable: Queryable,
  companyIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await queryable.$queryRaw<{ id: number; version: string }[]>`
    select id, facts_version::text as version from company
    where id = any(${formatArrayLiteral(companyIds)}::int4[]) and facts_version is not null`;
  return new Map(rows.map(({ id, version }) => [id, version]));
}

interface StoredFilings {
  readonly filings: readonly StoredFiling[];
  readonly codeById: ReadonlyMap<number, number>;
}

function unpackFilings(row: FilingsRow | undefined): StoredFilings {
  const filings: StoredFiling[] = [];
  const codeById = new Map<number, number>();
  const names = row?.names.split("\n") ?? [];
  for (const [code, numbers] of (row?.numbers.split("\n") ?? []).entries()) {
    const [id, filed, runId] = parseNumberList(numbers);
    const [accession, form] = (names[code] ?? "").split("\t");
    assert(
      id !== undefined && filed !== undefined && runId !== undefined && accession !== undefined && form !== undefined,
      "a stored filing is whole",
    );
    codeById.set(id, code);
    filings.push({ accession, form, filed, runId });
  }
  return { filings, codeById };
}

function packSeries(row: SeriesRow, { filings, codeById }: StoredFilings): PackedHistory {
  const series: StoredSeries[] = [];
  const periods = new PeriodList();
  const periodCodes: number[] = [];
  const filingCodes: number[] = [];
  const values: number[] = [];
  const [startTexts, endTexts, valueTexts, filingTexts] = [row.starts, row.ends, row.values, row.filings].map((text) =>
    text.split("\n"),
  );
  for (const [index, names] of row.names.split("\n").entries()) {
    const [fact, tag, unit] = names.split("\t");
    assert(fact !== undefined && tag !== undefined && unit !== undefined, "a stored series has a name");
    const starts = parseNumberList(startTexts?.[index] ?? "");
    const ends = parseNumberList(endTexts?.[index] ?? "");
    const ofSeries = parseNumberList(valueTexts?.[index] ?? "");
    const filingIds = parseNumberList(filingTexts?.[index] ?? "");
    for (const [at, filingId] of filingIds.entries()) {
      const filingCode = codeById.get(filingId);
      const start = starts[at];
      const end = ends[at];
      const value = ofSeries[at];
      assert(filingCode !== undefined, `filing ${filingId} of a stored figure exists`);
      assert(start !== undefined && end !== undefined && value !== undefined, "the lists of a series are equally long");
      periodCodes.push(periods.encode(start, end));
      filingCodes.push(filingCode);
      values.push(value);
    }
    series.push({ fact, tag, unit, count: filingIds.length });
  }
  return {
    series,
    filings,
    periods: Int32Array.from(periods.days),
    periodCodes: Uint32Array.from(periodCodes),
    filingCodes: Uint32Array.from(filingCodes),
    values: Float64Array.from(values),
  };
}

/** Numbers the periods of a company in the order in which they are met. */
class PeriodList {
  readonly days: number[] = [];
  private readonly codesByStart = new Map<number, Map<number, number>>();

  encode(start: number, end: number): number {
    let codes = this.codesByStart.get(start);
    if (codes === undefined) {
      codes = new Map();
      this.codesByStart.set(start, codes);
    }
    const known = codes.get(end);
    if (known !== undefined) return known;
    const code = this.days.length / 2;
    codes.set(end, code);
    this.days.push(start, end);
    return code;
  }
}
