import "server-only";
import { AppError } from "#lib/contract/app-error";
import { restoreBackup } from "#lib/server/db/backup/restore-backup";
import { getDatabase } from "#lib/server/db/database";
import { createProgress } from "#lib/server/ingest/progress";
import { formatCount } from "#lib/util/number-text";
import { countUp } from "./count-up";
import { parseOptions } from "./parse-options";
import { runReadCommand } from "./run-read-command";

const usage = `Puts a backup into an empty place, all of it or nothing.

  npm run restore -- --from FILE

Set BALLAST_HOME to a new folder first, or DATABASE_URL to a new database: what has data already is never overwritten.
The backup may be of either kind of database. People sign in anew afterwards: sessions are in no backup.`;

await runReadCommand(usage, async () => {
  const { values } = parseOptions({
    options: { from: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return usage;
  if (values.from === undefined) throw new AppError("invalid_request", `Name the backup: --from FILE.\n\n${usage}`);
  const progress = createProgress(process.stderr);
  const database = await getDatabase();
  const { madeAt, tables } = await restoreBackup(database, values.from, countUp(progress, "Writing rows"));
  progress.finish();
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `${formatCount(rows)} rows of ${tables.length} tables, as of ${madeAt.slice(0, 16).replace("T", " ")} UTC, are in ${database.place}. Next: npm run up`;
});
