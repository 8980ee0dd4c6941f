import "server-only";
import type { Departure } from "#lib/contract/company";
import { formatDay, parseDay } from "#lib/fact/filed/day";
import { findCompanyRow, findFilerRow, listTickerSpellings } from "#lib/screen/universe/company-row";
import type { Universe } from "#lib/screen/universe/universe";
import { type Database, getDatabase } from "#lib/server/db/database";
import {
  type Company,
  listCompaniesByCiks,
  listCompaniesByIds,
  listCompaniesByTickers,
} from "#lib/server/db/repository/company";
import { findLastListing } from "#lib/server/db/repository/index";
import type { WatchlistItem } from "#lib/server/db/repository/watchlist";
import { followTicker } from "#lib/server/service/company/locate-company";
import type { ServedUniverse } from "#lib/server/service/screen/get-universe";
import { screenedIndex } from "#lib/server/snapshot/build-snapshot";

/** Where a followed company stands in a universe. */
export interface ItemPlace {
  /** Null when the universe does not have the company. */
  readonly row: number | null;
  /** When the company left the index; null for a constituent, and where the lists never had it. */
  readonly departure: Departure | null;
}

/** Only what an item is known by. */
type ItemKey = Pick<WatchlistItem, "ticker" | "companyId">;

/**
 * Finds followed companies in a universe, in the order of the items. An item hangs on its company: a ticker that has
 * gone to another company since does not lead there. An item that was added before companies were noted is found by its
 * ticker.
 */
export async function locateItems(served: ServedUniverse, items: readonly ItemKey[]): Promise<readonly ItemPlace[]> {
  const database = await getDatabase();
  const companies = await readCompanies(items);
  return Promise.all(
    items.map(({ ticker, companyId }) => {
      const company = companyId === null ? undefined : companies.get(companyId);
      return company === undefined ? locateTicker(served, ticker) : locateKnown(database, served, company, ticker);
    }),
  );
}

/** The rows of followed companies alone, in the order of the items: null where the universe has none. One question to the database. */
export async function locateRows(
  served: ServedUniverse,
  items: readonly ItemKey[],
): Promise<readonly (number | null)[]> {
  const companies = await readCompanies(items);
  return Promise.all(
    items.map(async ({ ticker, companyId }) => {
      const company = companyId === null ? undefined : companies.get(companyId);
      // Only an item from before companies were noted is followed by its ticker.
      if (company === undefined) return (await locateTicker(served, ticker)).row;
      return company.sample === served.snapshot.isSample ? findRowOfCompany(served.universe, company, ticker) : null;
    }),
  );
}

async function readCompanies(items: readonly ItemKey[]): Promise<ReadonlyMap<number, Company>> {
  const ids = items.flatMap(({ companyId }) => companyId ?? []);
  const companies = await listCompaniesByIds(await getDatabase(), ids);
  return new Map(companies.map((company) => [company.id, company]));
}

async function locateTicker(served: ServedUniverse, ticker: string): Promise<ItemPlace> {
  const own = findCompanyRow(served.universe, ticker);
  if (own !== null) return { row: own, departure: null };
  const trail = await followTicker(served, ticker);
  if (trail?.kind === "left") return { row: null, departure: trail.departure };
  return { row: trail?.row ?? null, departure: null };
}

async function locateKnown(
  database: Database,
  { universe, snapshot }: ServedUniverse,
  company: Company,
  ticker: string,
): Promise<ItemPlace> {
  // Sample and real companies never stand in one universe.
  if (company.sample !== snapshot.isSample) return { row: null, departure: null };
  const row = findRowOfCompany(universe, company, ticker);
  if (row !== null) return { row, departure: null };
  const key = { indexId: screenedIndex, sample: company.sample };
  const maxDay = parseDay(snapshot.asOf) ?? 0;
  const listing = await findLastListing(database, key, { companyIds: [company.id], tickers: [], maxDay });
  if (listing === null || listing.goneOn === null) return { row: null, departure: null };
  const departure = { lastListedOn: formatDay(listing.asOfDay), missingSince: formatDay(listing.goneOn) };
  return { row: null, departure };
}

function findRowOfCompany(universe: Universe, { cik }: Company, ticker: string): number | null {
  if (cik !== null) return findFilerRow(universe, String(cik).padStart(10, "0"));
  const own = findCompanyRow(universe, ticker);
  return own !== null && readCik(universe, own) === null ? own : null;
}

/** A row of a universe, and the ticker of the line that is meant. */
export interface RowTicker {
  readonly row: number;
  readonly ticker: string;
}

/** The companies of rows of a universe, in their order; null where the database does not have one. */
export async function findRowCompanies(
  { universe, snapshot }: ServedUniverse,
  rows: readonly RowTicker[],
): Promise<readonly (Company | null)[]> {
  const database = await getDatabase();
  const keys = rows.map(({ row, ticker }) => ({ cik: readCik(universe, row), spellings: listTickerSpellings(ticker) }));
  const ciks = keys.flatMap(({ cik }) => (cik === null ? [] : [Number(cik)]));
  const tickers = keys.flatMap(({ cik, spellings }) => (cik === null ? spellings : []));
  const filers = ciks.length === 0 ? [] : await listCompaniesByCiks(database, snapshot.isSample, ciks);
  const byCik = new Map(filers.map((company) => [company.cik, company]));
  const listed = tickers.length === 0 ? [] : await listCompaniesByTickers(database, snapshot.isSample, tickers);
  const byTicker = new Map<string, Company>();
  // The one that got a ticker last comes first, and is the one that has it.
  for (const company of listed.filter(({ cik }) => cik === null)) {
    for (const { ticker } of company.securities) if (!byTicker.has(ticker)) byTicker.set(ticker, company);
  }
  return keys.map(({ cik, spellings }) => {
    if (cik !== null) return byCik.get(Number(cik)) ?? null;
    return spellings.map((spelling) => byTicker.get(spelling)).find((company) => company !== undefined) ?? null;
  });
}

/** EDGAR's key with leading zeros; null for a row without a filer. */
function readCik({ evaluator }: Universe, row: number): string | null {
  const { codes, dictionary } = evaluator.evaluateText({ kind: "name", id: "cik" });
  return dictionary[codes[row] ?? -1] ?? null;
}
