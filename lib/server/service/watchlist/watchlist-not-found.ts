import "server-only";
import { AppError } from "#lib/contract/app-error";

/** The refusal for a watchlist that does not exist or belongs to somebody else: the two are not told apart. */
export function buildWatchlistNotFound(): AppError {
  return new AppError("not_found", "You have no such watchlist. It may have been deleted in another window.");
}
