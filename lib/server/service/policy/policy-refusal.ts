import "server-only";
import { AppError } from "#lib/contract/app-error";
import { writeSlug } from "#lib/verdict/policy/policy-slug";

/** The refusal of a change to a policy that there is not, or that is somebody else's. */
export function buildPolicyNotFound(slug: string): AppError {
  return new AppError(
    "not_found",
    `You have no policy ${writeSlug(slug)}. It may have been deleted in another window.`,
  );
}

/** The refusal of a name that another policy of the user has. */
export function buildPolicyNameError(name: string): AppError {
  return new AppError("conflict", `You have a policy named "${name}" already.`, {
    places: [{ at: "name", message: "You have a policy of this name already." }],
  });
}
