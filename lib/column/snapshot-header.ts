// The small form of zod, since a browser reads snapshots too. It has no messages of its own: each check brings one.
import * as z from "zod/mini";
import { objectError } from "#lib/util/object-error";

/** The version of the file layout. A reader refuses every other one. */
export const snapshotVersion = 1;

const day = z
  .string({ error: "expected a date as YYYY-MM-DD" })
  .check(z.regex(/^\d{4}-\d{2}-\d{2}$/, { error: "expected a date as YYYY-MM-DD" }));

const columnId = z
  .string({ error: "expected a column id" })
  .check(z.regex(/^[a-z][a-z0-9_]{0,63}(\[-\d{1,2}q?\])?$/, { error: "expected a column id" }));

const text = z.string({ error: "expected a text" });
const flag = z.boolean({ error: "expected true or false" });
const count = z
  .int({ error: "expected a whole number" })
  .check(z.nonnegative({ error: "expected a count of 0 or more" }));

const columnSchema = z.discriminatedUnion(
  "type",
  [
    z.strictObject(
      {
        id: columnId,
        type: z.literal("number"),
        /** True when a byte column of reasons follows the values; false when every row is known. */
        reasons: flag,
      },
      objectError,
    ),
    z.strictObject(
      {
        id: columnId,
        type: z.literal("text"),
        dictionary: z
          .array(text, { error: "expected a list of texts" })
          .check(z.maxLength(65_535, { error: "expected at most 65,535 texts" })),
      },
      objectError,
    ),
  ],
  { error: 'expected a column of type "number" or "text"' },
);

const sourceSchema = z.strictObject(
  {
    /** File name or address, without the folder it happened to lie in. */
    name: text,
    /** What it was recognised as (`holdings`, `companyfacts`, ...). */
    kind: text,
    /** The day the source speaks of, where it says so. */
    asOf: z.nullable(day),
    /** How many usable records it gave. */
    records: count,
  },
  objectError,
);

/** What a snapshot says of itself besides its columns. No clock time and no path, so that equal input gives equal bytes. */
const infoShape = {
  /** Nothing filed, priced or listed after this day is in the table. */
  asOf: day,
  /** True for the generated sample universe; every page must then say so. */
  sample: flag,
  /** Names the set of formulas and point-in-time rules that the base columns were built for. */
  formulaVersion: text.check(z.minLength(1, { error: "expected a version" })),
  sources: z.array(sourceSchema, { error: "expected a list of sources" }),
  /** Named counts (constituents, companies with filings, ...), for the Data page. */
  counts: z.record(z.string(), count, { error: "expected counts by name" }),
};

/** The JSON header of a snapshot file. */
export const snapshotHeaderSchema = z
  .strictObject(
    {
      ...infoShape,
      rowCount: count.check(z.maximum(10_000_000, { error: "expected at most 10,000,000 rows" })),
      columns: z
        .array(columnSchema, { error: "expected a list of columns" })
        .check(z.maxLength(10_000, { error: "expected at most 10,000 columns" })),
    },
    objectError,
  )
  .check(
    z.refine((header) => new Set(header.columns.map((column) => column.id)).size === header.columns.length, {
      error: "a column id comes twice",
      path: ["columns"],
    }),
  );

export type SnapshotHeader = z.infer<typeof snapshotHeaderSchema>;
export type SnapshotInfo = Omit<SnapshotHeader, "rowCount" | "columns">;
export type SnapshotSource = z.infer<typeof sourceSchema>;
