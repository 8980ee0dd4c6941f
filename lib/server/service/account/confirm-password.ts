import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { Database } from "#lib/server/db/database";
import { createRateLimiter, type RateLimit } from "#lib/server/db/repository/rate-limit";
import { findUserCredentials, type User } from "#lib/server/db/repository/user";
import { formatWait } from "#lib/util/wait-text";
import { isPasswordRight } from "./password-hash";

/** Counted for those who are signed in, so that nobody else can use it up; signing out everywhere begins it anew. */
const confirmLimit: RateLimit = { name: "confirm_password", points: 10, windowSeconds: 900 };

/** Whether a signed-in user knows the password. Throws AppError "too_many_requests" after too many wrong ones. */
export async function confirmPassword(database: Database, user: User, password: string): Promise<boolean> {
  const limiter = createRateLimiter(database, confirmLimit);
  const key = `${user.id} ${user.sessionVersion}`;
  const { allowed, retryAfterSeconds } = await limiter.consume(key);
  if (!allowed) {
    throw new AppError("too_many_requests", `Too many wrong passwords. Try again ${formatWait(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    });
  }
  const found = await findUserCredentials(database, user.email);
  const isRight = await isPasswordRight(found?.id === user.id ? found.passwordHash : null, password);
  if (isRight) await limiter.reset(key);
  return isRight;
}
