import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "#lib/contract/app-error";
import { ownedIdSchema } from "#lib/contract/watchlist";
import { getUser } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readDataChoice } from "#lib/server/page/page-search";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { getWatchlist } from "#lib/server/service/watchlist/get-watchlist";
import { type ColumnHead, describeColumn } from "#lib/workbench/column/column-head";
import { followedColumns } from "#lib/workbench/column/column-set";
import { buildDataSearch } from "@/components/as-of/as-of-href";
import { AsOfNotice } from "@/components/as-of/as-of-notice";
import { AsOfPicker } from "@/components/as-of/as-of-picker";
import { NoSuchDay } from "@/components/as-of/no-such-day";
import { columnWidthsCookie, parseColumnWidths } from "@/components/company-table/column-width";
import { densityCookie, parseDensity } from "@/components/company-table/density";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { AddCompaniesForm } from "@/components/watchlist/add-companies-form";
import { WatchlistActions } from "@/components/watchlist/watchlist-actions";
import { WatchlistTable } from "@/components/watchlist/watchlist-table";
import {
  addToWatchlistAction,
  deleteWatchlistAction,
  noteAction,
  removeFromWatchlistAction,
  renameWatchlistAction,
} from "../actions";

interface WatchlistPageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<PageSearch>;
}

/** Null for a list that is not there or not this user's; what else is refused comes back. */
const findWatchlist = cache(async (userId: string, id: string, asOf: string | null) => {
  if (!ownedIdSchema.safeParse(id).success) return null;
  const list = await catchRefusal(getWatchlist(userId, id, followedColumns, { asOf, visitor: userId }));
  return list instanceof AppError && list.code === "not_found" ? null : list;
});

/** The heads of the columns, by the names that the data of the page have. */
async function describeColumns(asOf: string | null, visitor: string): Promise<readonly ColumnHead[]> {
  const { universe } = await getUniverse({ asOf, visitor });
  return followedColumns.map((id) => describeColumn({ kind: "name", id }, universe.scope));
}

export async function generateMetadata({ params, searchParams }: WatchlistPageProps): Promise<Metadata> {
  const user = await getUser();
  const list =
    user === null ? null : await findWatchlist(user.id, (await params).id, readDataChoice(await searchParams).asOf);
  return { title: list === null || list instanceof AppError ? "Watchlist" : list.name };
}

export default async function WatchlistPage({ params, searchParams }: WatchlistPageProps) {
  const { id } = await params;
  const { asOf } = readDataChoice(await searchParams);
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(`/watchlists/${id}`)}`);
  const [list, asOfChoices, jar] = await Promise.all([findWatchlist(user.id, id, asOf), listAsOfChoices(), cookies()]);
  if (list === null) notFound();
  if (list instanceof AppError) return <NoSuchDay message={list.message} />;
  return (
    <Page
      title={list.name}
      width="wide"
      lead={`${list.itemCount} ${list.itemCount === 1 ? "company" : "companies"}`}
      actions={
        <>
          {asOfChoices === null ? null : <AsOfPicker choices={asOfChoices} asOf={asOf} />}
          <WatchlistActions
            id={list.id}
            name={list.name}
            rename={renameWatchlistAction}
            remove={deleteWatchlistAction}
          />
        </>
      }
    >
      {asOf === null ? null : (
        <AsOfNotice snapshot={list.snapshot} newestHref={`/watchlists/${list.id}`} className="mb-4 rounded-ui py-2" />
      )}
      <AddCompaniesForm watchlistId={list.id} add={addToWatchlistAction} />
      {list.items.length === 0 ? (
        <EmptyState title="Nothing on this list yet">
          Type tickers above, or add companies from the screener.
        </EmptyState>
      ) : (
        <WatchlistTable
          watchlistId={list.id}
          name={list.name}
          heads={await describeColumns(asOf, user.id)}
          rows={list.items.map(({ ticker, note, addedAt, addedVerdict, departure, now }) => ({
            ticker,
            note,
            addedOn: addedAt.toISOString().slice(0, 10),
            addedVerdict,
            departure,
            now,
          }))}
          dataSearch={buildDataSearch({ asOf, snapshot: null })}
          initialWidths={parseColumnWidths(jar.get(columnWidthsCookie)?.value)}
          density={parseDensity(jar.get(densityCookie)?.value)}
          remove={removeFromWatchlistAction}
          note={noteAction}
        />
      )}
    </Page>
  );
}
