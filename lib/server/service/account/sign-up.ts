import "server-only";
import type { SignUp } from "#lib/contract/account";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { createRateLimiter } from "#lib/server/db/repository/rate-limit";
import { insertUserRow, type User } from "#lib/server/db/repository/user";
import { hashPassword } from "./password-hash";

const signUpLimit = { name: "sign_up", points: 20, windowSeconds: 3600 };

/**
 * Makes an account. Throws AppError "conflict" when the address has one, "too_many_requests" when this address of the
 * network has made many.
 */
export async function signUp(input: SignUp, networkAddress: string): Promise<User> {
  const database = await getDatabase();
  const { allowed, retryAfterSeconds } = await createRateLimiter(database, signUpLimit).consume(networkAddress);
  if (!allowed) {
    throw new AppError("too_many_requests", "Too many accounts were made from here. Try again in an hour.", {
      retryAfterSeconds,
    });
  }
  const created = await insertUserRow(database, {
    email: input.email,
    name: input.name,
    passwordHash: await hashPassword(input.password),
  });
  if (created.ok) return created.value;
  throw new AppError("conflict", "There is an account with this address already. Sign in instead.", {
    places: [{ at: "email", message: "There is an account with this address already." }],
  });
}
