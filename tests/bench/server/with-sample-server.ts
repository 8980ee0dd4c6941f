import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, isBuildCurrent } from "#lib/server/cli/build-app";
import { loadSample } from "#lib/server/cli/load-sample";
import { openDatabase } from "#lib/server/db/database";
import { silentProgress } from "#lib/server/ingest/progress";
import type { Say } from "../bench-part";
import { startOwn } from "./start-own";

/** A build of its own, so that a server that runs keeps the one it was started on. Kept for the next time. */
const dist = ".next-bench";

/** Runs the product's own server on the sample universe while something is measured, in a data folder that is gone afterwards. */
export async function withSampleServer<Value>(
  root: string,
  say: Say,
  measure: (own: Awaited<ReturnType<typeof startOwn>>) => Promise<Value>,
): Promise<Value> {
  const home = await mkdtemp(join(tmpdir(), "ballast-bench-"));
  try {
    const database = await openDatabase({ home, databaseUrl: null });
    await loadSample(database, home, silentProgress).finally(() => database.close());
    if (!isBuildCurrent(root, dist)) {
      say("Building the application");
      await buildApp(root, dist);
    }
    const own = await startOwn(root, { BALLAST_HOME: home, BALLAST_DIST: dist, DATABASE_URL: "", DATABASE_HOST: "" });
    return await measure(own).finally(() => own.stop());
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
