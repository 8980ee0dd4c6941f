import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { Pool, type PoolConfig } from "pg";
import type { DatabaseConnection } from "./connection";
import { DatabaseFaultError } from "./database-fault";

/** The server that the environment names does not let anybody in. The advice names host and database but never the password. */
export class DatabaseUnreachableError extends DatabaseFaultError {
  constructor(place: string, cause: unknown) {
    const reason = cause instanceof AggregateError ? cause.errors.map(String).join("; ") : readMessage(cause);
    super(
      "away",
      place,
      cause,
      `The database at ${place} cannot be reached: ${reason}. Check DATABASE_URL or DATABASE_HOST, or leave both out to use ` +
        "the embedded database.",
    );
    this.name = "DatabaseUnreachableError";
  }
}

/** How long a server that hangs, or a network that loses everything, is waited for. */
export interface Patience {
  /** For a connection, new or of the pool. */
  readonly connectMs: number;
  /** For the answer to a statement: none of the program takes half as long. */
  readonly answerMs: number;
}

const patience: Patience = { connectMs: 10_000, answerMs: 30_000 };

/**
 * Connects to a PostgreSQL server. Throws DatabaseUnreachableError when it cannot be reached. A statement that is not
 * answered in time fails as an outage.
 */
export async function connectPostgresql(
  url: string,
  { connectMs, answerMs }: Patience = patience,
): Promise<DatabaseConnection> {
  const { hostname, port, pathname } = new URL(url);
  const place = `PostgreSQL ${hostname || "localhost"}:${port || "5432"}${pathname}`;
  // The adapter writes and reads timestamps without their zone, so the session's zone must be UTC.
  const config: PoolConfig = {
    connectionString: url,
    options: "-c TimeZone=UTC",
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
  };
  // Migrations, which are given `config`, may take as long as they need.
  const pool = new Pool({ ...config, query_timeout: answerMs });
  // An idle connection that the server drops is replaced at the next query; without a listener it ends the process.
  pool.on("error", () => undefined);
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw new DatabaseUnreachableError(place, error);
  }
  return {
    kind: "postgresql",
    place,
    adapterFactory: new PrismaPg(pool),
    query: async (sql) => (await pool.query<Record<string, unknown>>(sql)).rows,
    runInTransaction: (work) => runInTransaction(config, work),
    // A pool replaces connections that were lost.
    hasEnded: () => false,
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
