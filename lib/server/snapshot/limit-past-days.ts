import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { Database } from "#lib/server/db/database";
import { createRateLimiter, type RateLimit } from "#lib/server/db/repository/rate-limit";
import { formatWait } from "#lib/util/wait-text";

/** How many days that nobody asked for before one visitor, and all visitors together, may have built. */
const visitorLimit: RateLimit = { name: "past-day", points: 20, windowSeconds: 3600 };
const totalLimit: RateLimit = { name: "past-day-all", points: 150, windowSeconds: 3600 };

/**
 * Counts a past day that has to be built for a visitor. Throws AppError "too_many_requests" beyond the limit. Days that
 * are built already cost nothing and are not counted.
 */
export async function limitPastDays(database: Database, visitor: string): Promise<void> {
  const own = await createRateLimiter(database, visitorLimit).consume(visitor);
  const all = own.allowed ? await createRateLimiter(database, totalLimit).consume("all") : own;
  if (all.allowed) return;
  await own.refund();
  throw new AppError(
    "too_many_requests",
    "That many past days cannot be built within an hour. Days that were looked at before are open; a new one is " +
      `possible ${formatWait(all.retryAfterSeconds)}.`,
    { retryAfterSeconds: all.retryAfterSeconds },
  );
}
