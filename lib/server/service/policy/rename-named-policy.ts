import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { updateNamedPolicyRow } from "#lib/server/db/repository/named-policy";
import { buildPolicyNameError, buildPolicyNotFound } from "./policy-refusal";

/** Renames the user's policy; its link stays. Throws AppError "not_found" or, for a name in use, "conflict". */
export async function renameNamedPolicy(userId: string, slug: string, name: string): Promise<void> {
  const renamed = await updateNamedPolicyRow(await getDatabase(), userId, slug, { name });
  if (renamed.ok) return;
  throw renamed.error === "name_taken" ? buildPolicyNameError(name) : buildPolicyNotFound(slug);
}
