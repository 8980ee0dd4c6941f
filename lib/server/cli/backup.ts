import "server-only";
import { join } from "node:path";
import { writeBackup } from "#lib/server/db/backup/write-backup";
import { getDatabase } from "#lib/server/db/database";
import { getEnvironment } from "#lib/server/env";
import { createProgress } from "#lib/server/ingest/progress";
import { formatCount } from "#lib/util/number-text";
import { countUp } from "./count-up";
import { parseOptions } from "./parse-options";
import { runReadCommand } from "./run-read-command";

const usage = `Writes everything in the database to one file: companies, filings, prices, snapshots, accounts, screens, watchlists.

  npm run backup                       a file named by date and time, in the project's folder
  npm run backup -- --to FILE          under another name

The embedded database is open in one process: stop the server first. A PostgreSQL server may go on. The file has the
hashes of passwords, so only its owner may read it. npm run restore -- --from FILE puts it into an empty place.`;

await runReadCommand(usage, async () => {
  const { values } = parseOptions({
    options: { to: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return usage;
  const moment = new Date().toISOString().slice(0, 16).replace(":", "");
  const path = values.to ?? join(getEnvironment().root, `ballast-backup-${moment}.gz`);
  const progress = createProgress(process.stderr);
  const { tables } = await writeBackup(await getDatabase(), path, countUp(progress, "Writing rows"));
  progress.finish();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${formatCount(rows)} rows of ${tables.length} tables were written to ${path}.`;
});
