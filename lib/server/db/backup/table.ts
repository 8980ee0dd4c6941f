import "server-only";
import type { Queryable } from "#lib/server/db/database";

/** Prisma's own table, which migrations fill. */
const migrationTable = "_prisma_migrations";

/** The name as SQL writes it. Names come from the catalogue of the database. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The migrations that were applied, in the order of their names. */
export async function listMigrations(client: Queryable): Promise<readonly string[]> {
  const rows = await client.$queryRaw<{ readonly name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null order by migration_name`;
  return rows.map(({ name }) => name);
}

/** What is of the moment: a session that has ended must not come back with a backup, nor a count of wrong guesses. */
const passing = new Set(["user_session", "rate_limit"]);

/** The tables that hold what lasts, each after those that it refers to. */
export async function listTables(client: Queryable): Promise<readonly string[]> {
  const tables = await client.$queryRaw<{ readonly name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> ${migrationTable}
    order by relname`;
  const references = await client.$queryRaw<{ readonly name: string; readonly target: string }[]>`
    select own.relname as name, other.relname as target from pg_constraint
    join pg_class own on own.oid = conrelid join pg_class other on other.oid = confrelid
    where contype = 'f' and conrelid <> confrelid and own.relnamespace = current_schema()::regnamespace`;
  const ordered: string[] = [];
  const open = new Set(tables.map(({ name }) => name).filter((name) => !passing.has(name)));
  while (open.size > 0) {
    const ready = [...open].filter((name) => !references.some((each) => each.name === name && open.has(each.target)));
    if (ready.length === 0) throw new Error(`Impossible state: ${[...open].join(", ")} refer to each other`);
    for (const name of ready) {
      ordered.push(name);
      open.delete(name);
    }
  }
  return ordered;
}

/** How many rows a table has. */
export async function countRows(client: Queryable, table: string): Promise<number> {
  const [row] = await client.$queryRawUnsafe<{ readonly count: number }[]>(
    `select count(*)::int as count from ${quoteName(table)}`,
  );
  return row?.count ?? 0;
}
