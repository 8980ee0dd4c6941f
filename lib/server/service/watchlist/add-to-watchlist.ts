import "server-only";
import { AppError } from "#lib/contract/app-error";
import { type AddOutcome, watchlistItemsMax } from "#lib/contract/watchlist";
import { findCompanyRow, findLine, readLineValue } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import {
  findWatchlistRow,
  insertWatchlistItemRows,
  type Watchlist,
  type WatchlistItemInput,
} from "#lib/server/db/repository/watchlist";
import { followTicker } from "#lib/server/service/company/locate-company";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { readVerdict } from "#lib/verdict/judge";
import { getPolicyKey } from "#lib/verdict/policy/choice";
import { findRowCompanies, locateItems, type RowTicker } from "./locate-item";
import { buildWatchlistNotFound } from "./watchlist-not-found";

/** What came of adding companies to a list. */
export interface AddedToWatchlist extends AddOutcome {
  readonly name: string;
}

interface FoundCompany extends RowTicker {
  readonly priceUsd: number | null;
}

/**
 * Follows companies on the user's list, with today's verdict and price written down. Tickers that the snapshot does
 * not have are named and left out; the rest are added. Throws AppError "not_found", "limit_reached",
 * or "conflict" for a ticker that stands on the list for another company.
 */
export async function addToWatchlist(
  userId: string,
  id: string,
  tickers: readonly string[],
): Promise<AddedToWatchlist> {
  const database = await getDatabase();
  const list = await findWatchlistRow(database, userId, id);
  if (list === null) throw buildWatchlistNotFound();
  const served = await getUniverse();
  const { universe, snapshot } = served;
  const shown = universe.evaluator.evaluateText({ kind: "name", id: "ticker" });
  const places = await locateItems(served, list.items);
  const followed = new Map(list.items.map((item, at) => [places[at]?.row ?? null, item]));
  const found: FoundCompany[] = [];
  const unknown: string[] = [];
  const present: string[] = [];
  for (const ticker of tickers) {
    const own = findCompanyRow(universe, ticker);
    const trail = own === null ? await followTicker(served, ticker) : null;
    const row = trail?.kind === "row" ? trail.row : own;
    if (row === null) {
      unknown.push(ticker);
      continue;
    }
    const there = followed.get(row);
    if (there !== undefined) {
      present.push(there.ticker);
      continue;
    }
    // An old ticker is followed to the one of today.
    const current = own === null ? (shown.dictionary[shown.codes[row] ?? -1] ?? ticker) : ticker;
    refuseTakenTicker(list, current);
    const price = readLineValue(universe, "price", row, findLine(universe, row, ticker));
    found.push({ row, ticker: current, priceUsd: price.type === "number" ? price.value : null });
  }
  const companies = await findRowCompanies(served, found);
  const inputs = found.map(
    ({ row, ticker, priceUsd }, at): WatchlistItemInput => ({
      ticker,
      companyId: companies[at]?.id ?? null,
      addedVerdict: readVerdict(universe.judgement, row),
      addedPolicy: getPolicyKey(universe.judgement.policy),
      addedPriceUsd: priceUsd,
      addedSnapshotHash: snapshot.id,
    }),
  );
  const outcome = await insertWatchlistItemRows(database, userId, id, inputs, watchlistItemsMax);
  if (!outcome.ok) {
    if (outcome.error === "not_found") throw buildWatchlistNotFound();
    throw new AppError("limit_reached", `A watchlist holds at most ${watchlistItemsMax} companies.`);
  }
  const { added } = outcome.value;
  return { name: list.name, unknown, added, present: [...present, ...outcome.value.present] };
}

/** A list has a ticker once. One that went from a followed company to another is not free for the other. */
function refuseTakenTicker(list: Watchlist, ticker: string): void {
  if (!list.items.some((item) => item.ticker === ticker.toUpperCase())) return;
  throw new AppError(
    "conflict",
    `${ticker.toUpperCase()} stands on this list for the company that had the ticker before. Take that one off the ` +
      "list, then add the company that has it now.",
  );
}
