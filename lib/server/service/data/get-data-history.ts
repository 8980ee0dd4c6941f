import "server-only";
import type { DataRun } from "#lib/contract/data-run";
import { formatDay } from "#lib/fact/filed/day";
import { getDatabase } from "#lib/server/db/database";
import { type IngestRun, listRuns, type RunSkip, readRunSkips } from "#lib/server/db/repository/ingest-run";

/** Where the current data came from. */
export interface DataHistory {
  /** Newest first. */
  readonly runs: readonly DataRun[];
  /** What the newest run that was published left out, and why. */
  readonly skipped: readonly RunSkip[];
}

/** How many runs are shown, and among how many they are looked for. */
const runsShown = 12;
const runsRead = 100;

/**
 * The latest runs of the ingest, and what the newest published one skipped. Runs that loaded the sample universe are
 * told of while it is shown, and not beside real data.
 */
export async function getDataHistory({ isSample }: { readonly isSample: boolean }): Promise<DataHistory> {
  const database = await getDatabase();
  const all = await listRuns(database, runsRead);
  const runs = all.filter(({ sample }) => sample === isSample).slice(0, runsShown);
  const published = runs.find((run) => run.status === "done");
  return {
    runs: runs.map(describeRun),
    skipped: published === undefined ? [] : await readRunSkips(database, published.id),
  };
}

function describeRun(run: IngestRun): DataRun {
  const { id, status, kind, sample, asOfDay, startedAt, finishedAt, failure, sources } = run;
  return {
    id,
    status,
    kind,
    isSample: sample,
    asOf: asOfDay === null ? null : formatDay(asOfDay),
    startedAt: startedAt.toISOString(),
    durationMs: finishedAt === null ? null : finishedAt.getTime() - startedAt.getTime(),
    failure,
    sources: sources.map(({ asOfDay: day, ...source }) => ({ ...source, asOf: day === null ? null : formatDay(day) })),
  };
}
