import "server-only";
import { AppError } from "#lib/contract/app-error";
import { watchlistsMax } from "#lib/contract/watchlist";
import { getDatabase } from "#lib/server/db/database";
import { insertWatchlistRow, type WatchlistHead } from "#lib/server/db/repository/watchlist";

/** Makes an empty watchlist. Throws AppError "conflict" for a name in use, "limit_reached" for too many lists. */
export async function createWatchlist(userId: string, name: string): Promise<WatchlistHead> {
  const database = await getDatabase();
  const created = await insertWatchlistRow(database, userId, name, watchlistsMax);
  if (created.ok) return created.value;
  if (created.error === "limit_reached") {
    throw new AppError(
      "limit_reached",
      `You have ${watchlistsMax} watchlists, the most there can be. Delete one first.`,
    );
  }
  throw new AppError("conflict", `You have a watchlist named "${name}" already.`, {
    places: [{ at: "name", message: "You have a watchlist of this name already." }],
  });
}
