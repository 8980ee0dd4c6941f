import { z } from "zod";
import { verdictIds } from "#lib/verdict/verdict";
import { countParameter } from "./count-parameter";
import { policyAnswerSchema } from "./policy";
import { snapshotRefSchema } from "./snapshot";

/** The most rows one answer holds; more are read with `offset`. */
export const screenLimitMax = 5000;

/** The rows an answer holds when no limit is given. */
export const screenLimitDefault = 100;

/** The parameters of `GET /api/v1/screen` that a screen itself does not have. */
export const screenPageSchema = z.strictObject({
  limit: countParameter.pipe(z.int().max(screenLimitMax)).default(screenLimitDefault),
  offset: countParameter.default(0),
  /** `1`: the answer says what each condition of the query does to the result. */
  doctor: z
    .enum(["0", "1"], { error: "expected 1 or 0" })
    .transform((flag) => flag === "1")
    .default(false),
});

export const screenColumnSchema = z.strictObject({
  /** The expression as asked for; the key of its cells. */
  id: z.string(),
  label: z.string(),
  type: z.enum(["number", "text", "truth"]),
  unit: z.string().nullable(),
});

/** A cell: a number in the column's unit, a text, a truth; null when missing (the row's `missing` says why). */
export const cellSchema = z.union([z.number(), z.string(), z.boolean(), z.null()]);

/** The reasons of the cells of a row that are null, by column id. */
const missingSchema = z.record(z.string(), z.string());

export const screenRowSchema = z
  .object({
    ticker: z.string(),
    name: z.string(),
    sector: z.string().nullable(),
    verdict: z.enum(verdictIds),
    /** Tickers of the company's other classes of shares that the index has; left out where there are none. */
    otherClasses: z.array(z.string()).optional(),
    /** True where the figures are second-hand, so that the verdict is provisional; left out elsewhere. */
    isProvisional: z.literal(true).optional(),
    missing: missingSchema,
  })
  .catchall(z.union([cellSchema, missingSchema, z.array(z.string())]));

const verdictCountsSchema = z.record(z.enum(verdictIds), z.int());

/** How many companies would pass with one number of a condition changed. */
const sensitivitySchema = z.strictObject({
  end: z.enum(["only", "low", "high"]),
  bound: z.number(),
  points: z.array(z.strictObject({ bound: z.number(), count: z.int() })).readonly(),
});

/** What each condition of the query does: see lib/screen/screen-doctor. */
export const diagnosisSchema = z.strictObject({
  count: z.int(),
  unknown: z.int(),
  clauses: z
    .array(
      z.strictObject({
        expression: z.string(),
        passes: z.int(),
        removes: z.int(),
        unknown: z.int(),
        removesOnlyIt: z.int(),
        unknownOnlyIt: z.int(),
        sensitivity: z.array(sensitivitySchema).readonly(),
      }),
    )
    .readonly(),
  /** The place in `clauses` of the condition that costs most companies by itself; null where none does. */
  loosen: z.int().nullable(),
});

/** The answer of `GET /api/v1/screen`. */
export const screenAnswerSchema = z.strictObject({
  snapshot: snapshotRefSchema,
  policy: policyAnswerSchema,
  /** What the verdicts and `stressed(...)` assume, as `scenario` takes it; null: the verdicts are as reported. */
  scenario: z.string().nullable(),
  /** The query as the language prints it, with its `rank by` clause; null when there is none. */
  query: z.string().nullable(),
  /** Companies for which the query is true. A company with several classes of shares is one, and one row. */
  count: z.int(),
  /** Companies for which it is unknown, since a number it needs is missing. They are not among the rows. */
  unknown: z.int(),
  /** All companies. */
  total: z.int(),
  /** How many of all companies have each verdict; those by second-hand figures are counted apart, and not twice. */
  verdicts: z.strictObject({ settled: verdictCountsSchema, provisional: verdictCountsSchema }),
  /** What is right in the query and can keep nobody, each in a sentence: a sector that these data lack. */
  warnings: z.array(z.string()),
  /** Only where it is asked for. */
  doctor: diagnosisSchema.optional(),
  columns: z.array(screenColumnSchema),
  rows: z.array(screenRowSchema),
});

export type ScreenAnswer = z.infer<typeof screenAnswerSchema>;
