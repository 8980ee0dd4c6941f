import "server-only";
import { cookies } from "next/headers";
import { endSession } from "#lib/server/service/account/end-session";
import { readSessionKey } from "./session";
import { isSessionCookie } from "./session-cookie";

/** Ends the session of this browser on the server, and removes its cookie. */
export async function signOut(): Promise<void> {
  const key = await readSessionKey();
  if (key !== null) await endSession(key);
  await removeSessionCookies();
}

/** Removes the cookies of a session, whether it goes on or not. */
export async function removeSessionCookies(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    if (!isSessionCookie(name)) continue;
    // A browser ignores any change of a __Secure- cookie, its removal too, that is not itself marked secure.
    jar.set({
      name,
      value: "",
      maxAge: 0,
      path: "/",
      httpOnly: true,
      sameSite: "lax",
      secure: name.startsWith("__Secure-"),
    });
  }
}
