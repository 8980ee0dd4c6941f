import { z } from "zod";
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

/** A ticker as typed, in capitals. */
export const tickerSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9.-]{0,11}$/, { error: "This is not a ticker, such as HRI." });
