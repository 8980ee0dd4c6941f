import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { Departure } from "#lib/contract/company";
import { formatDay, parseDay } from "#lib/fact/filed/day";
import { findCompanyRow, findFilerRow, listTickerSpellings } from "#lib/screen/universe/company-row";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { getDatabase } from "#lib/server/db/database";
import { type Company, listCompaniesByTickers } from "#lib/server/db/repository/company";
import { findLastListing } from "#lib/server/db/repository/index";
import { getUniverse, type ServedUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { findNearestTickers } from "./find-nearest-tickers";

/** A row of a universe, and how the ticker that was asked for led to it. */
export interface LocatedCompany extends ServedUniverse {
  readonly row: number;
  /** The ticker that was asked for, where the company has another one in these data; else null. */
  readonly askedAs: string | null;
  /** Where the company left the index: the universe is then that of the last list that had it. Else null. */
  readonly departure: Departure | null;
}

/**
 * Finds a company by a ticker that it has or had. An old (or later) ticker leads to the row of the same SEC filer; a
 * company that left the index, to the universe of the last list that had it. Throws AppError "company_not_found" with
 * the nearest tickers, and what getUniverse throws.
 */
export async function locateCompany(ticker: string, request: UniverseRequest = {}): Promise<LocatedCompany> {
  const served = await getUniverse(request);
  const row = findCompanyRow(served.universe, ticker);
  if (row !== null) return { ...served, row, askedAs: null, departure: null };
  const trail = await followTicker(served, ticker);
  if (trail === null) throw buildNotFound(served, ticker);
  if (trail.kind === "row") return { ...served, row: trail.row, askedAs: ticker.toUpperCase(), departure: null };
  const { lastTicker, departure } = trail;
  const then = await getUniverse({ ...request, hash: null, asOf: departure.lastListedOn });
  const thenRow = findCompanyRow(then.universe, lastTicker);
  if (thenRow === null) throw buildNotFound(served, ticker);
  const isRenamed = !listTickerSpellings(ticker).includes(lastTicker);
  return { ...then, row: thenRow, askedAs: isRenamed ? ticker.toUpperCase() : null, departure };
}

/** Where a ticker that a universe does not have leads to. */
export type TickerTrail =
  | { readonly kind: "row"; readonly row: number }
  | { readonly kind: "left"; readonly lastTicker: string; readonly departure: Departure };

/**
 * Follows a ticker that a universe does not have: to the row of the filer that had or got it, or to the last list of
 * constituents (up to the universe's own day) that has it. Null when neither exists, and when another process has the
 * embedded database open.
 */
export async function followTicker(
  { universe, snapshot }: ServedUniverse,
  ticker: string,
): Promise<TickerTrail | null> {
  const { isSample: sample, asOf } = snapshot;
  try {
    const database = await getDatabase();
    const spellings = listTickerSpellings(ticker);
    const companies = await listCompaniesByTickers(database, sample, spellings);
    for (const { cik } of companies) {
      const row = cik === null ? null : findFilerRow(universe, String(cik).padStart(10, "0"));
      if (row !== null) return { kind: "row", row };
    }
    const key = { indexId: screenedIndex, sample };
    const maxDay = parseDay(asOf) ?? 0;
    const listing = await findLastListing(database, key, {
      companyIds: companies.map(toId),
      tickers: spellings,
      maxDay,
    });
    if (listing === null || listing.goneOn === null) return null;
    const departure = { lastListedOn: formatDay(listing.asOfDay), missingSince: formatDay(listing.goneOn) };
    return { kind: "left", lastTicker: listing.ticker, departure };
  } catch (error) {
    if (error instanceof FolderLockedError) return null;
    throw error;
  }
}

function toId({ id }: Company): number {
  return id;
}

function buildNotFound({ universe }: ServedUniverse, ticker: string): AppError {
  const nearest = findNearestTickers(universe, ticker).map(({ ticker: near, name }) => `${near} (${name})`);
  const hint = nearest.length === 0 ? "" : ` Did you mean ${nearest.join(", ")}?`;
  return new AppError(
    "company_not_found",
    `No company in this snapshot has the ticker "${ticker.slice(0, 20)}".${hint}`,
  );
}
