import "server-only";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { makeFolders } from "#lib/server/file-fault";
import { findPageDamage } from "./check-pages";
import type { DatabaseConnection } from "./connection";
import { DatabaseFaultError, findDatabaseFault, restoreAdvice } from "./database-fault";
import { DurableFileSystem, listDurableStartParams } from "./durable-file-system";
import { describeEnd, type EngineGuard, guardEngine } from "./engine-guard";
import { EmbeddedAdapterFactory } from "./pglite-adapter";
import { takeProcessLock } from "./process-lock";

/** The folder that should hold the embedded database cannot be used. The message says why and what to do. */
export class DatabaseFolderError extends Error {
  override readonly name = "DatabaseFolderError";
}

/**
 * Opens the embedded PostgreSQL in `home`/db, making it when it is not there. Throws FolderLockedError while another
 * process has it open, since PGlite itself would let both write and the files would be lost, and DatabaseFolderError
 * for a folder that holds something else or cannot be opened.
 */
export async function connectEmbedded(home: string): Promise<DatabaseConnection> {
  const folder = join(home, "db");
  makeFolders(home);
  const lock = takeProcessLock(join(home, "lock"), folder);
  try {
    await requireFolder(folder);
    await refuseDamage(folder);
    const client = await openFolder(folder);
    const guard = guardEngine(client, folder);
    return connectClient(client, folder, () => lock.release(), guard);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Makes the data folder aside and moves it into place whole: a process that is killed while it writes the first
 * thousand files would leave a folder that looks like a database and never opens.
 */
async function requireFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  if (existsSync(folder)) {
    if (readdirSync(folder).length > 0) {
      throw new DatabaseFolderError(
        `${folder} holds files that are not a database. Move them away, or choose another folder with BALLAST_HOME.`,
      );
    }
    rmSync(folder, { recursive: true });
  }
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: draft });
  await client.close();
  renameSync(draft, folder);
}

/** Before it is opened: the engine would write into pages that it takes for sound. */
async function refuseDamage(folder: string): Promise<void> {
  const damage = await findPageDamage(folder);
  if (damage === null) return;
  const { first, count } = damage;
  const more = count === 1 ? "" : `, and ${count - 1} more`;
  throw new DatabaseFolderError(
    `The database in ${folder} is damaged: page ${first.page} of ${first.file}${more} cannot be read. Nothing was ` +
      `changed. ${restoreAdvice}`,
  );
}

async function openFolder(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({
      fs: new DurableFileSystem(folder),
      startParams: listDurableStartParams(PGlite.defaultStartParams),
    });
  } catch (error) {
    const fault = findDatabaseFault(error);
    if (fault === "full" || fault === "read_only") throw new DatabaseFaultError(fault, folder, error);
    const end = describeEnd(error, folder);
    if (end.kind === "full") throw end;
    throw new DatabaseFolderError(
      `The database in ${folder} cannot be opened (${error instanceof Error ? error.message : String(error)}). ` +
        restoreAdvice,
      { cause: error },
    );
  }
}

/**
 * Wraps a PGlite that is open already, such as one in memory. Closing the connection closes it, unless the guard says
 * that it has ended.
 */
export function connectClient(
  client: PGlite,
  place: string,
  onClosed: () => void,
  guard?: EngineGuard,
): DatabaseConnection {
  return {
    kind: "embedded",
    place,
    adapterFactory: new EmbeddedAdapterFactory(client),
    query: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
    runInTransaction: (work) =>
      client.transaction((transaction) =>
        // The engine calls nothing but `query` and `exec`, which a transaction has too.
        work(new EmbeddedAdapterFactory(transaction as unknown as PGlite)),
      ),
    hasEnded: () => guard !== undefined && guard.getEnd() !== null,
    close: async () => {
      try {
        if (guard !== undefined && guard.getEnd() !== null) guard.releaseFiles();
        else if (!client.closed) await client.close();
      } finally {
        onClosed();
      }
    },
  };
}
