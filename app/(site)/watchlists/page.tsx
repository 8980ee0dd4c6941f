import { Eye } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AppError } from "#lib/contract/app-error";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import { getUser } from "#lib/server/auth/session";
import { catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readViewChoice } from "#lib/server/page/page-search";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { listWatchlists } from "#lib/server/service/watchlist/list-watchlists";
import { surveyWatchlists } from "#lib/server/service/watchlist/survey-watchlists";
import { requireScenarioPreset } from "#lib/stress/scenario";
import { Page } from "@/components/layout/page";
import { BrokenLink } from "@/components/screen/screen-states";
import { EmptyState } from "@/components/ui/empty-state";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";
import { NewWatchlistButton } from "@/components/watchlist/new-watchlist-button";
import { WatchlistIndex } from "@/components/watchlist/watchlist-index";
import { createWatchlistAction } from "./actions";

export const metadata: Metadata = { title: "Watchlists" };

/** What the page of the lists holds their companies to beside the figures as reported. */
const raisedRates = requireScenarioPreset("higher_for_longer");

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
  const [lists, surveys, policy] = await Promise.all([
    listWatchlists(user.id),
    // Without data, or for a policy that is gone, the lists are there all the same.
    catchRefusal(surveyWatchlists(user.id, raisedRates.scenario, { policy: read.value.policy, visitor: user.id })),
    catchRefusal(requirePolicy(read.value.policy)),
  ]);
  const create = <NewWatchlistButton create={createWatchlistAction} />;
  return (
    <Page
      title="Watchlists"
      width="wide"
      lead="Companies you follow: what each list is judged now, and how many of it a rise of rates would move."
      actions={lists.length > 0 ? create : null}
    >
      {policy instanceof AppError ? null : (
        <PagePolicyNotice
          policy={policy}
          view={{ ...plainView, policy: read.value.policy }}
          pathname="/watchlists"
          className="mb-4"
        />
      )}
      {lists.length === 0 ? (
        <EmptyState icon={<Eye />} title="No watchlist yet" actions={create}>
          Make one here, or press the plus beside a company in the screener.
        </EmptyState>
      ) : (
        <WatchlistIndex
          viewSearch={viewSearch}
          stress={{ label: "At +100 bp", description: raisedRates.description, scenario: raisedRates.id }}
          lists={lists.map(({ id, name, itemCount, updatedAt }) => ({
            id,
            name,
            itemCount,
            updatedOn: updatedAt.toISOString().slice(0, 10),
            survey: surveys instanceof AppError ? null : (surveys.get(id) ?? null),
          }))}
        />
      )}
    </Page>
  );
}
