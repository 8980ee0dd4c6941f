import "server-only";
import type { PGlite, Transaction as PgliteTransaction } from "@electric-sql/pglite";
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQueryable,
  type Transaction,
} from "@prisma/driver-adapter-utils";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { assert } from "#lib/util/assert";

/**
 * pglite-prisma-adapter with two of its habits mended. Its executeScript does not wait and loses the error, so a
 * migration that failed would be marked as applied. Its commit swallows the error, so a save that failed at COMMIT
 * would be reported as done.
 */
export class EmbeddedAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres" as const;
  readonly adapterName = "ballast-pglite";
  readonly #client: PGlite;
  readonly #shadow: PGlite | null;

  /** `shadow` is an empty database to replay migrations in; only the schema engine's diff needs it. */
  constructor(client: PGlite, shadow: PGlite | null = null) {
    this.#client = client;
    this.#shadow = shadow;
  }

  connect(): Promise<SqlDriverAdapter> {
    return adapt(this.#client);
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    assert(this.#shadow !== null, "a shadow database is asked for where one was given");
    return adapt(this.#shadow);
  }
}

async function adapt(client: PGlite): Promise<SqlDriverAdapter> {
  const inner = await new PrismaPGlite(client).connect();
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query) => inner.queryRaw(query),
    executeRaw: (query) => inner.executeRaw(query),
    executeScript: async (script) => {
      try {
        await client.exec(script);
      } catch (error) {
        throw describeFailure(error);
      }
    },
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    startTransaction: (isolationLevel) => startTransaction(client, isolationLevel),
    dispose: () => Promise.resolve(),
  };
}

// PGlite runs a transaction as one callback, Prisma as a begin and an end; the callback waits for the end.
async function startTransaction(client: PGlite, isolationLevel: IsolationLevel | undefined): Promise<Transaction> {
  let end: (how: "commit" | "rollback") => void = () => undefined;
  const ended = new Promise<"commit" | "rollback">((resolve) => {
    end = resolve;
  });
  let finished: Promise<void> = Promise.resolve();
  const transaction = await new Promise<PgliteTransaction>((resolve, reject) => {
    finished = client.transaction(async (begun) => {
      resolve(begun);
      if ((await ended) === "rollback") await begun.rollback();
    });
    finished.catch((error: unknown) => reject(describeFailure(error)));
  });
  const queryable = await adaptTransaction(transaction);
  if (isolationLevel !== undefined) await transaction.exec(`SET TRANSACTION ISOLATION LEVEL ${isolationLevel}`);
  const finish = async (how: "commit" | "rollback") => {
    end(how);
    try {
      await finished;
    } catch (error) {
      throw describeFailure(error);
    }
  };
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    options: { usePhantomQuery: true },
    queryRaw: (query) => queryable.queryRaw(query),
    executeRaw: (query) => queryable.executeRaw(query),
    commit: () => finish("commit"),
    // A commit that failed has ended the transaction already.
    rollback: () => (transaction.closed ? Promise.resolve() : finish("rollback")),
  };
}

/** The inner adapter calls nothing but `query` for the two methods used here, and a transaction has it too. */
function adaptTransaction(transaction: PgliteTransaction): Promise<SqlQueryable> {
  return new PrismaPGlite(transaction as unknown as PGlite).connect();
}

function describeFailure(error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return error;
  return new DriverAdapterError({
    kind: "postgres",
    code: error.code,
    severity: readField(error, "severity") ?? "ERROR",
    message: error.message,
    detail: readField(error, "detail"),
    column: readField(error, "column"),
    hint: readField(error, "hint"),
    originalCode: error.code,
    originalMessage: error.message,
  });
}

function readField(error: Error, name: "severity" | "detail" | "column" | "hint"): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : undefined;
}
