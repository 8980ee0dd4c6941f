import "server-only";
import { getDatabase } from "../db/database";
import { listSavedScreens as listRows, type SavedScreen } from "../db/saved-screen-repository";

/** The user's saved screens, the one changed last first. */
export async function listSavedScreens(userId: string): Promise<readonly SavedScreen[]> {
  return listRows(await getDatabase(), userId);
}
