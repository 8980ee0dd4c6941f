import { z } from "zod";

/** The version of the file layout. A reader refuses every other one. */
export const snapshotVersion = 1;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD");

const columnId = z.string().regex(/^[a-z][a-z0-9_]{0,63}(\[-\d{1,2}q?\])?$/, "a column id");

const columnSchema = z.discriminatedUnion("type", [
  z.strictObject({
    id: columnId,
    type: z.literal("number"),
    /** True when a byte column of reasons follows the values; false when every row is known. */
    reasons: z.boolean(),
  }),
  z.strictObject({ id: columnId, type: z.literal("text"), dictionary: z.array(z.string()).max(65_535) }),
]);

const sourceSchema = z.strictObject({
  /** File name or address, without the folder it happened to lie in. */
  name: z.string(),
  /** What it was recognised as (`holdings`, `companyfacts`, ...). */
  kind: z.string(),
  /** The day the source speaks of, where it says so. */
  asOf: day.nullable(),
  /** How many usable records it gave. */
  records: z.int().nonnegative(),
});

/** What a snapshot says of itself besides its columns. No clock time and no path, so that equal input gives equal bytes. */
export const snapshotInfoSchema = z.strictObject({
  /** Nothing filed, priced or listed after this day is in the table. */
  asOf: day,
  /** True for the generated sample universe; every page must then say so. */
  sample: z.boolean(),
  /** Names the set of formulas and point-in-time rules that the base columns were built for. */
  formulaVersion: z.string().min(1),
  sources: z.array(sourceSchema),
  /** Named counts (constituents, companies with filings, ...), for the Data page. */
  counts: z.record(z.string(), z.int().nonnegative()),
});

export type SnapshotInfo = z.infer<typeof snapshotInfoSchema>;
export type SnapshotSource = z.infer<typeof sourceSchema>;

/** The JSON header of a snapshot file. */
export const snapshotHeaderSchema = z
  .strictObject({
    ...snapshotInfoSchema.shape,
    rowCount: z.int().nonnegative().max(10_000_000),
    columns: z.array(columnSchema).max(10_000),
  })
  .refine((header) => new Set(header.columns.map((column) => column.id)).size === header.columns.length, {
    message: "a column id comes twice",
    path: ["columns"],
  });

export type SnapshotHeader = z.infer<typeof snapshotHeaderSchema>;
