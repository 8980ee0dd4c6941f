import "server-only";
import { AppError } from "#lib/contract/app-error";
import { savedScreensMax } from "#lib/contract/watchlist";
import { formatScreenUrl, parseScreenUrl } from "#lib/screen/screen-url";
import { getDatabase } from "#lib/server/db/database";
import { insertSavedScreenRow, replaceSavedScreenRow, type SavedScreen } from "#lib/server/db/repository/saved-screen";

/**
 * Keeps a screen under a name. `search` is the screen in its URL form; it is read and written anew, so that only a
 * screen is ever stored, and kept without the snapshot it was seen on, so that it runs on the current data. With
 * `isReplacing` it takes the place of the one that the user has under the name. Throws AppError "invalid_request",
 * "conflict" for a name in use, "limit_reached".
 */
export async function saveScreen(
  userId: string,
  name: string,
  search: string,
  isReplacing = false,
): Promise<SavedScreen> {
  const screen = parseScreenUrl(new URLSearchParams(search));
  if (!screen.ok) {
    throw new AppError("invalid_request", screen.error.map(({ message }) => message).join(" "));
  }
  const database = await getDatabase();
  const kept = { name, search: formatScreenUrl({ ...screen.value, snapshot: null }).toString() };
  const replaced = isReplacing ? await replaceSavedScreenRow(database, userId, kept) : null;
  if (replaced !== null) return replaced;
  const saved = await insertSavedScreenRow(database, userId, kept, savedScreensMax);
  if (saved.ok) return saved.value;
  if (saved.error === "limit_reached") {
    throw new AppError("limit_reached", `You have ${savedScreensMax} saved screens, the most there can be.`);
  }
  throw new AppError("conflict", `You have a screen named "${name}" already.`, {
    places: [{ at: "name", message: "You have a screen of this name already." }],
  });
}
