import "server-only";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { AppError } from "#lib/contract/app-error";
import type { User } from "#lib/server/db/repository/user";
import type { SessionKey } from "#lib/server/db/repository/user-session";
import { isOutage } from "#lib/server/outage";
import { getSessionUser } from "#lib/server/service/account/get-session-user";
import { buildAuthOptions } from "./auth-options";

/** The session that the cookie of this request names, whether it goes on or has ended; null when it names none. */
export const readSessionKey: () => Promise<SessionKey | null> = cache(async () => {
  const session = await getServerSession(buildAuthOptions());
  if (session === null) return null;
  const { sessionId, userId, sessionVersion } = session;
  return { sessionId, userId, sessionVersion };
});

/** The signed-in user of this request, or null. Read once a request. */
export const getUser: () => Promise<User | null> = cache(async () => {
  const key = await readSessionKey();
  return key && getSessionUser(key);
});

/**
 * Who asks, for what a page shows beside its content: "unknown" where the request names a session and the database
 * cannot tell whose it is, so that the rest of the page is shown. Nothing of a user's own hangs on it.
 */
export const getVisitor: () => Promise<User | null | "unknown"> = cache(async () => {
  try {
    return await getUser();
  } catch (error) {
    if (isOutage(error)) return "unknown";
    throw error;
  }
});

/** The signed-in user of this request. Throws AppError "sign_in_required" when there is none. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user === null) throw new AppError("sign_in_required", "You are not signed in. Sign in and try again.");
  return user;
}
