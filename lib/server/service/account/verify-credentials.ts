import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { createRateLimiter } from "#lib/server/db/repository/rate-limit";
import { findUserCredentials, normaliseEmail, type User } from "#lib/server/db/repository/user";
import { isPasswordRight } from "./password-hash";

/** Guesses at one account from one place; at one account from anywhere; from one place at any account. */
const pairLimit = { name: "sign_in_pair", points: 10, windowSeconds: 900 };
const accountLimit = { name: "sign_in_account", points: 100, windowSeconds: 3600 };
const placeLimit = { name: "sign_in_place", points: 100, windowSeconds: 900 };

/**
 * The user whom an address and a password belong to; null when either is wrong, without telling which. Throws AppError
 * "too_many_requests" after too many tries.
 */
export async function verifyCredentials(email: string, password: string, networkAddress: string): Promise<User | null> {
  const database = await getDatabase();
  const account = normaliseEmail(email);
  const pair = `${account} ${networkAddress}`;
  const pairLimiter = createRateLimiter(database, pairLimit);
  const answers = await Promise.all([
    createRateLimiter(database, placeLimit).consume(networkAddress),
    createRateLimiter(database, accountLimit).consume(account),
    pairLimiter.consume(pair),
  ]);
  if (answers.some(({ allowed }) => !allowed)) {
    throw new AppError("too_many_requests", "Too many tries. Wait a while, then try again.", {
      retryAfterSeconds: Math.max(...answers.map(({ retryAfterSeconds }) => retryAfterSeconds)),
    });
  }
  const found = await findUserCredentials(database, account);
  if (!(await isPasswordRight(found?.passwordHash ?? null, password)) || found === null) return null;
  await pairLimiter.reset(pair);
  const { passwordHash: _, ...user } = found;
  return user;
}
