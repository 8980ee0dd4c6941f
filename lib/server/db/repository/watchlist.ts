import "server-only";
import type { Database, Queryable } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { fail, type Result, succeed } from "#lib/util/result";
import { holdOwner } from "./hold-owner";
import { isUniqueViolation } from "./prisma-error";

/** A list of companies that its owner follows, without its items. */
export interface WatchlistHead {
  readonly id: string;
  readonly name: string;
  readonly itemCount: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A list of companies that its owner follows, in the order they were added. */
export interface Watchlist extends WatchlistHead {
  readonly items: readonly WatchlistItem[];
}

/** A followed company. */
export interface WatchlistItem {
  /** In capitals. */
  readonly ticker: string;
  readonly companyId: number | null;
  readonly note: string;
  readonly tags: readonly string[];
  readonly addedAt: Date;
  /** Verdict, the key of the policy that said so, price and snapshot at the time it was added, where known. */
  readonly addedVerdict: string | null;
  readonly addedPolicy: string | null;
  readonly addedPriceUsd: number | null;
  readonly addedSnapshotHash: string | null;
  readonly updatedAt: Date;
}

/** A company to follow. */
export interface WatchlistItemInput {
  readonly ticker: string;
  readonly companyId?: number | null;
  readonly note?: string;
  readonly addedVerdict?: string | null;
  readonly addedPolicy?: string | null;
  readonly addedPriceUsd?: number | null;
  readonly addedSnapshotHash?: string | null;
}

const headSelect = {
  id: true,
  name: true,
  createdAt: true,
  updatedAt: true,
  _count: { select: { items: true } },
} satisfies Prisma.WatchlistSelect;

const itemSelect = {
  ticker: true,
  companyId: true,
  note: true,
  tags: true,
  addedAt: true,
  addedVerdict: true,
  addedPolicy: true,
  addedPriceUsd: true,
  addedSnapshotHash: true,
  updatedAt: true,
} satisfies Prisma.WatchlistItemSelect;

const itemOrder = [{ addedAt: "asc" }, { ticker: "asc" }] satisfies Prisma.WatchlistItemOrderByWithRelationInput[];

/** The owner's lists by name. */
export async function listWatchlistRows(database: Database, ownerId: string): Promise<readonly WatchlistHead[]> {
  const rows = await database.client.watchlist.findMany({
    where: { ownerId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: headSelect,
  });
  return rows.map(toHead);
}

/** The owner's list with the id. Null for one that does not exist or belongs to somebody else. */
export async function findWatchlistRow(database: Database, ownerId: string, id: string): Promise<Watchlist | null> {
  const row = await database.client.watchlist.findFirst({
    where: { id, ownerId },
    select: { ...headSelect, items: { select: itemSelect, orderBy: itemOrder } },
  });
  if (row === null) return null;
  const { items, ...head } = row;
  return { ...toHead(head), items };
}

/** An item of a list, by what its company is known by. */
export interface HeldItem extends Pick<WatchlistItem, "ticker" | "companyId"> {
  readonly watchlistId: string;
}

/** What stands on the owner's lists, at most so many. */
export function listOwnedItemRows(database: Database, ownerId: string, most: number): Promise<readonly HeldItem[]> {
  return database.client.watchlistItem.findMany({
    where: { watchlist: { ownerId } },
    select: { watchlistId: true, ticker: true, companyId: true },
    take: most,
  });
}

/** Where the owner follows one of the companies. An item that names no company is found by its ticker, in capitals. */
export function listHeldItemRows(
  database: Database,
  ownerId: string,
  companyIds: readonly number[],
  tickers: readonly string[],
): Promise<readonly HeldItem[]> {
  return database.client.watchlistItem.findMany({
    where: {
      watchlist: { ownerId },
      OR: [{ companyId: { in: [...companyIds] } }, { companyId: null, ticker: { in: [...tickers] } }],
    },
    select: { watchlistId: true, ticker: true, companyId: true },
  });
}

/**
 * Makes an empty list. Refused where the owner has `most` lists, however many are made at once, and for a name that the
 * owner uses already, in any case.
 */
export async function insertWatchlistRow(
  database: Database,
  ownerId: string,
  name: string,
  most: number,
): Promise<Result<WatchlistHead, "name_taken" | "limit_reached">> {
  const data = { ownerId, name: name.trim() };
  try {
    return await database.client.$transaction(async (tx) => {
      await holdOwner(tx, ownerId);
      if ((await tx.watchlist.count({ where: { ownerId } })) >= most) return fail("limit_reached");
      return succeed(toHead(await tx.watchlist.create({ data, select: headSelect })));
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/** Renames a list. A name of another list of the owner, in any case, is refused; its own in another case is not. */
export async function updateWatchlistRow(
  database: Database,
  ownerId: string,
  id: string,
  name: string,
): Promise<Result<WatchlistHead, "not_found" | "name_taken">> {
  try {
    const [row] = await database.client.watchlist.updateManyAndReturn({
      where: { id, ownerId },
      data: { name: name.trim() },
      select: { id: true },
    });
    if (row === undefined) return fail("not_found");
    return succeed(toHead(await database.client.watchlist.findUniqueOrThrow({ where: { id }, select: headSelect })));
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/** Removes the owner's list with its items. False when there is none. */
export async function removeWatchlistRow(database: Database, ownerId: string, id: string): Promise<boolean> {
  const { count } = await database.client.watchlist.deleteMany({ where: { id, ownerId } });
  return count > 0;
}

/**
 * Follows companies, all or none. One that is followed already keeps its note, date and verdict and is named in
 * `present`. Refused where the list would have more than `most`, however many requests come at once.
 */
export async function insertWatchlistItemRows(
  database: Database,
  ownerId: string,
  id: string,
  inputs: readonly WatchlistItemInput[],
  most: number,
): Promise<
  Result<{ readonly added: readonly string[]; readonly present: readonly string[] }, "not_found" | "limit_reached">
> {
  const byTicker = new Map(inputs.map((input) => [input.ticker.toUpperCase(), input]));
  return database.client.$transaction(async (tx) => {
    // The list's row is held from here on, so that nobody adds to it meanwhile.
    if (!(await touchWatchlist(tx, ownerId, id))) return fail("not_found");
    const followed = await tx.watchlistItem.findMany({ where: { watchlistId: id }, select: { ticker: true } });
    const known = new Set(followed.map(({ ticker }) => ticker));
    const added = [...byTicker.keys()].filter((ticker) => !known.has(ticker));
    const present = [...byTicker.keys()].filter((ticker) => known.has(ticker));
    if (added.length > 0 && known.size + added.length > most) return fail("limit_reached");
    const fresh = [...byTicker].filter(([ticker]) => !known.has(ticker));
    await tx.watchlistItem.createMany({
      data: fresh.map(([ticker, input]) => ({ ...input, ticker, watchlistId: id })),
    });
    return succeed({ added, present });
  });
}

/** Changes the note or the tags of a followed company. Null when the owner has no such list or item. */
export async function updateWatchlistItemRow(
  database: Database,
  ownerId: string,
  id: string,
  ticker: string,
  change: { readonly note?: string; readonly tags?: readonly string[] },
): Promise<WatchlistItem | null> {
  const { note, tags } = change;
  return database.client.$transaction(async (tx) => {
    if (!(await touchWatchlist(tx, ownerId, id))) return null;
    const [item] = await tx.watchlistItem.updateManyAndReturn({
      where: { watchlistId: id, ticker: ticker.toUpperCase() },
      data: { ...(note === undefined ? {} : { note }), ...(tags === undefined ? {} : { tags: [...tags] }) },
      select: itemSelect,
    });
    return item ?? null;
  });
}

/** Stops following a company. False when the owner has no such list or item. */
export async function removeWatchlistItemRow(
  database: Database,
  ownerId: string,
  id: string,
  ticker: string,
): Promise<boolean> {
  return database.client.$transaction(async (tx) => {
    if (!(await touchWatchlist(tx, ownerId, id))) return false;
    const { count } = await tx.watchlistItem.deleteMany({ where: { watchlistId: id, ticker: ticker.toUpperCase() } });
    return count > 0;
  });
}

/** Marks the owner's list as changed and holds its row, so that it is not removed meanwhile. False when none. */
async function touchWatchlist(tx: Queryable, ownerId: string, id: string): Promise<boolean> {
  const { count } = await tx.watchlist.updateMany({ where: { id, ownerId }, data: { updatedAt: new Date() } });
  return count > 0;
}

function toHead(row: Prisma.WatchlistGetPayload<{ select: typeof headSelect }>): WatchlistHead {
  const { _count, ...head } = row;
  return { ...head, itemCount: _count.items };
}
