import "server-only";
import type { WatchlistHolding } from "#lib/contract/watchlist";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import { listHeldItemRows, listWatchlistRows } from "#lib/server/db/repository/watchlist";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { findRowCompanies } from "./locate-item";

/**
 * The user's lists by name, each with which of the companies it holds. A company is known by itself and not by its ticker, so that
 * a ticker which has wandered to another company marks no list of the one that had it. Throws what getUniverse throws.
 */
export async function listHoldings(userId: string, tickers: readonly string[]): Promise<readonly WatchlistHolding[]> {
  const database = await getDatabase();
  const lists = await listWatchlistRows(database, userId);
  if (lists.length === 0) return [];
  const served = await getUniverse();
  const rows = tickers.map((ticker) => ({ ticker, row: findCompanyRow(served.universe, ticker) }));
  const known = rows.flatMap(({ ticker, row }) => (row === null ? [] : [{ ticker, row }]));
  const companies = await findRowCompanies(served, known);
  const idByTicker = new Map(known.map(({ ticker }, at) => [ticker, companies[at]?.id ?? null]));
  const ids = [...idByTicker.values()].filter((id) => id !== null);
  const held = await listHeldItemRows(database, userId, ids, tickers);
  const keys = new Set(held.map(({ watchlistId, companyId, ticker }) => `${watchlistId} ${companyId ?? ticker}`));
  return lists.map(({ id, name }) => {
    const isHeld = (ticker: string) => {
      const companyId = idByTicker.get(ticker) ?? null;
      return keys.has(`${id} ${ticker}`) || (companyId !== null && keys.has(`${id} ${companyId}`));
    };
    const count = tickers.filter(isHeld).length;
    return { id, name, holds: count === 0 ? "none" : count === tickers.length ? "all" : "some" };
  });
}
