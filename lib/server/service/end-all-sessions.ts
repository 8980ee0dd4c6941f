import "server-only";
import { getDatabase } from "../db/database";
import { endSessions, type User } from "../db/user-repository";

/** Signs the user out everywhere. */
export async function endAllSessions(user: User): Promise<void> {
  await endSessions(await getDatabase(), user.id);
}
