import "server-only";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { AppError } from "#lib/contract/app-error";
import type { User } from "#lib/server/db/repository/user";
import { getSessionUser } from "#lib/server/service/account/get-session-user";
import { buildAuthOptions } from "./auth-options";

/** The signed-in user of this request, or null. Read once a request. */
export const getUser: () => Promise<User | null> = cache(async () => {
  const session = await getServerSession(buildAuthOptions());
  return session === null ? null : getSessionUser(session.userId, session.sessionVersion);
});

/** The signed-in user of this request. Throws AppError "sign_in_required" when there is none. */
export async function requireUser(): Promise<User> {
  const user = await getUser();
  if (user === null) throw new AppError("sign_in_required", "You are not signed in. Sign in and try again.");
  return user;
}
