import "server-only";
import { AppError } from "#lib/contract/app-error";
import { urlKeys } from "#lib/screen/url-key";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { readSlug, writeSlug } from "#lib/verdict/policy/policy-slug";
import { readNamedPolicy } from "./read-named-policy";

/**
 * A choice with what its named policy says, ready for `resolvePolicy`; one of a shipped version as it is. Throws AppError
 * "invalid_request" with the slug where there is no such policy, and "unavailable" where another process has the embedded
 * database open.
 */
export async function loadPolicyChoice(choice: PolicyChoice | null): Promise<PolicyChoice | null> {
  const slug = readSlug(choice?.version ?? null);
  if (choice === null || slug === null || choice.named !== undefined) return choice;
  const named = await readNamedPolicy(slug).catch(refuseLocked(slug));
  if (named === null) {
    const message = `There is no policy ${writeSlug(slug)}. Its owner may have deleted it.`;
    throw new AppError("invalid_request", message, { places: [{ at: urlKeys.policy, message }] });
  }
  return { ...choice, named };
}

function refuseLocked(slug: string) {
  return (error: unknown): never => {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new AppError(
      "unavailable",
      `The policy ${writeSlug(slug)} is in the database, which process ${error.pid} has open. If that is the server, ask it ` +
        `for /api/v1/policies/${slug}, keep the answer as a file and name the file instead; or stop it first.`,
      { cause: error },
    );
  };
}
