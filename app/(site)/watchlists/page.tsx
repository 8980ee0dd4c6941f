import { Eye } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getUser } from "#lib/server/auth/session";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { NewWatchlistButton } from "@/components/watchlist/new-watchlist-button";
import { WatchlistIndex } from "@/components/watchlist/watchlist-index";
import { createWatchlistAction } from "./actions";

export const metadata: Metadata = { title: "Watchlists" };

export default async function WatchlistsPage() {
  const user = await getUser();
  if (user === null) redirect("/sign-in?return=/watchlists");
  const lists = await listWatchlists(user.id);
  const create = <NewWatchlistButton create={createWatchlistAction} />;
  return (
    <Page
      title="Watchlists"
      lead="Companies you follow, with what they were judged when you added them."
      actions={lists.length > 0 ? create : null}
    >
      {lists.length === 0 ? (
        <EmptyState icon={<Eye />} title="No watchlist yet" actions={create}>
          Make one here, or press the eye beside a company in the screener.
        </EmptyState>
      ) : (
        <WatchlistIndex
          lists={lists.map(({ id, name, itemCount, updatedAt }) => ({
            id,
            name,
            itemCount,
            updatedOn: updatedAt.toISOString().slice(0, 10),
          }))}
        />
      )}
    </Page>
  );
}
