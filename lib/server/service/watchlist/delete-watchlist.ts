import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { removeWatchlistRow } from "#lib/server/db/repository/watchlist";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** Removes the user's watchlist with its notes. Throws AppError "not_found". */
export async function deleteWatchlist(userId: string, id: string): Promise<void> {
  if (!(await removeWatchlistRow(await getDatabase(), userId, id))) throw buildWatchlistNotFound();
}
