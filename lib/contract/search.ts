import { z } from "zod";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { verdictIds } from "#lib/verdict/verdict";
import { countParameter } from "./count-parameter";
import { policyAnswerSchema } from "./policy";
import { searchLengthMax } from "./search-length";
import { snapshotRefSchema } from "./snapshot";

/** The most hits of one kind in an answer. */
const searchLimitMax = 50;

const searchTickersLengthMax = 200;

/** The parameters of `GET /api/v1/search` beside the policy. */
export const searchParameterSchema = z.strictObject({
  /** What was typed; empty for nothing but the lists and screens of whoever is signed in. */
  q: z
    .string()
    .max(searchLengthMax, { error: `expected at most ${searchLengthMax} characters` })
    .default(""),
  /** Companies to be told of while nothing is typed: tickers between commas. Those that there are not are left out. */
  tickers: z
    .string()
    .max(searchTickersLengthMax, { error: `expected at most ${searchTickersLengthMax} characters` })
    .transform((text) => text.split(",").filter((ticker) => ticker !== ""))
    .default([]),
  /** How many hits of each kind. */
  limit: countParameter.pipe(z.int().max(searchLimitMax, { error: `expected at most ${searchLimitMax}` })).default(8),
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
});

/** A company, with its verdict on the data and by the policy that were asked for. */
const companyHitSchema = z.strictObject({
  ticker: z.string(),
  name: z.string(),
  sector: z.string().nullable(),
  verdict: z.enum(verdictIds),
  isProvisional: z.boolean(),
  /** The ticker that was found, where it is another one of the company's: a further class of shares, or one that it had. */
  foundAs: z.string().nullable(),
});

/** A metric or a figure that can be shown as a column. */
const metricHitSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  group: z.string(),
  unit: z.string().nullable(),
  /** Whether `/methodology` has its formula, at `#metric-ID`. */
  isExplained: z.boolean(),
  /** A filter to begin with, such as `interest_cover >= 3x`; null for what is no number, or known of nobody. */
  startingFilter: z.string().nullable(),
});

/** What of a person's own fits: nothing for strangers. */
const ownHitsSchema = z.strictObject({
  screens: z.array(z.strictObject({ id: z.string(), name: z.string(), search: z.string() })),
  watchlists: z.array(z.strictObject({ id: z.string(), name: z.string(), count: z.int() })),
});

/** The answer of `GET /api/v1/search`, each kind the likeliest first. */
export const searchAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  companies: z.array(companyHitSchema),
  /** How many companies fit; `companies` has the first. */
  companyCount: z.int(),
  metrics: z.array(metricHitSchema),
  metricCount: z.int(),
  /** Null where nobody is signed in, or where it cannot be told who is. */
  own: ownHitsSchema.nullable(),
});

export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
export type CompanyHit = z.infer<typeof companyHitSchema>;
export type MetricHit = z.infer<typeof metricHitSchema>;
export type OwnHits = z.infer<typeof ownHitsSchema>;
