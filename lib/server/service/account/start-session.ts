import "server-only";
import { getDatabase } from "#lib/server/db/database";
import type { User } from "#lib/server/db/repository/user";
import { insertSessionRow, pruneSessionRows, type SessionKey } from "#lib/server/db/repository/user-session";

/** After so many days everybody signs in again, however often they come. */
export const sessionDays = 30;

/** Browsers and devices of one person; of more, the session that began first ends. */
const sessionsMax = 50;

/** Begins a session of somebody whose password was right. */
export async function startSession(user: User): Promise<SessionKey> {
  const database = await getDatabase();
  const now = new Date();
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000);
  const sessionId = await insertSessionRow(database, user.id, expiresAt);
  await pruneSessionRows(database, user.id, sessionsMax, now);
  return { sessionId, userId: user.id, sessionVersion: user.sessionVersion };
}
