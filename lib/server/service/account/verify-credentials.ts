import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { saveKnownPlace } from "#lib/server/db/repository/known-place";
import { findUserCredentials, normaliseEmail, type User } from "#lib/server/db/repository/user";
import { admitGuess, knownPlacesMax, type SignInOrigin } from "./admit-guess";
import { isPasswordRight } from "./password-hash";

/**
 * The user whom an address and a password belong to; null when either is wrong, without telling which. Throws AppError
 * "too_many_requests" after too many wrong tries.
 */
export async function verifyCredentials(email: string, password: string, origin: SignInOrigin): Promise<User | null> {
  const database = await getDatabase();
  const account = normaliseEmail(email);
  const found = await findUserCredentials(database, account);
  const guess = await admitGuess(database, { email: account, userId: found?.id ?? null }, origin);
  if (!(await isPasswordRight(found?.passwordHash ?? null, password)) || found === null) return null;
  await guess.forgive();
  await saveKnownPlace(database, found.id, origin.place, { at: new Date(), keep: knownPlacesMax });
  const { passwordHash: _, ...user } = found;
  return user;
}
