import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { AddCompaniesForm } from "@/components/watchlist/add-companies-form";
import { WatchlistActions } from "@/components/watchlist/watchlist-actions";
import { type WatchlistColumn, WatchlistTable } from "@/components/watchlist/watchlist-table";
import { AppError } from "@/lib/api/app-error";
import { ownedIdSchema } from "@/lib/api/watchlist-schema";
import { getUser } from "@/lib/server/auth/session";
import { getWatchlist } from "@/lib/server/service/get-watchlist";
import {
  addToWatchlistAction,
  deleteWatchlistAction,
  noteAction,
  removeFromWatchlistAction,
  renameWatchlistAction,
} from "../actions";

interface WatchlistPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

/** The figures of the table, main ones first. */
const columns: readonly WatchlistColumn[] = [
  { id: "market_cap", label: "Market cap", format: "usd" },
  { id: "net_income", label: "Net income", format: "usd" },
  { id: "interest_cover", label: "Interest cover", format: "times" },
  { id: "net_debt_to_ebitda", label: "Net debt / EBITDA", format: "times" },
  { id: "fcf_yield", label: "FCF yield", format: "percent" },
];

/** Null for a list that is not there or not this user's. */
const findWatchlist = cache(async (userId: string, id: string) => {
  if (!ownedIdSchema.safeParse(id).success) return null;
  try {
    return await getWatchlist(
      userId,
      id,
      columns.map((column) => column.id),
    );
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
});

export async function generateMetadata({ params }: WatchlistPageProps): Promise<Metadata> {
  const user = await getUser();
  const list = user === null ? null : await findWatchlist(user.id, (await params).id);
  return { title: list?.name ?? "Watchlist" };
}

export default async function WatchlistPage({ params }: WatchlistPageProps) {
  const { id } = await params;
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(`/watchlists/${id}`)}`);
  const list = await findWatchlist(user.id, id);
  if (list === null) notFound();
  return (
    <Page
      title={list.name}
      width="wide"
      lead={`${list.itemCount} ${list.itemCount === 1 ? "company" : "companies"}`}
      actions={
        <WatchlistActions id={list.id} name={list.name} rename={renameWatchlistAction} remove={deleteWatchlistAction} />
      }
    >
      <AddCompaniesForm watchlistId={list.id} add={addToWatchlistAction} />
      {list.items.length === 0 ? (
        <EmptyState title="Nothing on this list yet">
          Type tickers above, or add companies from the screener.
        </EmptyState>
      ) : (
        <WatchlistTable
          watchlistId={list.id}
          name={list.name}
          columns={columns}
          rows={list.items.map(({ ticker, note, addedAt, addedVerdict, now }) => ({
            ticker,
            note,
            addedOn: addedAt.toISOString().slice(0, 10),
            addedVerdict,
            now,
          }))}
          remove={removeFromWatchlistAction}
          note={noteAction}
        />
      )}
    </Page>
  );
}
