import "server-only";
import { getDatabase } from "#lib/server/db/database";
import type { User } from "#lib/server/db/repository/user";
import { findSessionUser, type SessionKey } from "#lib/server/db/repository/user-session";

/** The user of a session; null when the account is gone or the session has ended, in whatever way. */
export async function getSessionUser(key: SessionKey): Promise<User | null> {
  return findSessionUser(await getDatabase(), key, new Date());
}
