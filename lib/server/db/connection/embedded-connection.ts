import "server-only";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { DatabaseConnection } from "./connection";
import { DurableFileSystem, listDurableStartParams } from "./durable-file-system";
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
  mkdirSync(home, { recursive: true });
  const lock = takeProcessLock(join(home, "lock"), folder);
  try {
    await requireFolder(folder);
    const client = await openFolder(folder);
    return connectClient(client, folder, () => lock.release());
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

async function openFolder(folder: string): Promise<PGlite> {
  try {
    return await PGlite.create({
      fs: new DurableFileSystem(folder),
      startParams: listDurableStartParams(PGlite.defaultStartParams),
    });
  } catch (error) {
    throw new DatabaseFolderError(
      `The database in ${folder} cannot be opened (${error instanceof Error ? error.message : String(error)}). ` +
        "Restore the folder from a backup, or move it away and load the data again.",
      { cause: error },
    );
  }
}

/** Wraps a PGlite that is open already, such as one in memory. Closing the connection closes it. */
export function connectClient(client: PGlite, place: string, onClosed: () => void): DatabaseConnection {
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
    close: async () => {
      try {
        if (!client.closed) await client.close();
      } finally {
        onClosed();
      }
    },
  };
}
