import "server-only";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Database, Queryable } from "#lib/server/db/database";
import { BackupError } from "./backup-error";
import { type BackupHeader, createSum } from "./backup-file";
import { countRows, listMigrations, listTables, quoteName } from "./table";

/** Rows are asked for in pages of about this many characters. */
const pageSize = 4_000_000;

/** A backup of millions of figures takes minutes. */
const hourMs = 3_600_000;

/** Passwords' hashes are in it. */
const ownerOnly = 0o600;

/** What was written. */
export interface BackupReport {
  readonly path: string;
  readonly tables: BackupHeader["tables"];
}

/**
 * Writes everything in a database to one file, as it was at one moment: a gzip file with a line of JSON a row, the same
 * for both kinds of database. The file appears under its name when it is whole. `onRows` hears of rows as they are
 * written. Throws BackupError where the file exists or cannot be written.
 */
export async function writeBackup(
  { client }: Database,
  path: string,
  onRows: (count: number, total: number) => void = () => undefined,
): Promise<BackupReport> {
  if (existsSync(path)) throw new BackupError(`There is a file ${path} already. Give another name with --to.`);
  const draft = `${path}.part`;
  try {
    const tables = await client.$transaction((tx) => writeDraft(tx, draft, onRows), {
      isolationLevel: "RepeatableRead",
      maxWait: hourMs,
      timeout: hourMs,
    });
    await rename(draft, path);
    return { path, tables };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw isFileError(error) ? new BackupError(`The backup cannot be written: ${error.message}.`) : error;
  }
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

async function writeDraft(
  tx: Queryable,
  draft: string,
  onRows: (count: number, total: number) => void,
): Promise<BackupHeader["tables"]> {
  const tables: { readonly name: string; readonly rows: number }[] = [];
  for (const name of await listTables(tx)) tables.push({ name, rows: await countRows(tx, name) });
  const header: BackupHeader = {
    backup: "ballast",
    version: 1,
    madeAt: new Date().toISOString(),
    migrations: [...(await listMigrations(tx))],
    tables,
  };
  const file = createWriteStream(draft, { mode: ownerOnly });
  const gzip = createGzip();
  gzip.pipe(file);
  const written = finished(file);
  // It is awaited at the end; until then a failure ends the writing.
  let failure: unknown;
  written.catch((error: unknown) => {
    failure = error;
  });
  const sum = createSum();
  const write = async (line: string) => {
    if (failure !== undefined) throw failure;
    sum.add(line);
    if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, "drain"), written]);
  };
  await write(JSON.stringify(header));
  const total = tables.reduce((all, { rows }) => all + rows, 0);
  for (const { name } of tables) {
    for await (const rows of readPages(tx, name)) {
      for (const row of rows) await write(row);
      onRows(rows.length, total);
    }
  }
  gzip.end(`${JSON.stringify({ sha256: sum.finish() })}\n`);
  await written;
  const handle = await open(draft, "r+");
  await handle.sync().finally(() => handle.close());
  return tables;
}

/** The rows of a table as JSON texts, in pages that follow the size of the rows. */
async function* readPages(tx: Queryable, table: string): AsyncGenerator<readonly string[]> {
  let limit = 1;
  let place = "(0,0)";
  for (;;) {
    const rows = await tx.$queryRawUnsafe<{ readonly place: string; readonly row: string }[]>(
      `select ctid::text as place, to_jsonb(each)::text as row from ${quoteName(table)} as each
       where ctid > $1::tid order by ctid limit ${limit}`,
      place,
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ row }) => row);
    place = last.place;
    const size = rows.reduce((all, { row }) => all + row.length, 0) / rows.length;
    limit = Math.max(1, Math.min(limit * 4, Math.floor(pageSize / size), 5_000));
  }
}
