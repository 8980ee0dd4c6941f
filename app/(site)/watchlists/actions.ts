"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import { AppError } from "#lib/contract/app-error";
import {
  holdingsSchema,
  itemSizeSchema,
  listNameSchema,
  type NewWatchlist,
  newWatchlistSchema,
  noteSchema,
  ownedIdSchema,
  sizingSchema,
  tagsMax,
  tagsSchema,
  tickerSchema,
  tickersSchema,
  type WatchlistHolding,
  type WatchlistMade,
  type WatchOutcome,
} from "#lib/contract/watchlist";
import { requireUser } from "#lib/server/auth/session";
import { runAction } from "#lib/server/http/action";
import { type AddedToWatchlist, addToWatchlist } from "#lib/server/service/watchlist/add-to-watchlist";
import { chooseSizing } from "#lib/server/service/watchlist/choose-sizing";
import { createWatchlist } from "#lib/server/service/watchlist/create-watchlist";
import { deleteWatchlist } from "#lib/server/service/watchlist/delete-watchlist";
import { listHoldings } from "#lib/server/service/watchlist/list-holdings";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { noteWatchlistItem } from "#lib/server/service/watchlist/note-watchlist-item";
import { removeFromWatchlist } from "#lib/server/service/watchlist/remove-from-watchlist";
import { renameWatchlist } from "#lib/server/service/watchlist/rename-watchlist";
import { sizeWatchlistItem } from "#lib/server/service/watchlist/size-watchlist-item";
import { tagLengthMax } from "#lib/workbench/page-url";

const itemSchema = z.strictObject({ watchlistId: ownedIdSchema, ticker: tickerSchema });

export async function listWatchlistsAction(input: unknown): Promise<ActionResult<readonly WatchlistHolding[]>> {
  return runAction(z.strictObject({ tickers: tickersSchema }), input, async ({ tickers }) => {
    const user = await requireUser();
    return listHoldings(user.id, tickers);
  });
}

export async function createWatchlistAction(input: unknown): Promise<ActionResult<WatchlistMade>> {
  return runAction(newWatchlistSchema, input, async ({ name, given }) => {
    const user = await requireUser();
    const { id, name: kept } = await createWatchlist(user.id, name);
    const outcome = given === null ? null : await fillOrDelete(user.id, id, given);
    refresh();
    return { id, name: kept, outcome };
  });
}

export async function renameWatchlistAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ watchlistId: ownedIdSchema, name: listNameSchema }), input, async (given) => {
    const user = await requireUser();
    await renameWatchlist(user.id, given.watchlistId, given.name);
    refresh();
    return null;
  });
}

export async function deleteWatchlistAction(input: unknown): Promise<ActionResult> {
  return runAction(z.strictObject({ watchlistId: ownedIdSchema }), input, async ({ watchlistId }) => {
    const user = await requireUser();
    await deleteWatchlist(user.id, watchlistId);
    return null;
  });
}

const watchSchema = z.strictObject({ watchlistId: ownedIdSchema.nullable(), tickers: tickersSchema });
const firstListName = "Watchlist";

/** Adds companies to a list; without a list, to a new one. Those that the data do not have are named and left out. */
export async function watchAction(input: unknown): Promise<ActionResult<WatchOutcome>> {
  return runAction(watchSchema, input, async ({ watchlistId, tickers }) => {
    const user = await requireUser();
    const asked = [...new Set(tickers)];
    const id = watchlistId ?? (await createWatchlist(user.id, await chooseName(user.id))).id;
    const outcome = await addToWatchlist(user.id, id, asked);
    if (outcome.unknown.length === asked.length) {
      throw new AppError(
        "company_not_found",
        asked.length === 1
          ? `${asked[0]} is not in the current data, so it was not added.`
          : "None of these companies is in the current data, so none was added.",
      );
    }
    return { id, ...outcome };
  });
}

async function chooseName(userId: string): Promise<string> {
  const taken = new Set((await listWatchlists(userId)).map(({ name }) => name.toLowerCase()));
  let name = firstListName;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${firstListName} ${number}`;
  return name;
}

/** Companies for a list that was just made, which goes again where they cannot be added, so that its name is free for the next try. */
async function fillOrDelete(
  userId: string,
  id: string,
  given: NonNullable<NewWatchlist["given"]>,
): Promise<AddedToWatchlist> {
  try {
    return await addHoldings(userId, id, given);
  } catch (error) {
    await deleteWatchlist(userId, id).catch(() => undefined);
    throw error;
  }
}

function addHoldings(
  userId: string,
  id: string,
  { sizing, holdings }: NonNullable<NewWatchlist["given"]>,
): Promise<AddedToWatchlist> {
  const tickers = holdings.map(({ ticker }) => ticker);
  const sizes = new Map(holdings.flatMap(({ ticker, size }) => (size === null ? [] : [[ticker, size] as const])));
  return addToWatchlist(userId, id, tickers, sizing === null ? null : { sizing, sizes });
}

const addSchema = z.strictObject({ watchlistId: ownedIdSchema, given: holdingsSchema });

/** Adds companies to a list, with their shares or weights where they have them; who is on it already gets the new number. */
export async function addToWatchlistAction(input: unknown): Promise<ActionResult<AddedToWatchlist>> {
  return runAction(addSchema, input, async ({ watchlistId, given }) => {
    const user = await requireUser();
    const outcome = await addHoldings(user.id, watchlistId, given);
    refresh();
    return outcome;
  });
}

const sizingChoiceSchema = z.strictObject({ watchlistId: ownedIdSchema, sizing: sizingSchema.nullable() });

/** Says which numbers a list uses: shares, weights or none. */
export async function chooseSizingAction(input: unknown): Promise<ActionResult> {
  return runAction(sizingChoiceSchema, input, async ({ watchlistId, sizing }) => {
    const user = await requireUser();
    await chooseSizing(user.id, watchlistId, sizing);
    refresh();
    return null;
  });
}

/** Sets the shares or the weight of one company. */
export async function sizeAction(input: unknown): Promise<ActionResult> {
  return runAction(itemSchema.extend({ change: itemSizeSchema }), input, async ({ watchlistId, ticker, change }) => {
    const user = await requireUser();
    // Also where it is refused: what another window has saved is shown then.
    refresh();
    await sizeWatchlistItem(user.id, watchlistId, ticker, change);
    return null;
  });
}

export async function removeFromWatchlistAction(input: unknown): Promise<ActionResult> {
  return runAction(itemSchema, input, async ({ watchlistId, ticker }) => {
    const user = await requireUser();
    await removeFromWatchlist(user.id, watchlistId, ticker);
    refresh();
    return null;
  });
}

const seenNoteSchema = z.strictObject({
  note: z.string().max(2000),
  tags: z.array(z.string().max(tagLengthMax)).max(tagsMax),
});
const noteInputSchema = itemSchema.extend({ note: noteSchema, tags: tagsSchema, before: seenNoteSchema });

export async function noteAction(input: unknown): Promise<ActionResult> {
  return runAction(noteInputSchema, input, async ({ watchlistId, ticker, before, ...noted }) => {
    const user = await requireUser();
    // Also where it is refused: what another window has saved is shown then.
    refresh();
    await noteWatchlistItem(user.id, watchlistId, ticker, noted, before);
    return null;
  });
}
