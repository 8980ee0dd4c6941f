import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { policyDraftSchema } from "#lib/verdict/policy/policy-schema";

/** A draft that this window kept; null for what is none. */
export function parseKeptDraft(text: string): PolicyDraft | null {
  try {
    const read = policyDraftSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
