import Link from "next/link";
import type { ReactNode } from "react";
import { PageKeys } from "@/components/key/page-keys";
import { AccountMenu, type AccountMenuProps } from "./account-menu";
import { DataStamp, type DataStampProps } from "./data-stamp";
import { NavMenu } from "./nav-menu";
import { SiteNav } from "./site-nav";
import type { Theme } from "./theme";
import { ThemeSwitch } from "./theme-switch";
import { Wordmark } from "./wordmark";

export interface SiteHeaderProps extends AccountMenuProps {
  readonly data: DataStampProps;
  readonly theme: Theme;
  /** The search of everything, which knows more than a frame does. */
  readonly search: ReactNode;
}

export function SiteHeader({ data, theme, search, user, signOut }: SiteHeaderProps) {
  return (
    <header className="sticky top-0 z-30 flex h-(--header-height) items-center gap-1 border-b bg-surface px-3 md:gap-4 md:px-4">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded-ui focus:bg-accent focus:px-3 focus:py-1.5 focus:text-on-accent"
      >
        Skip to the content
      </a>
      <NavMenu />
      <Link href="/screen" prefetch={false} className="flex rounded-ui" aria-label="Ballast, to the screener">
        <Wordmark />
      </Link>
      <SiteNav />
      <div className="ml-auto flex items-center gap-2">
        <DataStamp {...data} />
        {search}
        <ThemeSwitch initialTheme={theme} />
        <AccountMenu user={user} signOut={signOut} />
        <PageKeys />
      </div>
    </header>
  );
}
