import "server-only";
import { AppError } from "#lib/contract/app-error";
import { getDatabase } from "#lib/server/db/database";
import { type User, updatePassword } from "#lib/server/db/repository/user";
import { hashPassword } from "./password-hash";
import { verifyCredentials } from "./verify-credentials";

/** Sets a new password and ends every session of the user. Throws AppError when the current one is wrong. */
export async function changePassword(user: User, current: string, next: string, networkAddress: string): Promise<void> {
  const verified = await verifyCredentials(user.email, current, networkAddress);
  if (verified?.id !== user.id) {
    throw new AppError("wrong_credentials", "The current password is wrong.", {
      places: [{ at: "current", message: "This is not your current password." }],
    });
  }
  await updatePassword(await getDatabase(), user.id, await hashPassword(next));
}
