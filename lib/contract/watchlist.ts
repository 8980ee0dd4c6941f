import { z } from "zod";
import type { Value } from "#lib/expr/vector";
import { tickerPattern } from "#lib/source/ticker-pattern";
import type { Verdict } from "#lib/verdict/verdict";
import { tagLengthMax } from "#lib/workbench/page-url";
import { sizeMax, sizings } from "#lib/workbench/portfolio/sizing";
import type { ActionResult } from "./action-result";
import { plainTextSchema } from "./plain-text";

/** The most lists of a user, companies of a list, and saved screens of a user. */
export const watchlistsMax = 100;
export const watchlistItemsMax = 2000;
export const savedScreensMax = 500;

/** The id of something a user owns. */
export const ownedIdSchema = z.string().regex(/^[\w-]{1,40}$/, { error: "This is not an id." });

/** The name of a watchlist or a saved screen. */
export const listNameSchema = plainTextSchema
  .min(1, { error: "Give it a name." })
  .max(80, { error: "Use at most 80 characters." });

/** A note on a company of a list. */
export const noteSchema = plainTextSchema.max(2000, { error: "A note has at most 2,000 characters." });

/** The most tags of a company on a list. */
export const tagsMax = 10;

/** Tags as typed, between commas: each once, in small letters. */
export const tagsSchema = plainTextSchema
  .max(400, { error: "These are too many tags." })
  .transform((text) => [...new Set(text.split(",").map((tag) => tag.trim().toLowerCase()))].filter((tag) => tag !== ""))
  .refine((tags) => tags.length <= tagsMax, { error: `Use at most ${tagsMax} tags.` })
  .refine((tags) => tags.every((tag) => tag.length <= tagLengthMax), {
    error: `A tag has at most ${tagLengthMax} letters.`,
  });

/** A ticker as typed, in capitals. */
export const tickerSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(tickerPattern, { error: "This is not a ticker, such as HRI." });

/** Shares as a count or a weight as a fraction; what of the two, and which bound holds, the list says. */
const sizeSchema = z
  .number()
  .min(0, { error: "A size is not negative." })
  .max(sizeMax.shares, { error: "This is too much." });

/** What the numbers of a list are. */
export const sizingSchema = z.enum(sizings);

/** The size of one company of a list, and what it was where it was typed. */
export const itemSizeSchema = z
  .strictObject({ sizing: sizingSchema, size: sizeSchema.nullable(), before: sizeSchema.nullable() })
  .refine(({ sizing, size }) => size === null || size <= sizeMax[sizing], { error: "A weight is at most 100%." });

/** Companies to be added with or without numbers, each once. `sizing` is what the numbers are; null where there are none. */
export const holdingsSchema = z
  .strictObject({
    sizing: sizingSchema.nullable(),
    holdings: z
      .array(z.strictObject({ ticker: tickerSchema, size: sizeSchema.nullable() }))
      .min(1, { error: "Give at least one ticker." })
      .max(watchlistItemsMax, { error: "A watchlist holds at most 2,000 companies." }),
  })
  .refine(
    ({ sizing, holdings }) =>
      holdings.every(({ size }) => size === null || (sizing !== null && size <= sizeMax[sizing])),
    {
      error: "A weight is at most 100%, and a number says what it is.",
    },
  )
  .refine(({ holdings }) => new Set(holdings.map(({ ticker }) => ticker)).size === holdings.length, {
    error: "A ticker stands there twice.",
  });

/** Tickers of companies that go on a list together. */
export const tickersSchema = z
  .array(tickerSchema)
  .min(1, { error: "Choose at least one company." })
  .max(watchlistItemsMax, { error: "A watchlist holds at most 2,000 companies." });

/** A watchlist to choose from. */
export interface WatchlistChoice {
  readonly id: string;
  readonly name: string;
}

/** A list to be made, with its first companies where there are any. */
export const newWatchlistSchema = z.strictObject({ name: listNameSchema, given: holdingsSchema.nullable() });

export type NewWatchlist = z.infer<typeof newWatchlistSchema>;

/** A list that was made, and what came of its first companies. */
export interface WatchlistMade extends WatchlistChoice {
  readonly outcome: AddOutcome | null;
}

/** A watchlist to choose from, and which of some companies are on it. */
export interface WatchlistHolding extends WatchlistChoice {
  readonly holds: "none" | "some" | "all";
}

/** What came of adding companies to a list, by ticker. */
export interface AddOutcome {
  readonly added: readonly string[];
  /** On the list before; their notes and dates are kept. */
  readonly present: readonly string[];
  /** Not in the current data, and not added. */
  readonly unknown: readonly string[];
  /** Further tickers of a company that was named before; left out with their numbers. */
  readonly doubled: readonly string[];
  /** On the list with another number before. */
  readonly resized: readonly { readonly ticker: string; readonly before: number; readonly size: number }[];
}

/** What came of it, and on which list. */
export interface WatchOutcome extends WatchlistChoice, Pick<AddOutcome, "added" | "present" | "unknown"> {}

/** What a page offers of watchlists beside companies. */
export interface WatchActions {
  /** The visitor's lists, each with which of the companies it holds. */
  readonly listWatchlists: (input: {
    readonly tickers: readonly string[];
  }) => Promise<ActionResult<readonly WatchlistHolding[]>>;
  /** Adds companies to a list; without a list, to a new one. */
  readonly watch: (input: {
    readonly watchlistId: string | null;
    readonly tickers: readonly string[];
  }) => Promise<ActionResult<WatchOutcome>>;
}

/** What the data say of a followed company. */
export interface FollowedState {
  /** Of the universe that was asked. */
  readonly row: number;
  /** The company's ticker in these data, which may have changed since it was added. */
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly verdict: Verdict;
  /** Whether the figures are second-hand, so that the verdict is provisional. */
  readonly isProvisional: boolean;
  /** In the order of the metrics asked for. */
  readonly cells: readonly Value[];
}
