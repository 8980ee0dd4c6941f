import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { removeSavedScreenRow } from "#lib/server/db/repository/saved-screen";

/** Removes the user's screen. Throws AppError "not_found". */
export async function deleteSavedScreen(userId: string, id: string): Promise<void> {
  if (!(await removeSavedScreenRow(await getDatabase(), userId, id))) {
    throw new AppError("not_found", "You have no such saved screen. It may have been deleted in another window.");
  }
}
