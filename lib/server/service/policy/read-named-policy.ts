import "server-only";
import { getDatabase } from "#lib/server/db/database";
import { findNamedPolicyRow, type NamedPolicyRow } from "#lib/server/db/repository/named-policy";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { policyContentSchema } from "#lib/verdict/policy/policy-schema";

/** The policy of a slug, whoever asks. Null where there is none. */
export async function readNamedPolicy(slug: string): Promise<NamedPolicy | null> {
  const row = await findNamedPolicyRow(await getDatabase(), slug);
  return row === null ? null : toNamedPolicy(row);
}

/** What a row says. Throws where it does not fit the schema, by which everything is checked before it is kept. */
export function toNamedPolicy({ slug, name, revision, baseVersion, content }: NamedPolicyRow): NamedPolicy {
  const { applies, numbers, rules } = policyContentSchema.parse(content);
  return { slug, name, revision, version: baseVersion, applies, numbers, rules };
}
