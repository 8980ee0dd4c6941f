import { z } from "zod";
import { listPolicyChanges, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";

/** The policy that judged, with the numbers that are not the shipped ones, by parameter id. */
export const policyAnswerSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  changed: z.record(z.string(), z.number()),
});

export type PolicyAnswer = z.infer<typeof policyAnswerSchema>;

/** The policy of an answer, as every answer tells it. */
export function buildPolicyAnswer(policy: Policy): PolicyAnswer {
  return { id: policy.id, version: policy.version, changed: { ...listPolicyChanges(policy) } };
}

const numbersMax = 100;

/** A policy as a page sends it to an action. Whether there is such a one, `resolvePolicy` tells. */
export const policyChoiceSchema: z.ZodType<PolicyChoice> = z.strictObject({
  version: z.string().max(20).nullable(),
  values: z
    .record(z.string().max(60), z.number())
    .refine((values) => Object.keys(values).length <= numbersMax, { error: "These are too many numbers." }),
});
