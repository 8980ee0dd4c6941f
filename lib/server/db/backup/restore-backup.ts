import "server-only";
import type { Database, Queryable } from "#lib/server/db/database";
import { BackupError } from "./backup-error";
import { type BackupHeader, readRows, verifyBackup } from "./backup-file";
import { countRows, listMigrations, listTables, quoteName } from "./table";

/** Rows are written in pages of about this many characters. */
const pageSize = 4_000_000;

const hourMs = 3_600_000;

/**
 * Fills an empty database from a backup, in one transaction: everything or nothing. `onRows` hears of rows as they are
 * written. Throws BackupError where the file is damaged or of another version, or the database is not empty.
 */
export async function restoreBackup(
  { client, place }: Database,
  path: string,
  onRows: (count: number, total: number) => void = () => undefined,
): Promise<BackupHeader> {
  const header = await verifyBackup(path);
  await requireSameSchema(client, header, path);
  await client.$transaction(
    async (tx) => {
      await requireEmpty(tx, place);
      await setTriggers(tx, header, "disable");
      await writeRows(tx, path, header, onRows);
      await setTriggers(tx, header, "enable");
      for (const { name, rows } of header.tables) {
        const count = await countRows(tx, name);
        if (count !== rows) throw new Error(`Impossible state: ${name} has ${count} of ${rows} rows after a restore`);
      }
      await setSequences(tx);
    },
    { maxWait: hourMs, timeout: hourMs },
  );
  return header;
}

async function requireSameSchema(client: Queryable, header: BackupHeader, path: string): Promise<void> {
  const [own, tables] = [await listMigrations(client), new Set(await listTables(client))];
  const isSame = own.length === header.migrations.length && own.every((name, at) => name === header.migrations[at]);
  if (isSame && header.tables.length === tables.size && header.tables.every(({ name }) => tables.has(name))) return;
  const age = header.migrations.length > own.length ? "a newer" : "another";
  throw new BackupError(
    `${path} was made by ${age} version of Ballast, whose database has other tables. Nothing was changed. Restore it with that version, then go on to this one.`,
  );
}

async function requireEmpty(tx: Queryable, place: string): Promise<void> {
  for (const table of await listTables(tx)) {
    if ((await countRows(tx, table)) > 0) {
      throw new BackupError(
        `The database ${place} is not empty: there are rows in ${table}. Nothing was changed. Restore into an empty place: set BALLAST_HOME to a new folder, or DATABASE_URL to a new database.`,
      );
    }
  }
}

async function writeRows(
  tx: Queryable,
  path: string,
  header: BackupHeader,
  onRows: (count: number, total: number) => void,
): Promise<void> {
  const total = header.tables.reduce((all, { rows }) => all + rows, 0);
  let page: string[] = [];
  let size = 0;
  let current = "";
  const flush = async () => {
    if (page.length === 0) return;
    const name = quoteName(current);
    await tx.$executeRawUnsafe(
      `insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      `[${page.join(",")}]`,
    );
    onRows(page.length, total);
    page = [];
    size = 0;
  };
  for await (const { table, row } of readRows(path, header)) {
    if (table !== current || size + row.length > pageSize) await flush();
    current = table;
    page.push(row);
    size += row.length;
  }
  await flush();
}

/** Rows are restored as they were, so nothing may follow from their coming. */
async function setTriggers(tx: Queryable, { tables }: BackupHeader, how: "disable" | "enable"): Promise<void> {
  for (const { name } of tables) await tx.$executeRawUnsafe(`alter table ${quoteName(name)} ${how} trigger user`);
}

/** Numbers that the database gives go on after the largest that was restored. */
async function setSequences(tx: Queryable): Promise<void> {
  const columns = await tx.$queryRaw<{ readonly table: string; readonly column: string; readonly sequence: string }[]>`
    select relname as table, attname as column, pg_get_serial_sequence(quote_ident(relname), attname) as sequence
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and attnum > 0 and not attisdropped
      and pg_get_serial_sequence(quote_ident(relname), attname) is not null`;
  for (const { table, column, sequence } of columns) {
    await tx.$queryRawUnsafe(
      `select setval($1::regclass, coalesce(max(${quoteName(column)}), 1), max(${quoteName(column)}) is not null)::text as value from ${quoteName(table)}`,
      sequence,
    );
  }
}
