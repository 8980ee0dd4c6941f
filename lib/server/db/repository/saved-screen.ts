import "server-only";
import type { Database } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { fail, type Result, succeed } from "#lib/util/result";
import { holdOwner } from "./hold-owner";
import { isUniqueViolation } from "./prisma-error";

/** A screen that its owner keeps. */
export interface SavedScreen {
  readonly id: string;
  readonly name: string;
  /** The screen in its URL form, without a leading question mark. */
  readonly search: string;
  readonly note: string;
  /** What it gave when its owner last looked; null before that. */
  readonly lastVisit: ScreenVisit | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a screen gave at a visit. */
export interface ScreenVisit {
  readonly snapshotHash: string;
  readonly count: number;
  readonly tickers: readonly string[];
  readonly seenAt: Date;
}

const savedScreenSelect = {
  id: true,
  name: true,
  search: true,
  note: true,
  lastSnapshotHash: true,
  lastCount: true,
  lastTickers: true,
  lastSeenAt: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.SavedScreenSelect;

/** The owner's screens, the one changed last first. */
export async function listSavedScreenRows(database: Database, ownerId: string): Promise<readonly SavedScreen[]> {
  const rows = await database.client.savedScreen.findMany({
    where: { ownerId },
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    select: savedScreenSelect,
  });
  return rows.map(toSavedScreen);
}

/**
 * Keeps a screen. Refused where the owner keeps `most`, however many are kept at once, and for a name that the owner uses
 * already, in any case.
 */
export async function insertSavedScreenRow(
  database: Database,
  ownerId: string,
  screen: { readonly name: string; readonly search: string; readonly note?: string },
  most: number,
): Promise<Result<SavedScreen, "name_taken" | "limit_reached">> {
  const data = { ...screen, ownerId, name: screen.name.trim() };
  try {
    return await database.client.$transaction(async (tx) => {
      await holdOwner(tx, ownerId);
      if ((await tx.savedScreen.count({ where: { ownerId } })) >= most) return fail("limit_reached");
      return succeed(toSavedScreen(await tx.savedScreen.create({ data, select: savedScreenSelect })));
    });
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/** Puts a screen in the place of the one that the owner has under the name, in any case. Null where there is none. */
export async function replaceSavedScreenRow(
  database: Database,
  ownerId: string,
  { name, search }: { readonly name: string; readonly search: string },
): Promise<SavedScreen | null> {
  // Compared here: an equality without case would be a pattern, to which `50%` is also 500.
  const folded = name.trim().toLowerCase();
  const own = await database.client.savedScreen.findMany({ where: { ownerId }, select: { id: true, name: true } });
  const found = own.find((each) => each.name.toLowerCase() === folded);
  if (found === undefined) return null;
  const updated = await updateSavedScreenRow(database, ownerId, found.id, { search });
  return updated.ok ? updated.value : null;
}

/** Changes name, screen or note. What is left out stays. */
export async function updateSavedScreenRow(
  database: Database,
  ownerId: string,
  id: string,
  change: { readonly name?: string; readonly search?: string; readonly note?: string },
): Promise<Result<SavedScreen, "not_found" | "name_taken">> {
  const data = { ...change, ...(change.name === undefined ? {} : { name: change.name.trim() }) };
  try {
    const [row] = await database.client.savedScreen.updateManyAndReturn({
      where: { id, ownerId },
      data,
      select: savedScreenSelect,
    });
    return row === undefined ? fail("not_found") : succeed(toSavedScreen(row));
  } catch (error) {
    if (isUniqueViolation(error)) return fail("name_taken");
    throw error;
  }
}

/**
 * Notes what the screen gave when its owner looked. Does not count as a change. False when there is none.
 * @kept for what has changed in a saved screen since its owner looked
 */
export async function updateScreenVisit(
  database: Database,
  ownerId: string,
  id: string,
  visit: ScreenVisit,
): Promise<boolean> {
  const count = await database.client.$executeRaw`
    update saved_screen set last_snapshot_hash = ${visit.snapshotHash}, last_count = ${visit.count}::int4,
      last_tickers = ${[...visit.tickers]}::text[], last_seen_at = ${visit.seenAt}::timestamptz
    where id = ${id} and owner_id = ${ownerId}`;
  return count > 0;
}

/** Removes the owner's screen. False when there is none. */
export async function removeSavedScreenRow(database: Database, ownerId: string, id: string): Promise<boolean> {
  const { count } = await database.client.savedScreen.deleteMany({ where: { id, ownerId } });
  return count > 0;
}

function toSavedScreen(row: Prisma.SavedScreenGetPayload<{ select: typeof savedScreenSelect }>): SavedScreen {
  const { lastSnapshotHash, lastCount, lastTickers, lastSeenAt, ...screen } = row;
  const seen = lastSnapshotHash !== null && lastCount !== null && lastSeenAt !== null;
  const lastVisit = seen
    ? { snapshotHash: lastSnapshotHash, count: lastCount, tickers: lastTickers, seenAt: lastSeenAt }
    : null;
  return { ...screen, lastVisit };
}
