import "server-only";
import { AppError } from "#lib/contract/app-error";
import { watchlistItemsMax } from "#lib/contract/watchlist";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import {
  findWatchlistRow,
  insertWatchlistItemRows,
  type WatchlistItemInput,
} from "#lib/server/db/repository/watchlist";
import { followTicker } from "#lib/server/service/company/locate-company";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { readVerdict } from "#lib/verdict/judge";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** What came of adding companies to a list. */
export interface AddedToWatchlist {
  readonly name: string;
  readonly added: readonly string[];
  /** Tickers that were on the list before; their notes and dates are kept. */
  readonly present: readonly string[];
  /** Tickers that the current snapshot does not have. They are not added. */
  readonly unknown: readonly string[];
}

/**
 * Follows companies on the user's list, with today's verdict and price written down. Tickers that the snapshot does
 * not have are named and left out; the rest are added. Throws AppError "not_found" or "limit_reached".
 */
export async function addToWatchlist(
  userId: string,
  id: string,
  tickers: readonly string[],
): Promise<AddedToWatchlist> {
  const database = await getDatabase();
  const list = await findWatchlistRow(database, userId, id);
  if (list === null) throw buildWatchlistNotFound();
  if (list.itemCount + tickers.length > watchlistItemsMax) {
    throw new AppError("limit_reached", `A watchlist holds at most ${watchlistItemsMax} companies.`);
  }
  const served = await getUniverse();
  const { universe, snapshot } = served;
  const shown = universe.evaluator.evaluateText({ kind: "name", id: "ticker" });
  const price = universe.evaluator.evaluateNumber({ kind: "name", id: "price" });
  const inputs: WatchlistItemInput[] = [];
  const unknown: string[] = [];
  for (const ticker of tickers) {
    const own = findCompanyRow(universe, ticker);
    const trail = own === null ? await followTicker(served, ticker) : null;
    const row = trail?.kind === "row" ? trail.row : own;
    if (row === null) {
      unknown.push(ticker);
      continue;
    }
    const priceUsd = price.values[row];
    inputs.push({
      // An old ticker is followed to the one of today.
      ticker: own === null ? (shown.dictionary[shown.codes[row] ?? -1] ?? ticker) : ticker,
      addedVerdict: readVerdict(universe.judgement, row),
      addedPriceUsd: priceUsd === undefined || Number.isNaN(priceUsd) ? null : priceUsd,
      addedSnapshotHash: snapshot.id,
    });
  }
  const outcome = await insertWatchlistItemRows(database, userId, id, inputs);
  if (!outcome.ok) throw buildWatchlistNotFound();
  return { name: list.name, unknown, ...outcome.value };
}
