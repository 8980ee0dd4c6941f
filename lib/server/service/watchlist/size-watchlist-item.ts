import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { updateWatchlistItemSize } from "#lib/server/db/repository/watchlist";
import { formatSize, type Sizing } from "#lib/workbench/portfolio/sizing";

/**
 * Sets the shares or the weight of a company of the user's watchlist, where it still is what the person saw. Throws AppError
 * "not_found", or "conflict" with what another window has saved.
 */
export async function sizeWatchlistItem(
  userId: string,
  id: string,
  ticker: string,
  change: { readonly sizing: Sizing; readonly size: number | null; readonly before: number | null },
): Promise<void> {
  const done = await updateWatchlistItemSize(await getDatabase(), userId, id, ticker, change);
  if (done.ok) return;
  if (done.error === "not_found") {
    throw new AppError("not_found", `${ticker} is not on this list any more, so its number was not kept.`);
  }
  if ("sizing" in done.error) {
    const uses = { shares: "shares", weight: "weights", none: "no numbers" }[done.error.sizing ?? "none"];
    throw new AppError("conflict", `This list uses ${uses} since another window changed it, so nothing was kept.`);
  }
  const { size } = done.error;
  const now = size === null ? "taken away" : `changed to ${formatSize(size, change.sizing)}`;
  throw new AppError("conflict", `The number of ${ticker} was ${now} in another window, so yours was not kept.`);
}
