import type { Rule } from "#lib/verdict/policy/policy";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";

/** A rule of version 1 that version 2 has as it is, and whom it speaks of there. Throws for an id that version 1 has not. */
export function keepRule(id: string, applies: string): Rule {
  const found = policyV1.rules.find((rule) => rule.id === id);
  if (found === undefined) throw new Error(`Impossible state: version 1 has no rule "${id}"`);
  return { ...found, applies };
}
