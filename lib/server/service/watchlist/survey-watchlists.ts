import "server-only";
import { createStressCounter, type StressCount } from "#lib/screen/universe/stress-count";
import { getDatabase } from "#lib/server/db/database";
import { listOwnedItemRows } from "#lib/server/db/repository/watchlist";
import { getUniverse, type UniverseRequest } from "#lib/server/service/screen/get-universe";
import type { Scenario } from "#lib/stress/scenario";
import { locateRows } from "./locate-item";

/** What the companies of a list are judged, as reported and under a scenario. */
export interface WatchlistSurvey extends Pick<StressCount, "reported" | "flipped"> {
  /** Companies on the list that the data have; two lines of one company count once. */
  readonly found: number;
}

/** Above so many companies on all lists together the page of the lists tells names and counts alone. */
export const surveyedMax = 5_000;

/**
 * Judges the companies of each of the user's lists, by the id of the list. Empty where the lists have more than
 * `surveyedMax` companies in all. Throws what getUniverse throws.
 */
export async function surveyWatchlists(
  userId: string,
  scenario: Scenario,
  request: UniverseRequest = {},
): Promise<ReadonlyMap<string, WatchlistSurvey>> {
  const items = await listOwnedItemRows(await getDatabase(), userId, surveyedMax + 1);
  if (items.length > surveyedMax || items.length === 0) return new Map();
  const [before, after] = await Promise.all([getUniverse(request), getUniverse({ ...request, scenario })]);
  const found = await locateRows(before, items);
  const rowsByList = new Map<string, Set<number>>();
  for (const [at, { watchlistId }] of items.entries()) {
    const row = found[at] ?? null;
    if (row === null) continue;
    const rows = rowsByList.get(watchlistId) ?? new Set();
    rowsByList.set(watchlistId, rows.add(row));
  }
  const counter = createStressCounter(before.universe);
  return new Map(
    [...rowsByList].map(([id, rows]) => {
      const { reported, flipped } = counter.count(after.universe.judgement, Uint32Array.from(rows));
      return [id, { reported, flipped, found: rows.size }];
    }),
  );
}
