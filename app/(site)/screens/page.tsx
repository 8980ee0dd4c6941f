import { Bookmark } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getUser } from "#lib/server/auth/session";
import { listSavedScreens } from "#lib/server/service/saved-screen/list-saved-screens";
import { Page } from "@/components/layout/page";
import { SavedScreenTable } from "@/components/saved-screen/saved-screen-table";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { deleteSavedScreenAction, renameSavedScreenAction } from "./actions";

export const metadata: Metadata = { title: "Saved screens" };

export default async function SavedScreensPage() {
  const user = await getUser();
  if (user === null) redirect("/sign-in?return=/screens");
  const saved = await listSavedScreens(user.id);
  return (
    <Page title="Saved screens" lead="Filters, sorting and columns, run on the newest data." width="wide">
      {saved.length === 0 ? (
        <EmptyState
          icon={<Bookmark />}
          title="No saved screen yet"
          actions={
            <Link href="/screen" prefetch={false} className={getButtonClass("primary")}>
              Open the screener
            </Link>
          }
        >
          Filter the companies as you like, then press Save.
        </EmptyState>
      ) : (
        <SavedScreenTable
          screens={saved.map(({ screen, query, words, counts, problem }) => ({
            id: screen.id,
            name: screen.name,
            search: screen.search,
            query,
            words,
            count: counts?.count ?? null,
            unknown: counts?.unknown ?? null,
            problem,
            savedOn: screen.createdAt.toISOString().slice(0, 10),
          }))}
          rename={renameSavedScreenAction}
          remove={deleteSavedScreenAction}
        />
      )}
    </Page>
  );
}
