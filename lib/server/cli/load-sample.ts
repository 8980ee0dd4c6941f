import "server-only";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateSampleFiles } from "#lib/sample/generate-sample-files";
import type { Database } from "#lib/server/db/database";
import type { Progress } from "#lib/server/ingest/progress";
import { runIngest } from "#lib/server/ingest/run-ingest";

/** Writes the sample universe as source files and loads them the way live data are loaded. */
export async function loadSample(database: Database, home: string, progress: Progress): Promise<void> {
  mkdirSync(home, { recursive: true });
  const folder = mkdtempSync(join(home, "sample-"));
  try {
    for (const { path, content } of generateSampleFiles()) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const options = { asOf: null, ignoreUnknown: false, skipDamaged: false, minCoverage: 0.5, allowShrink: false };
    await runIngest(database, { ...options, folder, home, kind: "sample" }, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
