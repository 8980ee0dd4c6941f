import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { getVisitor } from "#lib/server/auth/session";
import { getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { SiteFooter } from "@/components/layout/site-footer";
import { SiteHeader } from "@/components/layout/site-header";
import { parseTheme, themeCookie } from "@/components/layout/theme";
import { EarlySearch } from "@/components/search/early-search";
import { SearchBox } from "@/components/search/search-box";
import { signOutAction } from "./(auth)/actions";
import { createWatchlistAction } from "./(site)/watchlists/actions";

/** Header and footer around every page, with who is signed in and which data are current. */
export async function SiteFrame({ children }: { readonly children: ReactNode }) {
  const [user, snapshot, jar, sent] = await Promise.all([getVisitor(), getCurrentSnapshot(), cookies(), headers()]);
  const isSample = snapshot?.info.sample ?? false;
  return (
    <>
      <EarlySearch nonce={sent.get("x-nonce") ?? ""} />
      <SiteHeader
        data={{ asOf: snapshot?.info.asOf ?? null, isSample }}
        theme={parseTheme(jar.get(themeCookie)?.value)}
        search={
          <SearchBox
            isSignedIn={user !== null && user !== "unknown"}
            signOut={signOutAction}
            createWatchlist={createWatchlistAction}
          />
        }
        user={user === null || user === "unknown" ? user : { email: user.email }}
        signOut={signOutAction}
      />
      <main id="content" tabIndex={-1} className="outline-none">
        {children}
      </main>
      <SiteFooter isSample={isSample} />
    </>
  );
}
