import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { findUserRow, type User } from "#lib/server/db/repository/user";

/** The user of a session; null when the account is gone or the session was ended by a newer password or sign-out. */
export async function getSessionUser(userId: string, sessionVersion: number): Promise<User | null> {
  const user = await findUserRow(await getDatabase(), userId);
  return user !== null && user.sessionVersion === sessionVersion ? user : null;
}
