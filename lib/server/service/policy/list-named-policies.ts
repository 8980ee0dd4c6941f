import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { isPolicyOwner, listNamedPolicyRows, type NamedPolicyEntry } from "#lib/server/db/repository/named-policy";

/** The user's policies, the one changed last first, without their rules. */
export async function listNamedPolicies(userId: string): Promise<readonly NamedPolicyEntry[]> {
  return listNamedPolicyRows(await getDatabase(), userId);
}

/** Whether the policy of a slug is the user's to change. */
export async function isOwnPolicy(userId: string, slug: string): Promise<boolean> {
  return isPolicyOwner(await getDatabase(), userId, slug);
}
