import "server-only";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { EmbeddedAdapterFactory } from "#lib/server/db/connection/pglite-adapter";
import { getMigrationFolder, readMigrationFiles, readSchema, toMigrationList } from "./migration-files";
import { noFilter, startSchemaEngine } from "./schema-engine";

/**
 * The SQL that brings a database made by the migrations to what prisma/schema.prisma says. Null when they agree. Works
 * on a database in memory and changes nothing.
 */
export async function computeSchemaDifference(schema = readSchema()): Promise<string | null> {
  const client = await PGlite.create();
  // The engine replays the migrations in a shadow database; the one in memory is empty and serves as its own.
  const engine = await startSchemaEngine(new EmbeddedAdapterFactory(client, client), schema);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "migrations", ...toMigrationList(readMigrationFiles()) },
      to: { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] },
      script: true,
      exitCode: true,
      filters: noFilter,
    });
    return exitCode === 0 ? null : (stdout ?? "");
  } finally {
    engine.free();
    await client.close();
  }
}

/**
 * Writes a migration with the difference and returns its file, or null when there is none. Read it before it is
 * committed: Prisma states neither checks nor views, and turns a rename into a loss.
 */
export async function createMigration(name: string, now: Date): Promise<string | null> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Error(`"${name}" does not name a migration: use small letters, digits and _, such as add_tags.`);
  }
  const script = await computeSchemaDifference();
  if (script === null) return null;
  const stamp = now.toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(getMigrationFolder(), `${stamp}_${name}`);
  mkdirSync(folder);
  const file = join(folder, "migration.sql");
  writeFileSync(file, script, { flag: "wx" });
  return file;
}
