import "server-only";
import { parseArgs } from "node:util";
import { formatDay } from "#lib/fact/filed/day";
import { closeDatabase, type Database, getDatabase } from "#lib/server/db/database";
import { findCurrentSnapshotRow } from "#lib/server/db/repository/snapshot";
import { type Environment, getEnvironment } from "#lib/server/env";
import { createProgress } from "#lib/server/ingest/progress";
import { formatReport } from "#lib/server/ingest/report";
import { defaultIngestOptions, runIngest } from "#lib/server/ingest/run-ingest";
import { seedDemo } from "#lib/server/service/seed-demo";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { repairPointerFile } from "#lib/server/snapshot/publish-snapshot";
import { getToday } from "#lib/source/date-text";
import { formatCount } from "#lib/util/number-text";
import { CommandError, reportFailure } from "./command-error";
import { loadSample } from "./load-sample";
import type { Prepared } from "./prepare-process";

/** Migrates the database, loads the folder that is named or, into an empty database, the sample universe. */
async function prepare(environment: Environment, from: string | null): Promise<Prepared> {
  const database = await getDatabase();
  await repairPointerFile(database, environment.home);
  const before = await findCurrentSnapshotRow(database, screenedIndex);
  if (from !== null) await loadFolder(database, environment, from);
  else if (before === null) {
    console.log("The database is empty. Loading the sample universe: fictional companies, written and read as files.");
    await loadSample(database, environment.home, createProgress(process.stdout));
  }
  const snapshot = await findCurrentSnapshotRow(database, screenedIndex);
  if (snapshot === null)
    throw new CommandError("The load ended without a snapshot. Run npm run ingest for its report.");
  const companies = `${formatCount(snapshot.rowCount)} companies as of ${formatDay(snapshot.asOfDay)}`;
  return {
    data: snapshot.sample ? `sample universe, ${companies} (fictional)` : companies,
    demo: await seedDemo(environment.home),
  };
}

async function loadFolder(database: Database, { home }: Environment, folder: string): Promise<void> {
  const options = { ...defaultIngestOptions, today: getToday(Date.now()) };
  const progress = createProgress(process.stdout);
  try {
    const report = await runIngest(database, { ...options, folder, home, kind: "folder" }, progress);
    for (const line of formatReport(report, null)) console.log(line);
  } finally {
    progress.finish();
  }
}

// Whoever started this process is gone. What is stored so far stays, and the current snapshot stays current.
process.once("disconnect", () => process.exit(1));
try {
  const { values } = parseArgs({ options: { from: { type: "string" } } });
  const prepared = await prepare(getEnvironment(), values.from ?? null);
  await closeDatabase();
  process.send?.(prepared);
  process.exitCode = 0;
} catch (error) {
  reportFailure(error);
  await closeDatabase();
  process.exitCode = 1;
} finally {
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
