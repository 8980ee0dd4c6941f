import "server-only";

const sessionCookiePattern = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** Whether a cookie is of a session, by its name. */
export function isSessionCookie(name: string): boolean {
  return sessionCookiePattern.test(name);
}

/** Whether a request names a session, so that whoever has none is answered without looking for one. */
export function hasSessionCookie(headers: Headers): boolean {
  const cookies = (headers.get("cookie") ?? "").split(";");
  return cookies.some((cookie) => isSessionCookie(cookie.split("=", 1)[0]?.trim() ?? ""));
}
