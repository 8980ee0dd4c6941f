import "server-only";
import type { DatabaseConnection } from "#lib/server/db/connection/connection";
import { DatabaseFaultError, toDatabaseFault } from "#lib/server/db/connection/database-fault";
import { connectEmbedded } from "#lib/server/db/connection/embedded-connection";
import { connectPostgresql, type Patience } from "#lib/server/db/connection/postgresql-connection";
import { watchAdapter } from "#lib/server/db/connection/watched-adapter";
import { type Prisma, PrismaClient } from "#lib/server/db/generated/client";
import { migrate } from "#lib/server/db/migration/migrate";
import { getEnvironment } from "#lib/server/env";
import { getLogger } from "#lib/server/log";
import { noteOutage } from "#lib/server/outage";
import { getSingleton } from "#lib/util/singleton.mjs";

/** An open, migrated database. */
export interface Database {
  readonly kind: DatabaseConnection["kind"];
  /** For messages: the folder, or host and database without the password. */
  readonly place: string;
  readonly client: PrismaClient;
  /** Whether it does nothing any more, so that another must be opened. */
  hasEnded(): boolean;
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
  /** How long a server that hangs is waited for; as long as a command may take where absent. */
  readonly patience?: Patience;
}

/** Somebody waits for each answer of a server. */
const servingPatience: Patience = { connectMs: 5_000, answerMs: 15_000 };

/**
 * Opens the database and brings it to the current schema: the PostgreSQL server of the environment, else the embedded one
 * in BALLAST_HOME/db. The caller closes it. Long-lived processes use getDatabase. Throws FolderLockedError when another
 * process has the embedded database open, DatabaseFaultError when it is away, full or damaged, MigrationError when it
 * cannot be migrated, and during `next build`. `onFault` is told of each fault that is met later.
 */
export async function openDatabase(
  location: DatabaseLocation = {},
  onFault?: (fault: DatabaseFaultError) => void,
): Promise<Database> {
  const environment = getEnvironment();
  if (environment.isBuild) {
    throw new Error("The build must not open the database: make the page or route dynamic.");
  }
  const databaseUrl = location.databaseUrl === undefined ? environment.databaseUrl : location.databaseUrl;
  const connection =
    databaseUrl === null
      ? await connectEmbedded(location.home ?? environment.home)
      : await connectPostgresql(databaseUrl, location.patience);
  try {
    await migrate(connection);
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw toDatabaseFault(error, connection.place);
  }
  return wrapConnection(connection, onFault);
}

/** Longer than a connection waits for a server that hangs, so that its own fault is the one that is met. */
const transactionOptions = { maxWait: 60_000, timeout: 60_000 };

/** A Database over a connection that is migrated already. */
export function wrapConnection(
  connection: DatabaseConnection,
  onFault?: (fault: DatabaseFaultError) => void,
): Database {
  const adapter = watchAdapter(connection.adapterFactory, connection.place, onFault);
  const client = new PrismaClient({ adapter, errorFormat: "minimal", transactionOptions });
  let closing: Promise<void> | undefined;
  return {
    kind: connection.kind,
    place: connection.place,
    client,
    hasEnded: connection.hasEnded,
    close: () => {
      closing ??= client.$disconnect().then(() => connection.close());
      return closing;
    },
  };
}

// The lock on the folder lets one opener in, so the open database is kept where every copy of this module finds it.
const shared = getSingleton("database", (): Shared => ({ opened: undefined, failure: null }));

interface Shared {
  opened: Promise<Database> | undefined;
  /** The fault by which it could not be opened, and when: a reading of performance.now. */
  failure: { readonly fault: DatabaseFaultError; readonly atMs: number } | null;
}

/** To open an embedded database takes a second of the thread, so that a full disk is not tried at every request. */
const openAgainMs = 5_000;

/**
 * The database of this process, opened at the first call. A failed opening is tried again at the next call, and an
 * embedded database whose engine has ended is opened anew.
 */
export function getDatabase(): Promise<Database> {
  const { failure } = shared;
  if (failure !== null && performance.now() - failure.atMs < openAgainMs) return Promise.reject(failure.fault);
  shared.opened ??= openShared();
  return shared.opened;
}

/** Closes the database of this process if it is open; the next getDatabase opens it again. */
export async function closeDatabase(): Promise<void> {
  const { opened } = shared;
  shared.opened = undefined;
  shared.failure = null;
  await (await opened?.catch(() => undefined))?.close();
}

async function openShared(): Promise<Database> {
  try {
    const database = await openDatabase({ patience: servingPatience }, () => {
      if (shared.opened !== opened || !database.hasEnded()) return;
      shared.opened = undefined;
      void closeEnded(database);
    });
    const opened = shared.opened;
    const stopListening = closeOnSignal(database);
    const close = () => {
      stopListening();
      return database.close();
    };
    return { ...database, close };
  } catch (error) {
    shared.opened = undefined;
    if (error instanceof DatabaseFaultError && error.kind === "full") {
      shared.failure = { fault: error, atMs: performance.now() };
    }
    noteOutage("database", error instanceof DatabaseFaultError ? error.advice : String(error));
    throw error;
  }
}

/** Gives the lock back, so that the database can be opened again. There is nothing that an ended engine could save. */
async function closeEnded(database: Database): Promise<void> {
  try {
    await database.close();
  } catch (error) {
    getLogger().warn({ err: error }, "the database that had ended could not be closed");
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
