import "server-only";
import { getDatabase } from "../db/database";
import { listWatchlists as listRows, type WatchlistHead } from "../db/watchlist-repository";

/** The user's watchlists by name. */
export async function listWatchlists(userId: string): Promise<readonly WatchlistHead[]> {
  return listRows(await getDatabase(), userId);
}
