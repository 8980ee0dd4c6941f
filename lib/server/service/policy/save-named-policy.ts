import "server-only";
import { AppError } from "#lib/contract/app-error";
import { namedPoliciesMax } from "#lib/contract/named-policy";
import { getDatabase } from "#lib/server/db/database";
import {
  insertNamedPolicyRow,
  type NamedPolicyContent,
  type NamedPolicyEntry,
  updateNamedPolicyRow,
} from "#lib/server/db/repository/named-policy";
import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { requireUsablePolicy } from "./check-own-policy";
import { buildPolicyNameError, buildPolicyNotFound } from "./policy-refusal";

/**
 * Keeps a policy under a name, checked against the current data. Throws AppError "invalid_request" with every fault by its
 * rule, "conflict" for a name in use, "limit_reached".
 */
export async function createNamedPolicy(userId: string, name: string, draft: PolicyDraft): Promise<NamedPolicyEntry> {
  const content = await buildContent(name, draft);
  const saved = await insertNamedPolicyRow(await getDatabase(), userId, content, namedPoliciesMax);
  if (saved.ok) return saved.value;
  if (saved.error === "name_taken") throw buildPolicyNameError(name);
  throw new AppError(
    "limit_reached",
    `You have ${namedPoliciesMax} policies, the most there can be. Delete one first.`,
  );
}

/**
 * Writes a policy anew. `revision` is the one that was edited. Throws what `createNamedPolicy` throws, "not_found", and
 * "conflict" where the policy has been changed since.
 */
export async function changeNamedPolicy(
  userId: string,
  slug: string,
  change: { readonly name: string; readonly draft: PolicyDraft; readonly revision: number },
): Promise<NamedPolicyEntry> {
  const content = await buildContent(change.name, change.draft);
  const saved = await updateNamedPolicyRow(await getDatabase(), userId, slug, {
    ...content,
    revision: change.revision,
  });
  if (saved.ok) return saved.value;
  if (saved.error === "name_taken") throw buildPolicyNameError(change.name);
  if (saved.error === "not_found") throw buildPolicyNotFound(slug);
  throw new AppError(
    "conflict",
    "This policy has been changed in another window since you opened it. Save yours under another name, or open it again.",
  );
}

async function buildContent(name: string, draft: PolicyDraft): Promise<NamedPolicyContent> {
  await requireUsablePolicy({ ...draft, name, slug: null, revision: 0 });
  const { version, applies, numbers, rules } = draft;
  return { name, baseVersion: version, content: { applies, numbers: { ...numbers }, rules: rules.map(writeRule) } };
}

/** A rule as JSON: what is absent is left out. */
function writeRule({ favourable, measure, source, ...rule }: PolicyDraft["rules"][number]) {
  return {
    ...rule,
    measure: measure === null ? null : { ...measure },
    source: { ...source },
    ...(favourable === undefined ? {} : { favourable }),
  };
}
