import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { type ItemNote, updateWatchlistItemRow } from "#lib/server/db/repository/watchlist";

/**
 * Sets the note and the tags on a company of the user's watchlist, where they still are what the person saw (`before`). Throws
 * AppError "not_found", or "conflict" with what another window has saved.
 */
export async function noteWatchlistItem(
  userId: string,
  id: string,
  ticker: string,
  noted: ItemNote,
  before: ItemNote,
): Promise<void> {
  const done = await updateWatchlistItemRow(await getDatabase(), userId, id, ticker, noted, before);
  if (done.ok) return;
  if (done.error === "not_found") {
    throw new AppError("not_found", `${ticker} is not on this list any more, so the note was not kept.`);
  }
  const { note, tags } = done.error;
  const now = [note === "" ? "no note" : `“${shorten(note)}”`, ...(tags.length > 0 ? [`tags ${tags.join(", ")}`] : [])];
  throw new AppError(
    "conflict",
    `Another window has saved this meanwhile: ${now.join(", ")}. Save again to put yours in its place.`,
  );
}

function shorten(note: string): string {
  return note.length > 200 ? `${note.slice(0, 199)}…` : note;
}
