import { z } from "zod";
import { listPolicyChanges, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";

/**
 * The policy that judged. `changed`: the numbers that are not those of the version, or of the named policy, by parameter id.
 * `named` is there where a person made the policy of the version; without a slug it is from a file or being edited.
 */
export const policyAnswerSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  changed: z.record(z.string(), z.number()),
  named: z.strictObject({ slug: z.string().nullable(), name: z.string() }).exactOptional(),
});

export type PolicyAnswer = z.infer<typeof policyAnswerSchema>;

/** The policy of an answer, as every answer tells it. */
export function buildPolicyAnswer(policy: Policy): PolicyAnswer {
  const { id, version, named } = policy;
  const changed = { ...listPolicyChanges(policy) };
  return { id, version, changed, ...(named === undefined ? {} : { named: { slug: named.slug, name: named.name } }) };
}

const numbersMax = 100;

/** A policy as a page sends it to an action. Whether there is such a one, `resolvePolicy` tells. */
export const policyChoiceSchema: z.ZodType<PolicyChoice> = z.strictObject({
  version: z.string().max(60).nullable(),
  values: z
    .record(z.string().max(60), z.number())
    .refine((values) => Object.keys(values).length <= numbersMax, { error: "These are too many numbers." }),
});
