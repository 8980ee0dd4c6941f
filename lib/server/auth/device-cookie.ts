import "server-only";
import { cookies } from "next/headers";
import { deviceDays, issueDeviceToken } from "#lib/server/service/account/device-token";

/** The cookie by which a browser shows that a user has signed in with it: one for each user. */
export function getDeviceCookieName(userId: string): string {
  return `ballast-device-${userId}`;
}

/** Leaves the cookie in a browser that has just signed in. It is sent back where people sign in, and nowhere else. */
export async function leaveDeviceCookie(userId: string, isSecure: boolean): Promise<void> {
  const jar = await cookies();
  jar.set(getDeviceCookieName(userId), issueDeviceToken(userId, new Date()), {
    maxAge: deviceDays * 86_400,
    path: "/api/auth/callback",
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure,
  });
}
