import "server-only";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { readValue } from "#lib/expr/read-value";
import type { Value } from "#lib/expr/vector";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import { findWatchlistRow, type Watchlist, type WatchlistItem } from "#lib/server/db/repository/watchlist";
import { type Departure, followTicker } from "#lib/server/service/company/locate-company";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import { readVerdict } from "#lib/verdict/judge";
import type { Verdict } from "#lib/verdict/verdict";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** A followed company with what the snapshot says of it. */
export interface FollowedCompany extends WatchlistItem {
  /** When the company left the index; null for a member, and where the lists of members never had it. */
  readonly departure: Departure | null;
  /** Null when the snapshot does not have the company (any more). */
  readonly now: {
    /** The company's ticker in these data, which may have changed since it was added. */
    readonly ticker: string;
    readonly name: string;
    readonly sector: string | null;
    readonly verdict: Verdict;
    /** In the order of the metrics asked for. */
    readonly cells: readonly Value[];
  } | null;
}

/**
 * The user's list with each company's figures, present or of a past day. A company whose ticker has changed since it
 * was added is found by its filer. Throws AppError "not_found", and what getUniverse throws.
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
  const read = (metricId: string, row: number) =>
    readValue(universe.evaluator.evaluate({ kind: "name", id: metricId }), row);
  const items: FollowedCompany[] = [];
  for (const item of list.items) {
    const own = findCompanyRow(universe, item.ticker);
    const trail = own === null ? await followTicker(served, item.ticker) : null;
    const row = trail?.kind === "row" ? trail.row : own;
    const departure = trail?.kind === "left" ? trail.departure : null;
    if (row === null) {
      items.push({ ...item, departure, now: null });
      continue;
    }
    const readText = (metricId: string) => {
      const value = read(metricId, row);
      return value.type === "text" ? value.value : null;
    };
    items.push({
      ...item,
      departure,
      now: {
        ticker: readText("ticker") ?? item.ticker,
        name: readText("name") ?? item.ticker,
        sector: readText("sector"),
        verdict: readVerdict(universe.judgement, row),
        cells: metricIds.map((metricId) => read(metricId, row)),
      },
    });
  }
  return { ...list, items, snapshot };
}
