import { Eye } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import { getUser } from "#lib/server/auth/session";
import { type PageSearch, readViewChoice } from "#lib/server/page/page-search";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { Page } from "@/components/layout/page";
import { BrokenLink } from "@/components/screen/screen-states";
import { EmptyState } from "@/components/ui/empty-state";
import { NewWatchlistButton } from "@/components/watchlist/new-watchlist-button";
import { WatchlistIndex } from "@/components/watchlist/watchlist-index";
import { createWatchlistAction } from "./actions";

export const metadata: Metadata = { title: "Watchlists" };

interface WatchlistsPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function WatchlistsPage({ searchParams }: WatchlistsPageProps) {
  const read = await readViewChoice(await searchParams);
  if (!read.ok) {
    return <BrokenLink errors={read.error} way={{ href: "/watchlists", label: "The lists under the usual policy" }} />;
  }
  const viewSearch = buildViewSearch({ ...plainView, policy: read.value.policy });
  const user = await getUser();
  if (user === null) redirect(`/sign-in?return=${encodeURIComponent(`/watchlists${viewSearch}`)}`);
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
          Make one here, or press the plus beside a company in the screener.
        </EmptyState>
      ) : (
        <WatchlistIndex
          viewSearch={viewSearch}
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
