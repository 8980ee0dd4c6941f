import "server-only";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateSampleFiles } from "#lib/sample/generate-sample-files";
import type { Database } from "#lib/server/db/database";
import type { Progress } from "#lib/server/ingest/progress";
import { defaultIngestOptions, runIngest } from "#lib/server/ingest/run-ingest";

/** Writes the sample universe as source files and loads them the way live data are loaded. */
export async function loadSample(database: Database, home: string, progress: Progress): Promise<void> {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, "sample-"));
  try {
    for (const { path, content } of generateSampleFiles()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    // Invented days may lie after today where a machine's clock is behind; there is nothing to be wrong about.
    await runIngest(database, { ...defaultIngestOptions, today: undefined, folder, home, kind: "sample" }, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
