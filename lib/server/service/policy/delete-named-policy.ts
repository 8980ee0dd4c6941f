import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { removeNamedPolicyRow } from "#lib/server/db/repository/named-policy";
import { buildPolicyNotFound } from "./policy-refusal";

/** Removes the user's policy: links and saved screens that name it are refused from then on. Throws AppError "not_found". */
export async function deleteNamedPolicy(userId: string, slug: string): Promise<void> {
  if (!(await removeNamedPolicyRow(await getDatabase(), userId, slug))) throw buildPolicyNotFound(slug);
}
