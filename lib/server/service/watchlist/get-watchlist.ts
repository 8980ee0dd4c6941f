import "server-only";
import type { Departure } from "#lib/contract/company";
import type { SnapshotRef } from "#lib/contract/snapshot";
import type { FollowedState } from "#lib/contract/watchlist";
import { findLine, readLineValue } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import { findWatchlistRow, type Watchlist, type WatchlistItem } from "#lib/server/db/repository/watchlist";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { readVerdict } from "#lib/verdict/judge";
import { markProvisional } from "#lib/verdict/provisional";
import { locateItems } from "./locate-item";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** A followed company with what the snapshot says of it. */
export interface FollowedCompany extends WatchlistItem {
  /** When the company left the index; null for a constituent, and where the lists never had it. */
  readonly departure: Departure | null;
  /** Null when the snapshot does not have the company (any more). */
  readonly now: FollowedState | null;
}

/**
 * The user's list with each company's figures, present or of a past day. See locateItems for how a
 * company is found whose ticker has changed since it was added. Throws AppError "not_found", and what getUniverse throws.
 */
export async function getWatchlist(
  userId: string,
  id: string,
  metricIds: readonly string[],
  request: UniverseRequest = {},
): Promise<Omit<Watchlist, "items"> & { readonly items: readonly FollowedCompany[]; readonly snapshot: SnapshotRef }> {
  const list = await findWatchlistRow(await getDatabase(), userId, id);
  if (list === null) throw buildWatchlistNotFound();
  const served = await getUniverse(request);
  const { universe, snapshot } = served;
  const provisional = markProvisional(universe);
  const items: FollowedCompany[] = [];
  const places = await locateItems(served, list.items);
  for (const [at, item] of list.items.entries()) {
    const { row = null, departure = null } = places[at] ?? {};
    if (row === null) {
      items.push({ ...item, departure, now: null });
      continue;
    }
    // Of several classes of shares the one that is followed, where it still goes by its ticker.
    const line = findLine(universe, row, item.ticker);
    const read = (metricId: string) => readLineValue(universe, metricId, row, line);
    const readText = (metricId: string) => {
      const value = read(metricId);
      return value.type === "text" ? value.value : null;
    };
    items.push({
      ...item,
      departure,
      now: {
        row,
        ticker: readText("ticker") ?? item.ticker,
        name: readText("name") ?? item.ticker,
        sector: readText("sector"),
        verdict: readVerdict(universe.judgement, row),
        isProvisional: provisional[row] === 1,
        cells: metricIds.map(read),
      },
    });
  }
  return { ...list, items, snapshot };
}
