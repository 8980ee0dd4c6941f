import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { describe, inject, onTestFinished } from "vitest";
import type { DatabaseConnection } from "#lib/server/db/connection/connection";
import { connectClient } from "#lib/server/db/connection/embedded-connection";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { type Database, wrapConnection } from "#lib/server/db/database";
import { runStatement, switchDatabase } from "./postgresql-statement";

/** Opens a fresh, migrated and empty database that is closed when the test ends. */
export type OpenFresh = () => Promise<Database>;

/**
 * Declares the same tests on the embedded database and on PostgreSQL. Each call of the function handed over gives a
 * database of its own:
 *
 *     describeDatabases("watchlists", (openFresh) => {
 *       test("...", async () => {
 *         const database = await openFresh();
 */
export function describeDatabases(name: string, declare: (openFresh: OpenFresh) => void): void {
  describe(`${name} (embedded)`, () => declare(openFreshEmbedded));
  describe.runIf(inject("postgresqlTemplate") !== null)(`${name} (PostgreSQL)`, () => declare(openFreshPostgresql));
}

let template: Blob | undefined;

/** The data folder of a migrated embedded database, for PGlite's `loadDataDir`. */
export function loadEmbeddedTemplate(): Blob {
  template ??= new Blob([readFileSync(join(inject("embeddedTemplate"), "data.tar"))]);
  return template;
}

/** A fresh BALLAST_HOME with a migrated, empty embedded database in it, removed when the test ends. */
export function makeHome(): string {
  const home = makeFolder();
  copyEmbeddedDatabase(home);
  return home;
}

/** Puts a migrated, empty embedded database into a BALLAST_HOME. Making one there takes seconds instead. */
export function copyEmbeddedDatabase(home: string): void {
  cpSync(join(inject("embeddedTemplate"), "db"), join(home, "db"), { recursive: true });
}

/** An empty folder, removed when the test ends. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "ballast-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Unpacking the template takes a second, emptying the tables a few milliseconds, so each file keeps what it opened.
const idle: PGlite[] = [];

/** An embedded database in memory with the migrated tables, all of them empty and counting from 1. */
export async function openFreshEmbedded(): Promise<Database> {
  const client = idle.pop() ?? (await PGlite.create({ loadDataDir: loadEmbeddedTemplate() }));
  const connection = connectClient(client, "memory", () => undefined);
  const database = wrapConnection({ ...connection, close: () => Promise.resolve() });
  onTestFinished(async () => {
    await database.close();
    await emptyTables(connection);
    idle.push(client);
  });
  return database;
}

async function emptyTables(connection: DatabaseConnection): Promise<void> {
  const rows = await connection.query(
    "select string_agg(quote_ident(tablename), ', ') as names from pg_tables " +
      "where schemaname = 'public' and tablename <> '_prisma_migrations'",
  );
  await connection.query(`truncate ${String(rows[0]?.["names"])} restart identity cascade`);
}

/** A fresh database on the PostgreSQL server, copied from the migrated template and dropped when the test ends. */
export async function openFreshPostgresql(): Promise<Database> {
  const database = wrapConnection(await connectPostgresql(await createPostgresqlDatabase()));
  onTestFinished(() => database.close());
  return database;
}

/** Address of a fresh, migrated database, dropped when the test ends. Throws where there is no PostgreSQL. */
export async function createPostgresqlDatabase(): Promise<string> {
  const source = inject("postgresqlTemplate");
  if (source === null) throw new Error("There is no PostgreSQL to test on.");
  const name = `ballast_test_${randomUUID().replaceAll("-", "")}`;
  await runStatement(source.url, `create database ${name} template ${source.name} strategy file_copy`);
  onTestFinished(() => runStatement(source.url, `drop database if exists ${name} with (force)`));
  return switchDatabase(source.url, name);
}
