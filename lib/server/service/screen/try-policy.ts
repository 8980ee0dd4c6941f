import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { TriedPolicy } from "#lib/contract/policy-moves";
import { checkOwnPolicy } from "#lib/server/service/policy/check-own-policy";
import type { NamedPolicy, PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { getPolicyMoves } from "./get-policy-moves";

/** Judges all companies by a draft and keeps nothing of it. Throws what getUniverse throws, but for missing data. */
export async function tryPolicy(draft: PolicyDraft, visitor: string): Promise<TriedPolicy> {
  const named: NamedPolicy = { ...draft, name: "Draft", slug: null, revision: 0 };
  const checked = await checkOwnPolicy(named);
  if (!checked.ok) return { faults: checked.error, moves: null };
  try {
    return { faults: [], moves: await getPolicyMoves({ policy: { version: null, values: {}, named }, visitor }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "no_data") return { faults: [], moves: null };
    throw error;
  }
}
