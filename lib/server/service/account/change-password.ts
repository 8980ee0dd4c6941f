import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { type User, updatePassword } from "#lib/server/db/repository/user";
import { confirmPassword } from "./confirm-password";
import { hashPassword } from "./password-hash";
import { requireUncommonPassword } from "./require-uncommon-password";

/**
 * Sets a new password and ends every session of the user. Throws AppError when the current one is wrong, or
 * the next one among those that are tried first.
 */
export async function changePassword(user: User, current: string, next: string): Promise<void> {
  const database = await getDatabase();
  if (!(await confirmPassword(database, user, current))) {
    throw new AppError("wrong_credentials", "The current password is wrong.", {
      places: [{ at: "current", message: "This is not your current password." }],
    });
  }
  requireUncommonPassword(next, user.email, "next");
  await updatePassword(database, user.id, await hashPassword(next));
}
