import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { listNamedPolicyRows, type NamedPolicyEntry } from "#lib/server/db/repository/named-policy";

/** The user's policies, the one changed last first, without their rules. */
export async function listNamedPolicies(userId: string): Promise<readonly NamedPolicyEntry[]> {
  return listNamedPolicyRows(await getDatabase(), userId);
}
