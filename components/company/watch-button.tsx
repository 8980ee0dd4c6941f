"use client";

import { Eye } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { WatchActions } from "#lib/contract/watchlist";
import { buildCompanyHref } from "#lib/screen/view-url";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { WatchMenu, type WatchTarget } from "@/components/watch/watch-menu";

export interface WatchButtonProps {
  readonly ticker: string;
  /** What keeps the way back from signing in on the data and the policy of the page. */
  readonly viewSearch: string;
  readonly isSignedIn: boolean;
  readonly actions: WatchActions;
}

/** Puts the company on a watchlist. */
export function WatchButton({ ticker, viewSearch, isSignedIn, actions }: WatchButtonProps) {
  const [target, setTarget] = useState<WatchTarget | null>(null);
  const [isAdding, setAdding] = useState(false);
  if (!isSignedIn) {
    return (
      <Link
        href={`/sign-in?return=${encodeURIComponent(buildCompanyHref(ticker, viewSearch))}`}
        prefetch={false}
        className={getButtonClass("secondary")}
      >
        <Eye size={14} aria-hidden />
        Sign in to watch
      </Link>
    );
  }
  return (
    <>
      <Button
        isBusy={isAdding}
        onClick={(event) => setTarget({ ticker, anchor: event.currentTarget })}
        aria-haspopup="menu"
      >
        <Eye size={14} aria-hidden />
        Add to watchlist
      </Button>
      <WatchMenu target={target} onClose={() => setTarget(null)} actions={actions} onAddingChange={setAdding} />
    </>
  );
}
