import "server-only";
import { join } from "node:path";
import { FolderLockedError, type ProcessLock, takeProcessLock } from "#lib/server/db/connection/process-lock";
import type { Database } from "#lib/server/db/database";
import { IngestError } from "#lib/server/ingest/ingest-error";
import type { Progress } from "#lib/server/ingest/progress";
import type { IngestReport } from "#lib/server/ingest/report";
import { type IngestOptions, runIngest } from "#lib/server/ingest/run-ingest";
import { getToday } from "#lib/source/date-text";
import { fetchLive, getSourcesFolder, type LiveFetch, type LiveOptions } from "./fetch-live";
import { defaultPoliteness } from "./politeness";

export interface LiveReport {
  readonly fetched: LiveFetch;
  readonly ingest: IngestReport;
}

/**
 * Fetches live data into the folder of sources and ingests that folder. One run at a time; throws IngestError for a
 * second one and for whatever the fetch or the ingest cannot do. The snapshot that was current stays current until the
 * ingest has published.
 */
export async function runLive(
  database: Database,
  live: LiveOptions & {
    /** Told when all is fetched and the ingest begins. */
    readonly onFetched?: () => void;
  },
  options: Omit<IngestOptions, "folder" | "home" | "kind" | "issues" | "origins" | "today" | "dateOrder">,
  progress: Progress,
): Promise<LiveReport> {
  const lock = takeSourcesLock(live.home);
  try {
    const fetched = await fetchLive(live, progress);
    live.onFetched?.();
    for (const line of fetched.lines) progress.print(line);
    const { folder, issues, origins } = fetched;
    // One clock for what is fetched and what is loaded.
    const today = getToday((live.politeness?.now ?? defaultPoliteness.now)());
    const { home, dateOrder } = live;
    const given = { folder, issues, origins, home, today, dateOrder, kind: "live" } as const;
    const ingest = await runIngest(database, { ...options, ...given }, progress);
    return { fetched, ingest };
  } finally {
    lock.release();
  }
}

/** One process at a time works on the folder of fetched sources. Throws IngestError while another one does. */
export function takeSourcesLock(home: string): ProcessLock {
  const folder = getSourcesFolder(home);
  try {
    return takeProcessLock(join(home, "sources-lock"), folder);
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new IngestError(
      `Process ${error.pid} is fetching into ${folder} already. Wait until it is done, or stop it (kill ${error.pid}) ` +
        "and run the command again: it goes on where that one was.",
    );
  }
}
