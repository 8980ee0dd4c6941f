import "server-only";
import { cookies } from "next/headers";

const sessionCookiePattern = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** Ends the session of this browser by removing its cookie. */
export async function signOut(): Promise<void> {
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    if (!sessionCookiePattern.test(name)) continue;
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
