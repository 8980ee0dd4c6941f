import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { removeUserRow, type User } from "#lib/server/db/repository/user";
import { verifyCredentials } from "./verify-credentials";

/** Removes the account with its watchlists and screens. Throws AppError when the password is wrong. */
export async function deleteAccount(user: User, password: string, networkAddress: string): Promise<void> {
  const verified = await verifyCredentials(user.email, password, networkAddress);
  if (verified?.id !== user.id) {
    throw new AppError("wrong_credentials", "The password is wrong. Nothing was deleted.", {
      places: [{ at: "password", message: "This is not your password." }],
    });
  }
  await removeUserRow(await getDatabase(), user.id);
}
