import "server-only";
import { LRUCache } from "lru-cache";
import { findCompanyRow, findFilerRow } from "#lib/screen/universe/company-row";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { getDatabase } from "#lib/server/db/database";
import { listCompanies } from "#lib/server/db/repository/company";
import { getNewestRunId } from "#lib/server/db/repository/ingest-run";
import { getEnvironment } from "#lib/server/env";
import { isOutage } from "#lib/server/outage";
import type { ServedUniverse } from "#lib/server/service/screen/get-universe";
import { getSingleton } from "#lib/util/singleton.mjs";

/** Tickers by row of the universe. */
export type FormerTickers = ReadonlyMap<number, readonly string[]>;

const nothing: FormerTickers = new Map();

/** How long a search waits for the database, in milliseconds: without it only tickers of the day are found. */
const patienceMs = 500;

// Some thousand companies have another ticker; a map of them takes some 200 kB.
const kept = getSingleton("former tickers", () => new LRUCache<string, FormerTickers>({ max: 8 }));

/**
 * The tickers by which a company was or is known beside those that the data of the day list it with: ones that it had,
 * and classes of shares outside the index. None while the database is away, slow, or held by another process.
 */
export async function listFormerTickers(served: ServedUniverse): Promise<FormerTickers> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<FormerTickers>((resolve) => {
    timer = setTimeout(() => resolve(nothing), patienceMs);
  });
  const read = readFormerTickers(served).catch((error: unknown) => {
    if (isOutage(error) || error instanceof FolderLockedError) return nothing;
    throw error;
  });
  try {
    return await Promise.race([read, late]);
  } finally {
    clearTimeout(timer);
    read.catch(() => undefined);
  }
}

async function readFormerTickers({ universe, snapshot }: ServedUniverse): Promise<FormerTickers> {
  const database = await getDatabase();
  const runId = await getNewestRunId(database, snapshot.isSample);
  const { home, databaseUrl } = getEnvironment();
  const key = [databaseUrl ?? home, runId, snapshot.id].join("\n");
  const known = kept.get(key);
  if (known !== undefined) return known;
  const found = new Map<number, readonly string[]>();
  for (const { cik, securities } of await listCompanies(database, snapshot.isSample)) {
    const row = cik === null ? null : findFilerRow(universe, String(cik).padStart(10, "0"));
    if (row === null) continue;
    // A ticker that another company has today leads there.
    const former = securities.map(({ ticker }) => ticker).filter((ticker) => findCompanyRow(universe, ticker) === null);
    if (former.length > 0) found.set(row, former);
  }
  kept.set(key, found);
  return found;
}
