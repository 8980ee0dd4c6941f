import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { listWatchlistRows, type WatchlistHead } from "#lib/server/db/repository/watchlist";

/** The user's watchlists by name. */
export async function listWatchlists(userId: string): Promise<readonly WatchlistHead[]> {
  return listWatchlistRows(await getDatabase(), userId);
}
