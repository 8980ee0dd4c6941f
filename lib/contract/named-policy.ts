import { z } from "zod";
import { policyDraftSchema, policySchema } from "#lib/verdict/policy/policy-schema";
import { listNameSchema } from "./watchlist";

/** The most policies of a user. */
export const namedPoliciesMax = 20;

/** The slug of a named policy, without its mark. */
export const policySlugSchema = z.string().regex(/^[\w-]{8,40}$/, { error: "This is not the slug of a policy." });

/** What the editor sends to be tried. */
export const tryPolicySchema = z.strictObject({ draft: policyDraftSchema });

/** What the editor sends to be kept: under a new slug, or in place of a revision of one's own. */
export const savePolicySchema = z.strictObject({
  name: listNameSchema,
  draft: policyDraftSchema,
  replaces: z.strictObject({ slug: policySlugSchema, revision: z.int().min(0) }).nullable(),
});

/** The answer of `GET /api/v1/policies/{slug}`: the policy in the form that `--policy FILE.json` reads. */
export const namedPolicyAnswerSchema = z.unknown().pipe(policySchema);
