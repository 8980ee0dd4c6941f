import "server-only";
import { AppError } from "#lib/contract/app-error";
import { type AddOutcome, watchlistItemsMax } from "#lib/contract/watchlist";
import { findCompanyRow, findLine, readLineValue } from "#lib/screen/universe/company-row";
import { getDatabase } from "#lib/server/db/database";
import {
  findWatchlistRow,
  insertWatchlistItemRows,
  type ListSizes,
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
 * not have are named and left out; the rest are added. With `sized` those that it names get their shares or weight, also where
 * they are on the list already, and one that the data do not have (any more) keeps its place there. Of several
 * tickers of one company the first counts. Throws AppError "not_found", "limit_reached", or "conflict" for a ticker that
 * stands on the list for another company.
 */
export async function addToWatchlist(
  userId: string,
  id: string,
  tickers: readonly string[],
  sized: ListSizes | null = null,
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
  const doubled: string[] = [];
  const sizes = new Map<string, number>();
  const taken = new Set<string>();
  /** Keeps the number of a ticker for the one that the list has; false where another ticker has taken that. */
  const take = (ticker: string, onList: string): boolean => {
    if (taken.has(onList)) return false;
    taken.add(onList);
    const size = sized?.sizes.get(ticker);
    if (size !== undefined) sizes.set(onList, size);
    return true;
  };
  const absent = new Set(list.items.flatMap(({ ticker }, at) => ((places[at]?.row ?? null) === null ? [ticker] : [])));
  const foundByRow = new Map<number, string>();
  for (const ticker of tickers) {
    const own = findCompanyRow(universe, ticker);
    const trail = own === null ? await followTicker(served, ticker) : null;
    const row = trail?.kind === "row" ? trail.row : own;
    if (row === null) {
      if (!absent.has(ticker)) unknown.push(ticker);
      else (take(ticker, ticker) ? present : doubled).push(ticker);
      continue;
    }
    const there = followed.get(row)?.ticker ?? foundByRow.get(row);
    if (there !== undefined) {
      if (take(ticker, there) || sized === null) present.push(there);
      else doubled.push(ticker);
      continue;
    }
    // An old ticker is followed to the one of today.
    const current = own === null ? (shown.dictionary[shown.codes[row] ?? -1] ?? ticker) : ticker;
    refuseTakenTicker(list, current);
    take(ticker, current.toUpperCase());
    foundByRow.set(row, current.toUpperCase());
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
  const kept = sized === null ? null : { sizing: sized.sizing, sizes };
  const outcome = await insertWatchlistItemRows(database, userId, id, inputs, watchlistItemsMax, kept);
  if (!outcome.ok) {
    if (outcome.error === "not_found") throw buildWatchlistNotFound();
    throw new AppError("limit_reached", `A watchlist holds at most ${watchlistItemsMax} companies.`);
  }
  const { added, resized } = outcome.value;
  return { name: list.name, unknown, added, doubled, resized, present: [...present, ...outcome.value.present] };
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
