import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { updateWatchlistSizing } from "#lib/server/db/repository/watchlist";
import type { Sizing } from "#lib/workbench/portfolio/sizing";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** Says which numbers the user's watchlist uses; those of the other kind stay beside. Throws AppError "not_found". */
export async function chooseSizing(userId: string, id: string, sizing: Sizing | null): Promise<void> {
  if (!(await updateWatchlistSizing(await getDatabase(), userId, id, sizing))) throw buildWatchlistNotFound();
}
