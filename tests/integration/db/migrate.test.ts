import { PGlite } from "@electric-sql/pglite";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import type { DatabaseConnection } from "#lib/server/db/connection/connection";
import { connectClient } from "#lib/server/db/connection/embedded-connection";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { computeSchemaDifference } from "#lib/server/db/migration/create-migration";
import { MigrationError, migrate } from "#lib/server/db/migration/migrate";
import { readMigrationFiles, readSchema } from "#lib/server/db/migration/migration-files";
import { createPostgresqlDatabase, loadEmbeddedTemplate } from "../../support/database";

const names = readMigrationFiles().map(({ name }) => name);

async function connectEmbeddedCopy(): Promise<DatabaseConnection> {
  return connectClient(await PGlite.create({ loadDataDir: loadEmbeddedTemplate() }), "memory", () => undefined);
}

async function empty(connection: DatabaseConnection): Promise<DatabaseConnection> {
  onTestFinished(() => connection.close());
  await connection.query("drop schema public cascade");
  await connection.query("create schema public");
  return connection;
}

async function listTables(connection: DatabaseConnection): Promise<readonly string[]> {
  const rows = await connection.query("select tablename from pg_tables where schemaname = 'public' order by tablename");
  return rows.map((row) => String(row["tablename"]));
}

const kinds = [
  { kind: "embedded", there: true, connect: connectEmbeddedCopy },
  {
    kind: "PostgreSQL",
    there: inject("postgresqlTemplate") !== null,
    connect: async () => connectPostgresql(await createPostgresqlDatabase()),
  },
];

for (const { kind, there, connect } of kinds) {
  describe.runIf(there)(`migrate (${kind})`, () => {
    test("brings an empty database to the schema, and a current one needs nothing", async () => {
      const connection = await empty(await connect());
      expect(await migrate(connection)).toEqual(names);
      expect(await listTables(connection)).toContain("fact_series");
      expect(await migrate(connection)).toEqual([]);
      expect(await connection.query("select migration_name, applied_steps_count from _prisma_migrations")).toEqual(
        names.map((name) => ({ migration_name: name, applied_steps_count: 1 })),
      );
    });

    test("leaves nothing behind when it breaks off half way, and succeeds the next time", async () => {
      const connection = await empty(await connect());
      const breaking: DatabaseConnection = {
        ...connection,
        runInTransaction: (work) =>
          connection.runInTransaction(async (factory) =>
            work({
              ...factory,
              provider: factory.provider,
              adapterName: factory.adapterName,
              connectToShadowDb: () => factory.connectToShadowDb(),
              connect: async () => {
                const adapter = await factory.connect();
                const executeScript = adapter.executeScript.bind(adapter);
                return Object.assign(adapter, {
                  executeScript: async (script: string) => {
                    await executeScript(script);
                    throw new Error("the disk is full");
                  },
                });
              },
            }),
          ),
      };
      await expect(migrate(breaking)).rejects.toThrow(MigrationError);
      await expect(migrate(breaking)).rejects.toThrow("left as it was: the disk is full");
      expect(await listTables(connection)).toEqual([]);
      expect(await migrate(connection)).toEqual(names);
    });

    test("names the statement's error when a script cannot be applied", async () => {
      const connection = await empty(await connect());
      await connection.query(
        "create function fact_entries_are_sound(integer[], integer[], double precision[]) returns boolean " +
          "language sql as 'select true'",
      );
      await expect(migrate(connection)).rejects.toThrow('function "fact_entries_are_sound" already exists');
      expect(await listTables(connection)).toEqual([]);
    });

    test("refuses a database with somebody else's tables, names them and touches nothing", async () => {
      const connection = await empty(await connect());
      await connection.query("create table payroll (id int)");
      await expect(migrate(connection)).rejects.toThrow("tables that Ballast did not make (payroll)");
      expect(await listTables(connection)).toEqual(["payroll"]);
    });

    test("refuses a database that another tool left half migrated, and names the migration", async () => {
      const connection = await connect();
      onTestFinished(() => connection.close());
      await connection.query("update _prisma_migrations set finished_at = null");
      await expect(migrate(connection)).rejects.toThrow(`The migration ${names[0]} was begun by another tool`);
    });

    test("refuses a database of a newer version", async () => {
      const connection = await connect();
      onTestFinished(() => connection.close());
      await connection.query(
        "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) " +
          "values ('x', 'x', '29990101000000_later', now(), 1)",
      );
      await expect(migrate(connection)).rejects.toThrow("29990101000000_later, which this version");
    });

    test("refuses a migration that was edited after it had been applied", async () => {
      const connection = await connect();
      onTestFinished(() => connection.close());
      await connection.query("update _prisma_migrations set checksum = 'x'");
      await expect(migrate(connection)).rejects.toThrow(`${names[0]} was changed after`);
    });
  });
}

test.runIf(inject("postgresqlTemplate") !== null)(
  "two replicas that start at once migrate a server's database once",
  async () => {
    const url = await createPostgresqlDatabase();
    const first = await empty(await connectPostgresql(url));
    const second = await connectPostgresql(url);
    onTestFinished(() => second.close());
    const applied = await Promise.all([migrate(first), migrate(second)]);
    expect(applied.flat()).toEqual(names);
    expect(await first.query("select count(*)::int as count from _prisma_migrations")).toEqual([
      { count: names.length },
    ]);
  },
);

test("the schema and the migrations agree (npm run db:migration -- NAME writes what is missing)", async () => {
  expect(await computeSchemaDifference()).toBeNull();
});

test("a change of the schema without a migration is noticed", async () => {
  const schema = readSchema().replace("model Company {", "model Company {\n  nickname String?");
  expect(await computeSchemaDifference(schema)).toContain('ALTER TABLE "company" ADD COLUMN     "nickname" TEXT');
});
