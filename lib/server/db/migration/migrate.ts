import "server-only";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type MigrationFile, readMigrationFiles, toMigrationList } from "./migration-files";
import { noFilter, startSchemaEngine } from "./schema-engine";

/** A database that cannot be brought to the form this program works with. The message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** One row of Prisma's own table `_prisma_migrations`. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** A database that can be migrated, whichever way it is reached. */
export interface MigrationTarget {
  /** The text query's rows as objects. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs the work on one connection inside one transaction, which is rolled back when the work fails. */
  runInTransaction<Answer>(work: (factory: SqlMigrationAwareDriverAdapterFactory) => Promise<Answer>): Promise<Answer>;
}

/**
 * Applies the migrations that the database lacks and returns their names; none means it was current. All of them run
 * in one transaction together with their rows in `_prisma_migrations`, so a process that is killed half way leaves the
 * database as it was. Throws MigrationError for a database that is newer than the program or was migrated by other
 * means and left unfinished.
 */
export async function migrate(target: MigrationTarget): Promise<readonly string[]> {
  const files = readMigrationFiles();
  if (isCurrent(files, await readAppliedMigrations(target))) return [];
  let scriptFailure: unknown = null;
  try {
    return await target.runInTransaction(async (factory) => {
      const engine = await startSchemaEngine(
        watchScripts(factory, (failure) => {
          scriptFailure ??= failure;
        }),
        null,
      );
      try {
        const migrationsList = toMigrationList(files);
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilter });
        return appliedMigrationNames;
      } finally {
        engine.free();
      }
    });
  } catch (error) {
    // The engine goes on to write a log row, which fails in the broken transaction and hides the first error.
    const cause = scriptFailure ?? error;
    throw new MigrationError(`The database could not be migrated and was left as it was: ${readMessage(cause)}`, {
      cause,
    });
  }
}

/** What `_prisma_migrations` says, leaving out rows that were marked as rolled back. */
async function readAppliedMigrations(target: MigrationTarget): Promise<readonly AppliedMigration[]> {
  const [table] = await target.query("select to_regclass('_prisma_migrations')::text as name");
  if (typeof table?.["name"] !== "string") {
    await refuseForeignTables(target);
    return [];
  }
  const rows = await target.query(
    "select migration_name, checksum, finished_at is not null as finished from _prisma_migrations " +
      "where rolled_back_at is null order by started_at",
  );
  return rows.map((row) => ({
    name: String(row["migration_name"]),
    checksum: String(row["checksum"]),
    finished: row["finished"] === true,
  }));
}

async function refuseForeignTables(target: MigrationTarget): Promise<void> {
  const rows = await target.query("select tablename from pg_tables where schemaname = current_schema() limit 5");
  if (rows.length === 0) return;
  throw new MigrationError(
    `The database holds tables that Ballast did not make (${rows.map((row) => String(row["tablename"])).join(", ")}). ` +
      "Give it an empty database of its own with DATABASE_URL.",
  );
}

function isCurrent(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): boolean {
  const byName = new Map(applied.map((migration) => [migration.name, migration]));
  const known = new Set(files.map((file) => file.name));
  for (const { name, finished } of applied) {
    if (!known.has(name)) {
      throw new MigrationError(
        `The database carries the migration ${name}, which this version of Ballast does not have. ` +
          "Use the newer version that made it, or choose another database (BALLAST_HOME or DATABASE_URL).",
      );
    }
    if (!finished) {
      throw new MigrationError(
        `The migration ${name} was begun by another tool and never finished. Look at what it left behind, then say ` +
          `"npx prisma migrate resolve --rolled-back ${name}" (nothing of it is there) or "--applied ${name}" ` +
          "(all of it is there).",
      );
    }
  }
  for (const { name, checksum } of files) {
    const there = byName.get(name);
    if (there === undefined) return false;
    if (there.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after the database applied it. Restore the file; a change of the schema ` +
          "is a new migration.",
      );
    }
  }
  return true;
}

function watchScripts(
  factory: SqlMigrationAwareDriverAdapterFactory,
  onFailure: (failure: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      const { executeScript } = adapter;
      return Object.assign(adapter, {
        executeScript: async (script: string) => {
          try {
            await executeScript.call(adapter, script);
          } catch (error) {
            onFailure(error);
            throw error;
          }
        },
      });
    },
  };
}

function readMessage(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Object && "originalMessage" in error.cause) {
    return String(error.cause.originalMessage);
  }
  return error instanceof Error ? error.message : String(error);
}
