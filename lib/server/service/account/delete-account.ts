import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { removeUserRow, type User } from "#lib/server/db/repository/user";
import { confirmPassword } from "./confirm-password";

/** Removes the account with its watchlists and screens. Throws AppError when the password is wrong. */
export async function deleteAccount(user: User, password: string): Promise<void> {
  const database = await getDatabase();
  if (!(await confirmPassword(database, user, password))) {
    throw new AppError("wrong_credentials", "The password is wrong. Nothing was deleted.", {
      places: [{ at: "password", message: "This is not your password." }],
    });
  }
  await removeUserRow(database, user.id);
}
