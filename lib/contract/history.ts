import { z } from "zod";
import { formats } from "#lib/metric/metric";
import { missingReasons } from "#lib/util/missing";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/**
 * Which filings the past is read with: `as_filed`, each quarter as it was known when its report was filed; `latest`,
 * with everything filed since, restatements included.
 */
export const historyModes = ["as_filed", "latest"] as const;

export type HistoryMode = (typeof historyModes)[number];

/** How many quarters an answer holds at most, and when nothing is said. */
export const historyQuartersMax = 40;
export const historyQuartersDefault = 20;

const historyQuarterSchema = z.strictObject({
  /** The end of the quarter. */
  end: z.iso.date(),
  /** When its report was filed; null for a quarter that had none of its own. */
  filed: z.iso.date().nullable(),
  /** The day whose price and base rate count: that of the filing, or the quarter's end where there is none. */
  pricedOn: z.iso.date(),
});

const historyMetricSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  type: z.enum(["number", "text", "truth"]),
  unit: z.string().nullable(),
  format: z.enum(formats),
  /** One a quarter; null where it is missing or unknown. */
  values: z.array(z.union([z.number(), z.string(), z.boolean(), z.null()])),
  /** Why each value that is null is missing; null for a truth that is unknown. */
  missing: z.array(z.enum(missingReasons).nullable()),
});

/** The answer of `GET /api/v1/companies/{ticker}/history`. */
export const historyAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  ticker: z.string(),
  name: z.string(),
  mode: z.enum(historyModes),
  /** Oldest first. */
  quarters: z.array(historyQuarterSchema),
  metrics: z.array(historyMetricSchema),
  /** Metrics that were asked for and have no history, with the reason. */
  leftOut: z.array(z.strictObject({ id: z.string(), why: z.string() })),
});

export type MetricHistory = z.infer<typeof historyAnswerSchema>;
