import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { updateWatchlistItemRow } from "#lib/server/db/repository/watchlist";

/** Sets the note and the tags on a company of the user's watchlist. Throws AppError "not_found". */
export async function noteWatchlistItem(
  userId: string,
  id: string,
  ticker: string,
  noted: { readonly note: string; readonly tags: readonly string[] },
): Promise<void> {
  if ((await updateWatchlistItemRow(await getDatabase(), userId, id, ticker, noted)) !== null) return;
  throw new AppError("not_found", `${ticker} is not on this list any more, so the note was not kept.`);
}
