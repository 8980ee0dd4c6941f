import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { Pool, type PoolConfig } from "pg";
import type { DatabaseConnection } from "./connection";

/** The server of DATABASE_URL does not answer. The message names host and database but never the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = "DatabaseUnreachableError";
}

const connectTimeoutMs = 10_000;

/**
 * Connects to a PostgreSQL server. Throws DatabaseUnreachableError when it cannot be reached.
 */
export async function connectPostgresql(url: string): Promise<DatabaseConnection> {
  const { hostname, port, pathname } = new URL(url);
  const place = `PostgreSQL ${hostname || "localhost"}:${port || "5432"}${pathname}`;
  // The adapter writes and reads timestamps without their zone, so the session's zone must be UTC.
  const config: PoolConfig = {
    connectionString: url,
    options: "-c TimeZone=UTC",
    connectionTimeoutMillis: connectTimeoutMs,
  };
  const pool = new Pool(config);
  // An idle connection that the server drops is replaced at the next query; without a listener it ends the process.
  pool.on("error", () => undefined);
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    const reason = error instanceof AggregateError ? error.errors.map(String).join("; ") : readMessage(error);
    throw new DatabaseUnreachableError(
      `The database at ${place} cannot be reached: ${reason}. Check DATABASE_URL, or leave it out to use the ` +
        "embedded database.",
      { cause: error },
    );
  }
  return {
    kind: "postgresql",
    place,
    adapterFactory: new PrismaPg(pool),
    query: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    runInTransaction: (work) => runInTransaction(config, work),
    close: () => pool.end(),
  };
}

// A pool of one connection: every statement of the work goes through the transaction that is open on it, and the
// engine's advisory lock, which keeps replicas from migrating at the same time, ends when it is closed.
async function runInTransaction<Answer>(
  config: PoolConfig,
  work: (factory: SqlMigrationAwareDriverAdapterFactory) => Promise<Answer>,
): Promise<Answer> {
  const pool = new Pool({ ...config, max: 1, idleTimeoutMillis: 0 });
  pool.on("error", () => undefined);
  try {
    await pool.query("begin");
    const answer = await work(makeScriptFactory(pool));
    await pool.query("commit");
    return answer;
  } finally {
    // Closing the connection rolls back what was not committed.
    await pool.end();
  }
}

/** The adapter cuts a script at every semicolon, also inside a function's body; the server can read it whole. */
function makeScriptFactory(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () =>
      Object.assign(await factory.connect(), {
        executeScript: async (script: string) => {
          await pool.query(script);
        },
      }),
  };
}

function readMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
