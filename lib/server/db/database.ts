import "server-only";
import type { DatabaseConnection } from "#lib/server/db/connection/connection";
import { connectEmbedded } from "#lib/server/db/connection/embedded-connection";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { type Prisma, PrismaClient } from "#lib/server/db/generated/client";
import { migrate } from "#lib/server/db/migration/migrate";
import { getEnvironment } from "#lib/server/env";
import { getSingleton } from "#lib/util/singleton.mjs";

/** An open, migrated database. */
export interface Database {
  readonly kind: DatabaseConnection["kind"];
  /** For messages: the folder, or host and database without the password. */
  readonly place: string;
  readonly client: PrismaClient;
  /** Ends all work on it and gives the lock back. Safe to call twice. */
  close(): Promise<void>;
}

/** What a repository works on: a client, or a transaction of one. */
export type Queryable = Prisma.TransactionClient;

/** What a function needs that only reads: a database, or a transaction of one, which sees what the transaction did. */
export interface DatabaseView {
  readonly client: Queryable;
}

/** Where to open a database. What is left out comes from the environment. */
export interface DatabaseLocation {
  readonly home?: string;
  readonly databaseUrl?: string | null;
}

/**
 * Opens the database and brings it to the current schema: the PostgreSQL server of DATABASE_URL, else the embedded one
 * in BALLAST_HOME/db. The caller closes it. Long-lived processes use getDatabase. Throws FolderLockedError when another
 * process has the embedded database open, MigrationError when it cannot be migrated, and during `next build`.
 */
export async function openDatabase(location: DatabaseLocation = {}): Promise<Database> {
  const environment = getEnvironment();
  if (environment.isBuild) {
    throw new Error("The build must not open the database: make the page or route dynamic.");
  }
  const databaseUrl = location.databaseUrl === undefined ? environment.databaseUrl : location.databaseUrl;
  const connection =
    databaseUrl === null
      ? await connectEmbedded(location.home ?? environment.home)
      : await connectPostgresql(databaseUrl);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return wrapConnection(connection);
}

/** A Database over a connection that is migrated already. */
export function wrapConnection(connection: DatabaseConnection): Database {
  const client = new PrismaClient({ adapter: connection.adapterFactory, errorFormat: "minimal" });
  let closing: Promise<void> | undefined;
  return {
    kind: connection.kind,
    place: connection.place,
    client,
    close: () => {
      closing ??= client.$disconnect().then(() => connection.close());
      return closing;
    },
  };
}

// The lock on the folder lets one opener in, so the open database is kept where every copy of this module finds it.
const shared = getSingleton("database", (): { opened: Promise<Database> | undefined } => ({ opened: undefined }));

/** The database of this process, opened at the first call. A failed opening is tried again at the next call. */
export function getDatabase(): Promise<Database> {
  shared.opened ??= openShared();
  return shared.opened;
}

/** Closes the database of this process if it is open; the next getDatabase opens it again. */
export async function closeDatabase(): Promise<void> {
  const { opened } = shared;
  shared.opened = undefined;
  await (await opened?.catch(() => undefined))?.close();
}

async function openShared(): Promise<Database> {
  try {
    const database = await openDatabase();
    const stopListening = closeOnSignal(database);
    const close = () => {
      stopListening();
      return database.close();
    };
    return { ...database, close };
  } catch (error) {
    shared.opened = undefined;
    throw error;
  }
}

/**
 * Closes the database when the process is told to stop and nobody else listens for that: a server or a command with
 * its own shutdown decides itself when its work is over. The lock is given back at exit in any case. The function that
 * is returned ends the listening.
 */
function closeOnSignal(database: Database): () => void {
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((signal) => {
    const stop = () => {
      if (process.listenerCount(signal) > 1) return;
      void database.close().finally(() => {
        process.off(signal, stop);
        process.kill(process.pid, signal);
      });
    };
    process.on(signal, stop);
    return () => process.off(signal, stop);
  });
  return () => {
    for (const stopListening of listeners) stopListening();
  };
}
