import "server-only";

/**
 * The visitor's network address for rate limits: the last entry of `x-forwarded-for`, the one that the nearest proxy
 * wrote and a visitor cannot choose. `unknown` when there is none.
 */
export function readNetworkAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
}
