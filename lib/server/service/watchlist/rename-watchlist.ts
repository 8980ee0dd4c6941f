import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { updateWatchlistRow } from "#lib/server/db/repository/watchlist";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** Renames the user's watchlist. Throws AppError "not_found" or, for a name in use, "conflict". */
export async function renameWatchlist(userId: string, id: string, name: string): Promise<void> {
  const renamed = await updateWatchlistRow(await getDatabase(), userId, id, name);
  if (renamed.ok) return;
  if (renamed.error === "not_found") throw buildWatchlistNotFound();
  throw new AppError("conflict", `You have a watchlist named "${name}" already.`, {
    places: [{ at: "name", message: "You have a watchlist of this name already." }],
  });
}
