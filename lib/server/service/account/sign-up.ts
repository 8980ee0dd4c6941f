import "server-only";
import type { SignUp } from "#lib/contract/account";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { saveKnownPlace } from "#lib/server/db/repository/known-place";
import { createRateLimiter } from "#lib/server/db/repository/rate-limit";
import { insertUserRow } from "#lib/server/db/repository/user";
import { formatWait } from "#lib/util/wait-text";
import { knownPlacesMax } from "./admit-guess";
import { hashPassword } from "./password-hash";
import { requireUncommonPassword } from "./require-uncommon-password";

const signUpLimit = { name: "sign_up", points: 20, windowSeconds: 3600 };

/**
 * Makes an account, or leaves the one that there is for the address as it is: the answer does not tell which. Throws
 * AppError "too_many_requests" when this address of the network has made many.
 */
export async function signUp(input: SignUp, networkAddress: string): Promise<void> {
  requireUncommonPassword(input.password, input.email, "password");
  const database = await getDatabase();
  const { allowed, retryAfterSeconds } = await createRateLimiter(database, signUpLimit).consume(networkAddress);
  if (!allowed) {
    const wait = formatWait(retryAfterSeconds);
    throw new AppError("too_many_requests", `Too many accounts were made from here. Try again ${wait}.`, {
      retryAfterSeconds,
    });
  }
  const created = await insertUserRow(database, {
    email: input.email,
    name: input.name,
    passwordHash: await hashPassword(input.password),
  });
  if (!created.ok) return;
  await saveKnownPlace(database, created.value.id, networkAddress, { at: new Date(), keep: knownPlacesMax });
}
