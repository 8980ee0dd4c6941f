import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { removeWatchlistItemRow } from "#lib/server/db/repository/watchlist";

/** Takes a company off the user's watchlist. Throws AppError "not_found". */
export async function removeFromWatchlist(userId: string, id: string, ticker: string): Promise<void> {
  if (await removeWatchlistItemRow(await getDatabase(), userId, id, ticker)) return;
  throw new AppError("not_found", `${ticker} is not on this list any more.`);
}
