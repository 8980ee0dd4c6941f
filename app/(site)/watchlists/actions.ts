"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import { AppError } from "#lib/contract/app-error";
import {
  listNameSchema,
  noteSchema,
  ownedIdSchema,
  tagsSchema,
  tickerSchema,
  tickersSchema,
  type WatchlistChoice,
  type WatchlistHolding,
  type WatchOutcome,
} from "#lib/contract/watchlist";
import { requireUser } from "#lib/server/auth/session";
import { runAction } from "#lib/server/http/action";
import { type AddedToWatchlist, addToWatchlist } from "#lib/server/service/watchlist/add-to-watchlist";
import { createWatchlist } from "#lib/server/service/watchlist/create-watchlist";
import { deleteWatchlist } from "#lib/server/service/watchlist/delete-watchlist";
import { listHoldings } from "#lib/server/service/watchlist/list-holdings";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { noteWatchlistItem } from "#lib/server/service/watchlist/note-watchlist-item";
import { removeFromWatchlist } from "#lib/server/service/watchlist/remove-from-watchlist";
import { renameWatchlist } from "#lib/server/service/watchlist/rename-watchlist";

const itemSchema = z.strictObject({ watchlistId: ownedIdSchema, ticker: tickerSchema });

export async function listWatchlistsAction(input: unknown): Promise<ActionResult<readonly WatchlistHolding[]>> {
  return runAction(z.strictObject({ tickers: tickersSchema }), input, async ({ tickers }) => {
    const user = await requireUser();
    return listHoldings(user.id, tickers);
  });
}

export async function createWatchlistAction(input: unknown): Promise<ActionResult<WatchlistChoice>> {
  return runAction(z.strictObject({ name: listNameSchema }), input, async ({ name }) => {
    const user = await requireUser();
    const made = await createWatchlist(user.id, name);
    refresh();
    return { id: made.id, name: made.name };
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

const addSchema = z.strictObject({
  watchlistId: ownedIdSchema,
  /** As typed or pasted: tickers between blanks, commas, semicolons or line ends. */
  text: z.string().trim().min(1, { error: "Type at least one ticker." }).max(20_000, { error: "This is too long." }),
});

export async function addToWatchlistAction(input: unknown): Promise<ActionResult<AddedToWatchlist>> {
  return runAction(addSchema, input, async ({ watchlistId, text }) => {
    const user = await requireUser();
    const words = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ""))];
    const read = words.map((word) => ({ word, ticker: tickerSchema.safeParse(word) }));
    const outcome = await addToWatchlist(
      user.id,
      watchlistId,
      read.flatMap(({ ticker }) => (ticker.success ? [ticker.data] : [])),
    );
    refresh();
    const unreadable = read.flatMap(({ word, ticker }) => (ticker.success ? [] : [word.slice(0, 20)]));
    return { ...outcome, unknown: [...outcome.unknown, ...unreadable] };
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

export async function noteAction(input: unknown): Promise<ActionResult> {
  return runAction(itemSchema.extend({ note: noteSchema, tags: tagsSchema }), input, async (given) => {
    const user = await requireUser();
    await noteWatchlistItem(user.id, given.watchlistId, given.ticker, given);
    refresh();
    return null;
  });
}
