import "server-only";
import { createUniverse } from "#lib/screen/universe/universe";
import type { Database, Queryable } from "#lib/server/db/database";
import { getNewestRunId, type RunReport } from "#lib/server/db/repository/ingest-run";
import {
  findCurrentSnapshotRow,
  publishSnapshot,
  publishSnapshotWithin,
  recordSnapshot,
  type SnapshotRow,
} from "#lib/server/db/repository/snapshot";
import { policies } from "#lib/verdict/policy/catalogue";
import { type PackedVerdicts, packVerdicts } from "#lib/verdict/record";
import { type BuiltSnapshot, screenedIndex } from "./build-snapshot";
import { writeFactAnswers } from "./fact-answers-file";
import { prunePastDays } from "./prune-past-days";
import { type SnapshotPointerFile, writePastDayPointer, writePointerFile, writeSnapshotFiles } from "./snapshot-file";

/**
 * Writes a snapshot's files and judges it by every shipped policy; then ends the run, keeps what the policies said and
 * moves the pointer in one transaction; then writes the pointer file of an embedded database. Whatever is interrupted,
 * readers see the previous snapshot whole or this one whole.
 */
export async function publishBuiltSnapshot(
  database: Database,
  home: string,
  built: BuiltSnapshot,
  run: PublishingRun,
): Promise<SnapshotRow> {
  const verdicts = await writeAndJudge(home, built);
  const published = await publishSnapshot(database, toRecord(built, run.runId), run.report, { ...run, verdicts });
  await repairPointerFile(database, home);
  return published;
}

/**
 * As publishBuiltSnapshot, within a transaction that changes more than that. Once it is committed, the caller repairs the
 * pointer file.
 */
export async function publishBuiltSnapshotWithin(
  tx: Queryable,
  home: string,
  built: BuiltSnapshot,
  run: PublishingRun,
): Promise<SnapshotRow> {
  const verdicts = await writeAndJudge(home, built);
  return publishSnapshotWithin(tx, toRecord(built, run.runId), run.report, { ...run, verdicts });
}

/** A run, and how it publishes. */
export interface PublishingRun {
  readonly runId: number;
  readonly report: RunReport;
  readonly isCurrent: boolean;
}

async function writeAndJudge(home: string, built: BuiltSnapshot): Promise<readonly PackedVerdicts[]> {
  await writeSnapshotFiles(home, built.hash, built.bytes);
  await writeFactAnswers(home, built.hash, built.answers);
  return policies.map((policy) => {
    const { judgement, lines, rowCount } = createUniverse(built, { policy });
    const companyIds = Array.from({ length: rowCount }, (_, row) => built.companyIds[lines.getMainLine(row)] ?? null);
    return packVerdicts(judgement, companyIds);
  });
}

/**
 * Writes the files of a snapshot of a past day, records it beside the current one, and makes room by removing the files
 * of days that nobody has looked at for long.
 */
export async function keepBuiltSnapshot(
  database: Database,
  home: string,
  built: BuiltSnapshot,
  runId: number,
): Promise<SnapshotRow> {
  await writeSnapshotFiles(home, built.hash, built.bytes);
  await writeFactAnswers(home, built.hash, built.answers);
  const recorded = await recordSnapshot(database, toRecord(built, runId));
  await writePastDayPointer(home, built.info.asOf, { hash: built.hash, runId });
  await prunePastDays(database, home);
  return recorded;
}

/**
 * Makes the pointer file say what an embedded database says. The file exists because only one process can open that
 * database, and commands must work while the server has it.
 */
export async function repairPointerFile(database: Database, home: string): Promise<void> {
  if (database.kind !== "embedded") return;
  const pointer = await findPointer(database);
  if (pointer !== null) await writePointerFile(home, pointer);
}

/** What the pointer file is to say; null before the first snapshot. */
export async function findPointer(database: Database): Promise<SnapshotPointerFile | null> {
  const current = await findCurrentSnapshotRow(database, screenedIndex);
  if (current === null) return null;
  return { hash: current.hash, runId: (await getNewestRunId(database, current.sample)) ?? current.runId };
}

function toRecord(built: BuiltSnapshot, runId: number): Omit<SnapshotRow, "createdAt"> {
  return {
    hash: built.hash,
    universe: screenedIndex,
    asOfDay: built.asOf,
    runId,
    rowCount: built.table.rowCount,
    columnCount: built.table.columns.length,
    sizeBytes: built.bytes.length,
    formulaVersion: built.info.formulaVersion,
    sample: built.info.sample,
  };
}
