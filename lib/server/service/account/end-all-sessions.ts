import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { endSessions, type User } from "#lib/server/db/repository/user";

/** Signs the user out everywhere. */
export async function endAllSessions(user: User): Promise<void> {
  await endSessions(await getDatabase(), user.id);
}
