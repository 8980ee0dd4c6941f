import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { updateSavedScreenRow } from "#lib/server/db/repository/saved-screen";

/** Renames the user's screen. Throws AppError "not_found" or, for a name in use, "conflict". */
export async function renameSavedScreen(userId: string, id: string, name: string): Promise<void> {
  const renamed = await updateSavedScreenRow(await getDatabase(), userId, id, { name });
  if (renamed.ok) return;
  if (renamed.error === "not_found") throw new AppError("not_found", "You have no such saved screen.");
  throw new AppError("conflict", `You have a screen named "${name}" already.`, {
    places: [{ at: "name", message: "You have a screen of this name already." }],
  });
}
