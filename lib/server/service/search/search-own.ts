import "server-only";
import type { OwnHits } from "#lib/contract/search";
import { getDatabase } from "#lib/server/db/database";
import { listSavedScreenRows } from "#lib/server/db/repository/saved-screen";
import { listWatchlistRows } from "#lib/server/db/repository/watchlist";
import { isOutage } from "#lib/server/outage";
import { rankEntries } from "#lib/workbench/search/rank-entries";

/**
 * The saved screens and the watchlists of an owner that fit a text; the first of them where nothing was typed. Null while
 * the database is away.
 */
export async function searchOwn(ownerId: string, text: string, limit: number): Promise<OwnHits | null> {
  try {
    const database = await getDatabase();
    const [screens, watchlists] = await Promise.all([
      listSavedScreenRows(database, ownerId),
      listWatchlistRows(database, ownerId),
    ]);
    return {
      screens: keepFitting(screens, text, limit).map(({ id, name, search }) => ({ id, name, search })),
      watchlists: keepFitting(watchlists, text, limit).map(({ id, name, itemCount }) => ({
        id,
        name,
        count: itemCount,
      })),
    };
  } catch (error) {
    if (isOutage(error)) return null;
    throw error;
  }
}

function keepFitting<Kept extends { readonly name: string }>(
  kept: readonly Kept[],
  text: string,
  limit: number,
): readonly Kept[] {
  if (text.trim() === "") return kept.slice(0, limit);
  const entries = kept.map((item) => ({ label: item.name, item }));
  return rankEntries(entries, text)
    .slice(0, limit)
    .map(({ entry: { item } }) => item);
}
