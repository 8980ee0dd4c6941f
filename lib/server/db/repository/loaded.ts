import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { DatabaseView, Queryable } from "#lib/server/db/database";

/** Days, both included. */
export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

/** Every day that a date may name: 1870 to 2170 or so, within what the tables take. */
export const allDays: DayRange = { from: -36_525, to: 73_049 };

/** A list of constituents that real data hold. */
export interface LoadedList {
  readonly id: number;
  readonly indexId: string;
  readonly asOfDay: Day;
  readonly sourceName: string;
  readonly runId: number;
  /** When the day was first loaded; a later load of the same day keeps it. */
  readonly createdAt: Date;
  readonly constituentCount: number;
}

/** A series of rates, of prices or of bars: how many values it has and from when to when. */
export interface LoadedSeries extends DayRange {
  readonly name: string;
  readonly count: number;
}

/** The figures that a run was the first to bring. */
export interface LoadedFigures {
  readonly runId: number;
  readonly filingCount: number;
  readonly companyCount: number;
}

/** The lists of constituents of real data, newest first. */
export async function listLoadedLists(database: DatabaseView): Promise<readonly LoadedList[]> {
  const found = await database.client.indexSnapshot.findMany({
    where: { sample: false },
    orderBy: [{ asOfDay: "desc" }, { indexId: "asc" }],
    select: {
      id: true,
      indexId: true,
      asOfDay: true,
      sourceName: true,
      runId: true,
      createdAt: true,
      _count: { select: { constituents: true } },
    },
  });
  return found.map(({ _count, ...list }) => ({ ...list, constituentCount: _count.constituents }));
}

/** Month-end prices and daily bars of real data, within the days given or all. A series without any is left out. */
export function listLoadedPrices(database: DatabaseView, within: DayRange = allDays): Promise<readonly LoadedSeries[]> {
  const { from, to } = within;
  return database.client.$queryRaw<LoadedSeries[]>`
    select 'month-end prices' as name, min(price.day) as "from", max(price.day) as "to", count(*)::int4 as count
    from monthly_price as price
    join security on security.id = price.security_id
    join company on company.id = security.company_id
    where not company.sample and price.day between ${from}::int4 and ${to}::int4
    having count(*) > 0
    union all
    (select 'daily bars of ' || symbol, min(day), max(day), count(*)::int4 from daily_bar
    where symbol not like 'sample:%' and day between ${from}::int4 and ${to}::int4
    group by symbol order by symbol)`;
}

/** Rates of real data, within the days given or all. A series without any is left out. */
export function listLoadedRates(database: DatabaseView, within: DayRange = allDays): Promise<readonly LoadedSeries[]> {
  const { from, to } = within;
  return database.client.$queryRaw<LoadedSeries[]>`
    select series_id as name, min(day) as "from", max(day) as "to", count(*)::int4 as count from rate
    where series_id not like 'sample:%' and day between ${from}::int4 and ${to}::int4
    group by series_id order by series_id`;
}

/** The figures of real data by the run that brought them, the newest run first. */
export function listLoadedFigures(database: DatabaseView): Promise<readonly LoadedFigures[]> {
  return database.client.$queryRaw<LoadedFigures[]>`
    select run_id as "runId", count(*)::int4 as "filingCount", count(distinct company_id)::int4 as "companyCount"
    from filing join company on company.id = filing.company_id
    where not company.sample group by run_id order by run_id desc`;
}

/** Removes lists of constituents with their members. Companies stay, with what was filed of them. */
export async function removeLists(tx: Queryable, ids: readonly number[]): Promise<void> {
  await tx.indexSnapshot.deleteMany({ where: { id: { in: [...ids] } } });
}

/** Removes what policies said of the snapshots of some days that were published since a moment. Returns the count. */
export async function removeVerdictRecords(
  tx: Queryable,
  where: { readonly universe: string; readonly days: DayRange; readonly since: Date },
): Promise<number> {
  const { universe, days, since } = where;
  const { count } = await tx.verdictRecord.deleteMany({
    where: {
      createdAt: { gte: since },
      snapshot: { universe, sample: false, asOfDay: { gte: days.from, lte: days.to } },
    },
  });
  return count;
}

/** Removes what policies said in a run and in those after it, of real data. Returns the count. */
export async function removeVerdictRecordsSince(tx: Queryable, runId: number): Promise<number> {
  const { count } = await tx.verdictRecord.deleteMany({ where: { runId: { gte: runId }, run: { sample: false } } });
  return count;
}

/** Removes month-end prices and daily bars of real data. */
export async function removePrices(tx: Queryable, { from, to }: DayRange): Promise<void> {
  await tx.monthlyPrice.deleteMany({
    where: { day: { gte: from, lte: to }, security: { company: { sample: false } } },
  });
  await tx.dailyBar.deleteMany({
    where: { day: { gte: from, lte: to }, NOT: { symbol: { startsWith: "sample:" } } },
  });
}

/** Removes rates of real data. */
export async function removeRates(tx: Queryable, { from, to }: DayRange): Promise<void> {
  await tx.rate.deleteMany({
    where: { day: { gte: from, lte: to }, NOT: { seriesId: { startsWith: "sample:" } } },
  });
}

/**
 * Removes the figures of real data that a run and those after it have stored: what is left is exactly what was known
 * before that run. Files are read again afterwards, since the marks of what they were read from go as well.
 */
export async function removeFiguresSince(tx: Queryable, runId: number): Promise<void> {
  await tx.$executeRaw`
    create temporary table forgotten_filing (id int4 primary key, company_id int4 not null) on commit drop`;
  await tx.$executeRaw`
    insert into forgotten_filing
    select filing.id, filing.company_id from filing join company on company.id = filing.company_id
    where filing.run_id >= ${runId}::int4 and not company.sample`;
  await tx.$executeRaw`
    delete from fact_series as series
    where company_id in (select company_id from forgotten_filing)
      and not exists (
        select from unnest(series.filing_id) as entry(id)
        where not exists (select from forgotten_filing as gone where gone.id = entry.id)
      )`;
  await tx.$executeRaw`
    update fact_series as series set
      start_day = kept.start_day, end_day = kept.end_day, value = kept.value, filing_id = kept.filing_id
    from fact_series as whole,
    lateral (
      select array_agg(entry.start_day order by entry.place) as start_day,
        array_agg(entry.end_day order by entry.place) as end_day,
        array_agg(entry.value order by entry.place) as value,
        array_agg(entry.filing_id order by entry.place) as filing_id
      from unnest(whole.start_day, whole.end_day, whole.value, whole.filing_id) with ordinality
        as entry(start_day, end_day, value, filing_id, place)
      where not exists (select from forgotten_filing as gone where gone.id = entry.filing_id)
    ) as kept
    where series.id = whole.id
      and whole.company_id in (select company_id from forgotten_filing)
      and cardinality(kept.value) < cardinality(whole.value)`;
  await tx.$executeRaw`update company set filings_mark = null where id in (select company_id from forgotten_filing)`;
  await tx.$executeRaw`delete from filing where id in (select id from forgotten_filing)`;
}
