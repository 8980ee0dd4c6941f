import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { removeSessionRow, type SessionKey } from "#lib/server/db/repository/user-session";

/** Signs the user out of one session, so that no copy of its cookie is of any use. */
export async function endSession({ userId, sessionId }: SessionKey): Promise<void> {
  await removeSessionRow(await getDatabase(), userId, sessionId);
}
