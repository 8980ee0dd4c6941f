// The small form of zod: this file is part of the screener's first load, and the full one weighs 25 KB there. It has no
// messages of its own, so each check brings one.
import * as z from "zod/mini";
import { scenarioSchema } from "../stress/scenario";

/** The longest query text, in characters (the language's own limit). */
export const queryLengthMax = 4000;

/** The most columns a screen may show. */
export const columnsMax = 60;

/** The most sort keys a screen may have. */
export const sortKeysMax = 5;

/** A calendar date as `YYYY-MM-DD` that exists. */
export const isoDateSchema = z.iso.date({ error: "expected a date like 2026-05-05" });

/** The SHA-256 of a snapshot file, in lower-case hexadecimal. */
export const snapshotHashSchema = z
  .string()
  .check(z.regex(/^[0-9a-f]{64}$/, { error: "expected the 64 hexadecimal digits of a snapshot" }));

const expressionSchema = z
  .string({ error: "expected an expression" })
  .check(
    z.minLength(1, { error: "an expression is empty" }),
    z.maxLength(queryLengthMax, { error: `an expression has more than ${queryLengthMax} characters` }),
  );

/** The most metrics of its own that a screen may define. */
export const customMetricsMax = 20;

/** A metric of the screen's own: a name, and a formula in the language that may use the others. */
export const customMetricSchema = z.strictObject({
  id: z
    .string({ error: "expected a name" })
    .check(z.regex(/^[a-z_][a-z0-9_]{0,39}$/, { error: "expected a name of small letters, such as my_score" })),
  formula: expressionSchema,
});

/** One sort key: an expression of the language, and its direction. Missing values come last in both directions. */
export const sortKeySchema = z.strictObject({
  expression: expressionSchema,
  descending: z.boolean({ error: "expected a direction" }),
});

/** A screen: what to keep, how to order it, what to show, under which scenario, and on which data. All expressions are text in the language. */
export const screenSchema = z.strictObject({
  query: z.string({ error: "expected a query" }),
  sort: z
    .array(sortKeySchema, { error: "expected a list of sort keys" })
    .check(z.maxLength(sortKeysMax, { error: `expected at most ${sortKeysMax} sort keys` })),
  /** Expressions; empty means the columns of `set`. */
  columns: z
    .array(expressionSchema, { error: "expected a list of columns" })
    .check(z.maxLength(columnsMax, { error: `expected at most ${columnsMax} columns` })),
  /** Id of a column set. */
  set: z
    .string({ error: "expected the id of a column set" })
    .check(z.regex(/^[a-z_]{1,40}$/, { error: "expected the id of a column set, such as debt" })),
  metrics: z
    .array(customMetricSchema, { error: "expected a list of metrics" })
    .check(z.maxLength(customMetricsMax, { error: `expected at most ${customMetricsMax} metrics` })),
  /** What the verdicts and `stressed(...)` assume; null: the verdicts are of the figures as reported. */
  scenario: z.nullable(scenarioSchema),
  asOf: z.nullable(isoDateSchema),
  snapshot: z.nullable(snapshotHashSchema),
});

export type SortKey = z.infer<typeof sortKeySchema>;
export type Screen = z.infer<typeof screenSchema>;

/** The screen that shows everything: no filter, largest companies first, the overview columns, the current data. */
export const defaultScreen: Screen = {
  query: "",
  sort: [{ expression: "market_cap", descending: true }],
  columns: [],
  set: "overview",
  metrics: [],
  scenario: null,
  asOf: null,
  snapshot: null,
};
