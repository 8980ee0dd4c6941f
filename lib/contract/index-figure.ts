import { z } from "zod";
import { figureGaps, figureSections } from "#lib/index/figure";
import { formats } from "#lib/metric/metric";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { parseScenario } from "#lib/stress/scenario-text";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/** An assumption as an address writes it: `mild_recession`, or `rate_shift:300bp,ebit_change:-15%`. */
const scenarioParameter = z
  .string()
  .max(1000)
  .transform((text, context) => {
    const scenario = parseScenario(text);
    if (scenario.ok) return scenario.value;
    context.addIssue({ code: "custom", message: scenario.error });
    return z.NEVER;
  });

/** The parameters of `GET /api/v1/index`, beside those of the policy. */
export const indexParameterSchema = z.strictObject({
  /** One figure by its id; all when absent. */
  figure: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,79}$/, { error: "expected the id of a figure, such as top_ten_weight" })
    .optional(),
  scenario: scenarioParameter.optional(),
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
});

/** How many, and what of the index they weigh together (0 to 1; 0 for what has no weight). */
const countedSchema = z.strictObject({ count: z.int().nonnegative(), weight: z.number() });

/** Of what a value is: `known` and `unknown` add up to `denominator`. */
const figureBaseSchema = z.strictObject({
  of: z.enum(["companies", "trading days", "closes", "publications"]),
  denominator: countedSchema,
  known: countedSchema,
  unknown: countedSchema,
});

const figureValueSchema = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("known"), value: z.number() }),
  z.strictObject({ state: z.literal("interval"), low: z.number(), high: z.number() }),
  z.strictObject({ state: z.literal("missing"), reason: z.enum(figureGaps), detail: z.string() }),
]);

const indexFigureSchema = z.strictObject({
  id: z.string(),
  section: z.enum(figureSections),
  label: z.string(),
  definition: z.string(),
  asOf: z.iso.date(),
  /** Of the language: `ratio` is 0.1 for 10%, `usd` is whole dollars. */
  unit: z.string(),
  format: z.enum(formats),
  value: figureValueSchema,
  base: figureBaseSchema,
  /** What a share could be, whatever the unknown are; null for what is no share of companies. */
  bounds: z.strictObject({ low: z.number(), high: z.number() }).nullable(),
  parts: z.array(z.strictObject({ label: z.string(), value: figureValueSchema, base: figureBaseSchema })).readonly(),
  points: z.array(z.strictObject({ asOf: z.iso.date(), value: z.number() })).readonly(),
  names: z.array(z.strictObject({ ticker: z.string(), name: z.string(), value: z.number().nullable() })).readonly(),
  published: z
    .array(z.strictObject({ value: z.number(), date: z.string(), source: z.string(), whyDifferent: z.string() }))
    .readonly(),
});

/** The answer of `GET /api/v1/index`. */
export const indexAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  /** What the verdicts assume; null for the figures as reported. */
  scenario: z.string().nullable(),
  /** How many companies the index has. */
  total: z.int(),
  figures: z.array(indexFigureSchema).readonly(),
});

export type IndexAnswer = z.infer<typeof indexAnswerSchema>;
