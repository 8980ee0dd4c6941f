import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppError } from "#lib/contract/app-error";
import { readReturnPath } from "#lib/contract/return-path";
import { formatWatchWish, parseWatchWish } from "#lib/contract/watch-wish";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { getUser } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readParameter, readSearch } from "#lib/server/page/page-search";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { listHoldings } from "#lib/server/service/watchlist/list-holdings";
import { Page } from "@/components/layout/page";
import { BrokenLink, NoData } from "@/components/screen/screen-states";
import { AddWishForm } from "@/components/watchlist/add-wish-form";
import { watchAction } from "../actions";

export const metadata: Metadata = { title: "Add to a watchlist" };

interface AddToWatchlistPageProps {
  readonly searchParams: Promise<PageSearch>;
}

/** Asks on which list companies go that somebody chose before signing in. Opening it changes nothing (C-20). */
export default async function AddToWatchlistPage({ searchParams }: AddToWatchlistPageProps) {
  const search = await searchParams;
  const wish = parseWatchWish(readSearch(search));
  if (!wish.ok) return <BrokenLink errors={[{ parameter: "tickers", message: wish.error }]} />;
  const tickers = wish.value;
  const returnPath = readReturnPath(readParameter(search, "return"));
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(formatWatchWish(tickers, returnPath))}`);
  const served = await catchRefusal(getUniverse());
  if (served instanceof AppError) return <NoData />;
  const { universe } = served;
  const names = universe.evaluator.evaluateText({ kind: "name", id: "name" });
  const companies = tickers.map((ticker) => {
    const row = findCompanyRow(universe, ticker);
    return { ticker, name: row === null ? null : (names.dictionary[names.codes[row] ?? -1] ?? "") };
  });
  return (
    <Page
      title="Add to a watchlist"
      width="form"
      lead="What you chose before signing in. Nothing is added until you say so."
    >
      <AddWishForm
        companies={companies}
        lists={await listHoldings(user.id, tickers)}
        returnPath={returnPath}
        watch={watchAction}
      />
    </Page>
  );
}
