import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database, DatabaseView, Queryable } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { type PackedVerdicts, verdictLetters } from "#lib/verdict/record";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { finishRun, type RunReport } from "./ingest-run";

/** A published column file, known by the SHA-256 of its bytes in hex. */
export interface SnapshotRow {
  readonly hash: string;
  /** What it holds, `russell2000`. */
  readonly universe: string;
  readonly asOfDay: Day;
  readonly runId: number;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly sizeBytes: number;
  readonly formulaVersion: string;
  readonly sample: boolean;
  readonly createdAt: Date;
}

const snapshotSelect = {
  hash: true,
  universe: true,
  asOfDay: true,
  runId: true,
  rowCount: true,
  columnCount: true,
  sizeBytes: true,
  formulaVersion: true,
  sample: true,
  createdAt: true,
} satisfies Prisma.SnapshotSelect;

/** How a snapshot is published beside what it holds. */
export interface Publication {
  /** False for a snapshot of a past day: the pointer stays where it is. */
  readonly isCurrent: boolean;
  /** What each shipped policy said of its companies. */
  readonly verdicts: readonly PackedVerdicts[];
}

/**
 * Makes a snapshot the current one of its universe, keeps its verdicts and ends its run, all or nothing. The file must be complete before:
 * a reader may ask for it at once. The same bytes published again keep their first entry. Throws RunLostError when the run was ended by somebody else;
 * then nothing has changed.
 */
export async function publishSnapshot(
  database: Database,
  snapshot: Omit<SnapshotRow, "createdAt">,
  report: RunReport,
  publication: Publication = { isCurrent: true, verdicts: [] },
): Promise<SnapshotRow> {
  return database.client.$transaction((tx) => publishSnapshotWithin(tx, snapshot, report, publication), {
    timeout: 60_000,
    maxWait: 60_000,
  });
}

/** As publishSnapshot, within a transaction that changes more than that. */
export async function publishSnapshotWithin(
  tx: Queryable,
  snapshot: Omit<SnapshotRow, "createdAt">,
  report: RunReport,
  { isCurrent, verdicts }: Publication,
): Promise<SnapshotRow> {
  const { hash, universe, runId, asOfDay } = snapshot;
  await finishRun(tx, runId, asOfDay, report);
  const published = await tx.snapshot.upsert({
    where: { hash },
    create: snapshot,
    update: {},
    select: snapshotSelect,
  });
  await tx.verdictRecord.createMany({
    data: verdicts.map((record) => ({
      ...record,
      ruleIds: [...record.ruleIds],
      companyIds: [...record.companyIds],
      runId,
      snapshotHash: hash,
    })),
  });
  if (isCurrent) {
    await tx.snapshotPointer.upsert({
      where: { universe },
      create: { universe, hash },
      update: { hash },
      select: { universe: true },
    });
  }
  return published;
}

/** Keeps a snapshot of a past day that was built from what a finished run had stored. Once is enough. */
export async function recordSnapshot(
  database: Database,
  snapshot: Omit<SnapshotRow, "createdAt">,
): Promise<SnapshotRow> {
  const { hash } = snapshot;
  return database.client.snapshot.upsert({ where: { hash }, create: snapshot, update: {}, select: snapshotSelect });
}

/** The snapshots of past days that were built on demand: no run has published them, and none is current. */
export function listPastDaySnapshots(database: Database): Promise<readonly Pick<SnapshotRow, "hash" | "asOfDay">[]> {
  return database.client.$queryRaw<Pick<SnapshotRow, "hash" | "asOfDay">[]>`
    select snapshot.hash, snapshot.as_of_day as "asOfDay"
    from snapshot join ingest_run on ingest_run.id = snapshot.run_id
    where snapshot.as_of_day is distinct from ingest_run.as_of_day
      and not exists (select from snapshot_pointer where snapshot_pointer.hash = snapshot.hash)
    order by snapshot.created_at, snapshot.hash`;
}

/** The snapshot of a day that was built from what a run had stored, or null. */
export function findSnapshotRowOfDay(
  database: Database,
  key: Pick<SnapshotRow, "universe" | "sample" | "asOfDay" | "runId">,
): Promise<SnapshotRow | null> {
  const { universe, sample, asOfDay, runId } = key;
  return database.client.snapshot.findFirst({
    where: { universe, sample, asOfDay, runId },
    orderBy: { createdAt: "desc" },
    select: snapshotSelect,
  });
}

/** The current snapshot of a universe, or null before the first is published. */
export async function findCurrentSnapshotRow(database: DatabaseView, universe: string): Promise<SnapshotRow | null> {
  const pointer = await database.client.snapshotPointer.findUnique({
    where: { universe },
    select: { snapshot: { select: snapshotSelect } },
  });
  return pointer?.snapshot ?? null;
}

/** The snapshot with the hash, or null. */
export function findSnapshotRow(database: Database, hash: string): Promise<SnapshotRow | null> {
  return database.client.snapshot.findUnique({ where: { hash }, select: snapshotSelect });
}

/** How many companies a policy judged as what when a snapshot was published; one with several lines counts once. */
export interface VerdictCountRow {
  readonly asOfDay: Day;
  readonly counts: Readonly<Record<Verdict, number>>;
}

/**
 * The counts of verdicts that publications kept of a policy, from the oldest day: of each day up to `toDay` the last publication,
 * of the newest `limit` days.
 */
export async function listVerdictCounts(
  database: DatabaseView,
  wanted: {
    readonly universe: string;
    readonly sample: boolean;
    readonly policy: string;
    readonly toDay: Day;
    readonly limit: number;
  },
): Promise<readonly VerdictCountRow[]> {
  const { universe, sample, policy, toDay, limit } = wanted;
  const rows = await database.client.$queryRaw<
    { readonly day: Day; readonly letter: string; readonly count: number }[]
  >`
    with newest as (
      select distinct on (snapshot.as_of_day) snapshot.as_of_day as day, record.company_ids, record.verdicts
      from verdict_record as record join snapshot on snapshot.hash = record.snapshot_hash
      where snapshot.universe = ${universe}::text and snapshot.sample = ${sample}::boolean
        and record.policy = ${policy}::text and snapshot.as_of_day <= ${toDay}::int4
      order by snapshot.as_of_day desc, record.run_id desc
      limit ${limit}::int4
    )
    select newest.day, upper(substr(newest.verdicts, listed.place::int4, 1)) as letter,
      count(distinct listed.company_id)::int4 as count
    from newest cross join lateral unnest(newest.company_ids) with ordinality as listed(company_id, place)
    group by 1, 2 order by 1`;
  const days = [...new Set(rows.map(({ day }) => day))];
  return days.map((asOfDay) => {
    const count = (verdict: Verdict): number =>
      rows.find(({ day, letter }) => day === asOfDay && letter === verdictLetters[verdict])?.count ?? 0;
    return {
      asOfDay,
      counts: Object.fromEntries(verdictIds.map((id) => [id, count(id)])) as Record<Verdict, number>,
    };
  });
}
