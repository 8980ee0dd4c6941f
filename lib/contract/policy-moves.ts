import { z } from "zod";
import type { PolicyFault } from "#lib/verdict/policy/check-policy";
import { verdictIds } from "#lib/verdict/verdict";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

const countsSchema = z.strictObject({ resilient: z.int(), mixed: z.int(), weak: z.int(), not_rated: z.int() });

/** A policy with what it is called and how many companies it judges as what. */
const judgingPolicySchema = policyAnswerSchema.extend({ label: z.string(), counts: countsSchema });

/** The answer of `GET /api/v1/policy`: what a policy says of all companies, beside the one that it is held against. */
export const policyMovesSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  /** The policy that was asked for. */
  after: judgingPolicySchema,
  /**
   * The same policy with its own numbers, where some are changed; the version that a named policy is made from; else the
   * policy that judges by default.
   */
  before: judgingPolicySchema,
  /** Companies with another verdict, those that weigh most first. */
  moves: z.array(
    z.strictObject({
      ticker: z.string(),
      name: z.string(),
      sector: z.string().nullable(),
      from: z.enum(verdictIds),
      to: z.enum(verdictIds),
      /** The labels of the rules that settle the new verdict; none for a resilient company, which passes all. */
      now: z.array(z.string()),
      /** Of the rules that settled the old verdict, the labels of those that say something else now or are asked no more. */
      gone: z.array(z.string()),
    }),
  ),
});

export type PolicyMoves = z.infer<typeof policyMovesSchema>;

/** What came of trying a policy that is being edited. */
export interface TriedPolicy {
  /** What is wrong with it, by rule and place; none where it can judge. */
  readonly faults: readonly PolicyFault[];
  /** Who changes verdict against its version; null where something is wrong, and where no data are loaded. */
  readonly moves: PolicyMoves | null;
}
