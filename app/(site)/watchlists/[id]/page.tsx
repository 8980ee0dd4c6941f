import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "#lib/contract/app-error";
import { ownedIdSchema } from "#lib/contract/watchlist";
import type { Universe } from "#lib/screen/universe/universe";
import { buildViewSearch, type ViewChoice } from "#lib/screen/view-url";
import { getUser } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readPathPart, readViewChoice } from "#lib/server/page/page-search";
import { listAsOfChoices } from "#lib/server/service/data/list-as-of-choices";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { getWatchlist } from "#lib/server/service/watchlist/get-watchlist";
import { succeed } from "#lib/util/result";
import { findKeyVersion, getPolicyKey } from "#lib/verdict/policy/choice";
import { type ColumnHead, describeColumn } from "#lib/workbench/column/column-head";
import { followedColumns } from "#lib/workbench/column/column-set";
import { AsOfNotice } from "@/components/as-of/as-of-notice";
import { AsOfPicker } from "@/components/as-of/as-of-picker";
import { NoSuchDay } from "@/components/as-of/no-such-day";
import { columnWidthsCookie, parseColumnWidths } from "@/components/company-table/column-width";
import { densityCookie, parseDensity } from "@/components/company-table/density";
import { Page } from "@/components/layout/page";
import { BrokenLink } from "@/components/screen/screen-states";
import { EmptyState } from "@/components/ui/empty-state";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";
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

/**
 * Null for a list that is not there or not this user's; what else is refused comes back. The view is given as JSON, so that
 * title and page ask for the same.
 */
const findWatchlist = cache(async (userId: string, id: string, viewKey: string) => {
  if (!ownedIdSchema.safeParse(id).success) return null;
  const { asOf, policy } = JSON.parse(viewKey) as ViewChoice;
  const list = await catchRefusal(getWatchlist(userId, id, followedColumns, { asOf, policy, visitor: userId }));
  return list instanceof AppError && list.code === "not_found" ? null : list;
});

/** The heads of the columns, by the names that the data of the page have. */
function describeColumns({ scope }: Universe): readonly ColumnHead[] {
  return followedColumns.map((id) => describeColumn({ kind: "name", id }, scope));
}

/** The view of the address: a list shows the newest data or those of a day. */
async function readListView(search: PageSearch): ReturnType<typeof readViewChoice> {
  const read = await readViewChoice(search);
  return read.ok ? succeed({ ...read.value, snapshot: null }) : read;
}

export async function generateMetadata({ params, searchParams }: WatchlistPageProps): Promise<Metadata> {
  const user = await getUser();
  const view = await readListView(await searchParams);
  const list =
    user === null || !view.ok ? null : await findWatchlist(user.id, (await params).id, JSON.stringify(view.value));
  return { title: list === null || list instanceof AppError ? "Watchlist" : list.name };
}

export default async function WatchlistPage({ params, searchParams }: WatchlistPageProps) {
  const { id } = await params;
  const pathname = `/watchlists/${encodeURIComponent(readPathPart(id))}`;
  const read = await readListView(await searchParams);
  if (!read.ok) {
    return <BrokenLink errors={read.error} way={{ href: pathname, label: "The list under the usual policy" }} />;
  }
  const view = read.value;
  const { asOf, policy } = view;
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(pathname + buildViewSearch(view))}`);
  const [list, asOfChoices, jar] = await Promise.all([
    findWatchlist(user.id, id, JSON.stringify(view)),
    listAsOfChoices(),
    cookies(),
  ]);
  if (list === null) notFound();
  if (list instanceof AppError) return <NoSuchDay message={list.message} isBeingBuilt={list.code === "busy"} />;
  const { universe } = await getUniverse({ asOf, policy, visitor: user.id });
  const policyKey = getPolicyKey(universe.scope.policy);
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
        <AsOfNotice
          snapshot={list.snapshot}
          newestHref={pathname + buildViewSearch({ ...view, asOf: null })}
          className="mb-4 rounded-ui py-2"
        />
      )}
      <PagePolicyNotice policy={universe.scope.policy} view={view} pathname={pathname} className="mb-4" />
      <AddCompaniesForm watchlistId={list.id} add={addToWatchlistAction} />
      {list.items.length === 0 ? (
        <EmptyState title="Nothing on this list yet">
          Type tickers above, or add companies from the screener.
        </EmptyState>
      ) : (
        <WatchlistTable
          watchlistId={list.id}
          name={list.name}
          heads={describeColumns(universe)}
          rows={list.items.map(({ ticker, note, addedAt, addedVerdict, addedPolicy, departure, now }) => ({
            ticker,
            note,
            addedOn: addedAt.toISOString().slice(0, 10),
            addedVerdict,
            addedVersion: addedPolicy === null || addedPolicy === policyKey ? null : findKeyVersion(addedPolicy),
            departure,
            now,
          }))}
          viewSearch={buildViewSearch(view)}
          initialWidths={parseColumnWidths(jar.get(columnWidthsCookie)?.value)}
          density={parseDensity(jar.get(densityCookie)?.value)}
          remove={removeFromWatchlistAction}
          note={noteAction}
        />
      )}
    </Page>
  );
}
