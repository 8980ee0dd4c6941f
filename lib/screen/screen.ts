import { z } from "zod";

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
  .regex(/^[0-9a-f]{64}$/, { error: "expected the 64 hexadecimal digits of a snapshot" });

/** One sort key: an expression of the language, and its direction. Missing values come last in both directions. */
export const sortKeySchema = z.strictObject({
  expression: z.string().min(1).max(queryLengthMax),
  descending: z.boolean(),
});

/** A screen: what to keep, how to order it, what to show, and on which data. All expressions are text in the language. */
export const screenSchema = z.strictObject({
  query: z.string(),
  sort: z.array(sortKeySchema).max(sortKeysMax),
  /** Expressions; empty means the columns of `set`. */
  columns: z.array(z.string().min(1).max(queryLengthMax)).max(columnsMax),
  /** Id of a column set. */
  set: z.string().regex(/^[a-z_]{1,40}$/),
  asOf: isoDateSchema.nullable(),
  snapshot: snapshotHashSchema.nullable(),
});

export type SortKey = z.infer<typeof sortKeySchema>;
export type Screen = z.infer<typeof screenSchema>;

/** The screen that shows everything: no filter, largest companies first, the overview columns, the current data. */
export const defaultScreen: Screen = {
  query: "",
  sort: [{ expression: "market_cap", descending: true }],
  columns: [],
  set: "overview",
  asOf: null,
  snapshot: null,
};
