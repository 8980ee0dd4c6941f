import { z } from "zod";
import { formats, metricCategories } from "#lib/metric/metric";
import { policyAnswerSchema } from "./policy";

/** A metric as the API lists it, with its formula in the language. */
export const metricAnswerSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  description: z.string(),
  type: z.enum(["number", "text", "truth"]),
  unit: z.string().nullable(),
  format: z.enum(formats),
  better: z.enum(["higher", "lower", "none"]),
  category: z.enum(metricCategories),
  /** The companies it speaks of, as a truth in the language; null for all. */
  applies: z.string().nullable(),
  formula: z.string(),
  source: z.strictObject({ kind: z.enum(["published", "literature", "own_choice"]), text: z.string() }),
});

/** A figure that formulas are made of. */
export const factAnswerSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  type: z.enum(["number", "text"]),
  unit: z.string().nullable(),
});

/** The answer of `GET /api/v1/metrics`. */
export const metricsAnswerSchema = z.strictObject({
  policy: policyAnswerSchema,
  metrics: z.array(metricAnswerSchema),
  columns: z.array(factAnswerSchema),
});

export type MetricsAnswer = z.infer<typeof metricsAnswerSchema>;
