import "server-only";
import { readValue } from "../../expr/read-value";
import type { Value } from "../../expr/vector";
import { findCompanyRow } from "../../screen/company-row";
import { readVerdict } from "../../verdict/judge";
import type { Verdict } from "../../verdict/verdict";
import { getDatabase } from "../db/database";
import { getWatchlist as getRow, type Watchlist, type WatchlistItem } from "../db/watchlist-repository";
import { getUniverse } from "./get-universe";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** A followed company with what the current snapshot says of it. */
export interface FollowedCompany extends WatchlistItem {
  /** Null when the current snapshot does not have the company (any more). */
  readonly now: {
    readonly name: string;
    readonly sector: string | null;
    readonly verdict: Verdict;
    /** In the order of the metrics asked for. */
    readonly cells: readonly Value[];
  } | null;
}

/** The user's list with each company's present figures. Throws AppError "not_found". */
export async function getWatchlist(
  userId: string,
  id: string,
  metricIds: readonly string[],
): Promise<Omit<Watchlist, "items"> & { readonly items: readonly FollowedCompany[] }> {
  const list = await getRow(await getDatabase(), userId, id);
  if (list === null) throw buildWatchlistNotFound();
  const { universe } = await getUniverse();
  const read = (metricId: string, row: number) =>
    readValue(universe.evaluator.evaluate({ kind: "name", id: metricId }), row);
  return {
    ...list,
    items: list.items.map((item) => {
      const row = findCompanyRow(universe, item.ticker);
      if (row === null) return { ...item, now: null };
      const name = read("name", row);
      const sector = read("sector", row);
      return {
        ...item,
        now: {
          name: name.type === "text" ? name.value : item.ticker,
          sector: sector.type === "text" ? sector.value : null,
          verdict: readVerdict(universe.judgement, row),
          cells: metricIds.map((metricId) => read(metricId, row)),
        },
      };
    }),
  };
}
