import { z } from "zod";
import { formats } from "#lib/metric/metric";
import { verdictIds } from "#lib/verdict/verdict";
import { ruleAnswerSchema, valueSchema } from "./company";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/** What a rule says of the company before and under the scenario, in a word and in a sentence with its figures. */
const ruleSideSchema = ruleAnswerSchema.pick({ state: true, outcome: true, sentence: true });

/** The answer of `GET /api/v1/companies/{ticker}/stress`: what a scenario does to one company. */
export const companyStressSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  ticker: z.string(),
  /** As `scenario` takes it, and in words. */
  scenario: z.strictObject({ text: z.string(), description: z.string() }),
  /** False for banks, insurers and lenders: the scenario says nothing of their earnings. */
  isModelled: z.boolean(),
  /** The verdict as reported, and under the scenario. */
  from: z.enum(verdictIds),
  to: z.enum(verdictIds),
  /** Why the verdict under the scenario is what it is. */
  sentence: z.string(),
  /** The rules that say something else under the scenario. */
  rules: z.array(
    ruleAnswerSchema.pick({ id: true, side: true, label: true }).extend({
      before: ruleSideSchema,
      after: ruleSideSchema,
    }),
  ),
  /** Figures as reported and under the scenario, at the worse and the better end of what filings leave open. */
  figures: z.array(
    z.strictObject({
      id: z.enum(["earnings", "interest", "cover", "cushion"]),
      label: z.string(),
      format: z.enum(formats),
      reported: valueSchema,
      worse: valueSchema,
      better: valueSchema,
    }),
  ),
  /** The rise of rates at which cover falls to 1.5x with today's earnings, before re-rating; null where nothing is modelled. */
  headroom: z.strictObject({ worse: valueSchema, better: valueSchema }).nullable(),
});

export type CompanyStressAnswer = z.infer<typeof companyStressSchema>;
