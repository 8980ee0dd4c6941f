import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { getAuthSecret } from "#lib/server/env";

/** So many days after its last sign-in a device counts as unknown again. */
export const deviceDays = 365;

/** What a browser keeps to show later that the user has signed in with it. Of no use for anything else. */
export function issueDeviceToken(userId: string, at: Date): string {
  const body = `${Math.floor(at.getTime() / 1000)}.${randomBytes(16).toString("base64url")}`;
  return `${body}.${sign(userId, body)}`;
}

/** The id of the device that holds the token; null when it was not issued for this user, or too long ago. */
export function readDeviceToken(userId: string, token: string, at: Date): string | null {
  const [seconds = "", id = "", signature = ""] = token.split(".");
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(userId, `${seconds}.${id}`));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return at.getTime() / 1000 - Number(seconds) > deviceDays * 86_400 ? null : id;
}

function sign(userId: string, body: string): string {
  return createHmac("sha256", getAuthSecret()).update(`ballast device\n${userId}\n${body}`).digest("base64url");
}
