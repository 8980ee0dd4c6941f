import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { DatabaseConnection } from "./connection";
import { EmbeddedAdapterFactory } from "./pglite-adapter";
import { takeProcessLock } from "./process-lock";

/**
 * Opens the embedded PostgreSQL in `home`/db, making it when it is not there. Throws FolderLockedError while another
 * process has it open: PGlite itself would let both write and the files would be lost.
 */
export async function connectEmbedded(home: string): Promise<DatabaseConnection> {
  const folder = join(home, "db");
  mkdirSync(folder, { recursive: true });
  const lock = takeProcessLock(join(home, "lock"), folder);
  try {
    const client = await PGlite.create({ dataDir: folder });
    return connectClient(client, folder, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
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
