import "server-only";
import type { Database, Queryable } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { fail, type Result, succeed } from "#lib/util/result";
import { type Sizing, sizings } from "#lib/workbench/portfolio/sizing";
import { holdOwner } from "./hold-owner";
import { isUniqueViolation } from "./prisma-error";

/** A list of companies that its owner follows, without its items. */
export interface WatchlistHead {
  readonly id: string;
  readonly name: string;
  readonly itemCount: number;
  /** Which of the two sizes of its items the list uses; null: none, it is no portfolio. */
  readonly sizing: Sizing | null;
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
  /** How many shares are held; null where that was not given. */
  readonly shares: number | null;
  /** Which part of the portfolio it is, a fraction; null where that was not given. */
  readonly weight: number | null;
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
  sizing: true,
  createdAt: true,
  updatedAt: true,
  _count: { select: { items: true } },
} satisfies Prisma.WatchlistSelect;

const itemSelect = {
  ticker: true,
  companyId: true,
  note: true,
  tags: true,
  shares: true,
  weight: true,
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

/** Numbers for companies of a list, by ticker in capitals. */
export interface ListSizes {
  readonly sizing: Sizing;
  readonly sizes: ReadonlyMap<string, number>;
}

/** What came of adding companies. */
export interface InsertedItems {
  readonly added: readonly string[];
  /** Followed before. */
  readonly present: readonly string[];
  /** Those whose number was another one. */
  readonly resized: readonly { readonly ticker: string; readonly before: number; readonly size: number }[];
}

/**
 * Follows companies, all or none. One that is followed already keeps its note, date and verdict and is named in
 * `present`. Refused where the list would have more than `most`, however many requests come at once. With `sized` the list
 * uses those numbers from then on; the companies of the list that are named there get theirs, and others keep what they have.
 */
export async function insertWatchlistItemRows(
  database: Database,
  ownerId: string,
  id: string,
  inputs: readonly WatchlistItemInput[],
  most: number,
  sized: ListSizes | null = null,
): Promise<Result<InsertedItems, "not_found" | "limit_reached">> {
  const byTicker = new Map(inputs.map((input) => [input.ticker.toUpperCase(), input]));
  return database.client.$transaction(async (tx) => {
    // The list's row is held from here on, so that nobody adds to it meanwhile.
    if (!(await touchWatchlist(tx, ownerId, id))) return fail("not_found");
    const followed = await tx.watchlistItem.findMany({
      where: { watchlistId: id },
      select: { ticker: true, shares: true, weight: true },
    });
    const known = new Set(followed.map(({ ticker }) => ticker));
    const added = [...byTicker.keys()].filter((ticker) => !known.has(ticker));
    const present = [...byTicker.keys()].filter((ticker) => known.has(ticker));
    if (added.length > 0 && known.size + added.length > most) return fail("limit_reached");
    const fresh = [...byTicker].filter(([ticker]) => !known.has(ticker));
    await tx.watchlistItem.createMany({
      data: fresh.map(([ticker, input]) => ({ ...input, ticker, watchlistId: id })),
    });
    if (sized === null) return succeed({ added, present, resized: [] });
    await saveSizes(tx, id, sized);
    const resized = followed.flatMap(({ ticker, [sized.sizing]: before }) => {
      const size = sized.sizes.get(ticker);
      return size === undefined || before === null || before === size ? [] : [{ ticker, before, size }];
    });
    return succeed({ added, present, resized });
  });
}

/** Has a list use some sizes. In one statement, since a list may have 2,000 companies and a transaction five seconds. */
async function saveSizes(tx: Queryable, id: string, { sizing, sizes }: ListSizes): Promise<void> {
  await tx.watchlist.updateMany({ where: { id }, data: { sizing } });
  if (sizes.size === 0) return;
  const given = JSON.stringify([...sizes].map(([ticker, size]) => ({ ticker, size })));
  const now = new Date();
  if (sizing === "shares") {
    await tx.$executeRaw`
      update watchlist_item item set shares = given.size, updated_at = ${now}
      from jsonb_to_recordset(${given}::text::jsonb) as given(ticker text, size float8)
      where item.watchlist_id = ${id} and item.ticker = given.ticker`;
  } else {
    await tx.$executeRaw`
      update watchlist_item item set weight = given.size, updated_at = ${now}
      from jsonb_to_recordset(${given}::text::jsonb) as given(ticker text, size float8)
      where item.watchlist_id = ${id} and item.ticker = given.ticker`;
  }
}

/** Says which sizes a list uses; the numbers of both stay as they are. False when the owner has no such list. */
export async function updateWatchlistSizing(
  database: Database,
  ownerId: string,
  id: string,
  sizing: Sizing | null,
): Promise<boolean> {
  const { count } = await database.client.watchlist.updateMany({ where: { id, ownerId }, data: { sizing } });
  return count > 0;
}

/** Why the size of an item was not changed: it is not there, its number is another one by now, or the list uses the other sizes. */
export type SizeRefusal = "not_found" | { readonly size: number | null } | { readonly sizing: Sizing | null };

/**
 * Changes the size of a followed company where it still is `before`, so that what another window has saved meanwhile is
 * never written over unseen.
 */
export async function updateWatchlistItemSize(
  database: Database,
  ownerId: string,
  id: string,
  ticker: string,
  { sizing, size, before }: { readonly sizing: Sizing; readonly size: number | null; readonly before: number | null },
): Promise<Result<null, SizeRefusal>> {
  const where = { watchlistId_ticker: { watchlistId: id, ticker: ticker.toUpperCase() } };
  return database.client.$transaction(async (tx): Promise<Result<null, SizeRefusal>> => {
    if (!(await touchWatchlist(tx, ownerId, id))) return fail("not_found");
    const list = await tx.watchlist.findUniqueOrThrow({ where: { id }, select: { sizing: true } });
    const item = await tx.watchlistItem.findUnique({ where, select: { shares: true, weight: true } });
    if (item === null) return fail("not_found");
    if (list.sizing !== sizing) return fail({ sizing: readSizing(list.sizing) });
    if (item[sizing] !== before && item[sizing] !== size) return fail({ size: item[sizing] });
    await tx.watchlistItem.update({ where, data: { [sizing]: size } });
    return succeed(null);
  });
}

/** A note with tags. */
export interface ItemNote {
  readonly note: string;
  readonly tags: readonly string[];
}

/**
 * Changes the note or the tags of a followed company. With `before` only where they still are that; else they are the error, as they
 * are by now. `not_found` when the owner has no such list or item.
 */
export async function updateWatchlistItemRow(
  database: Database,
  ownerId: string,
  id: string,
  ticker: string,
  change: Partial<ItemNote>,
  before: ItemNote | null = null,
): Promise<Result<WatchlistItem, "not_found" | ItemNote>> {
  const { note, tags } = change;
  const where = { watchlistId_ticker: { watchlistId: id, ticker: ticker.toUpperCase() } };
  return database.client.$transaction(async (tx): Promise<Result<WatchlistItem, "not_found" | ItemNote>> => {
    if (!(await touchWatchlist(tx, ownerId, id))) return fail("not_found");
    const item = await tx.watchlistItem.findUnique({ where, select: { note: true, tags: true } });
    if (item === null) return fail("not_found");
    if (before !== null && !isSameNote(item, before) && !isSameNote(item, { ...item, ...change })) return fail(item);
    const data = { ...(note === undefined ? {} : { note }), ...(tags === undefined ? {} : { tags: [...tags] }) };
    return succeed(await tx.watchlistItem.update({ where, data, select: itemSelect }));
  });
}

function isSameNote(left: ItemNote, right: ItemNote): boolean {
  return left.note === right.note && left.tags.join(",") === right.tags.join(",");
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
  const { _count, sizing, ...head } = row;
  return { ...head, itemCount: _count.items, sizing: readSizing(sizing) };
}

function readSizing(text: string | null): Sizing | null {
  return sizings.find((sizing) => sizing === text) ?? null;
}
