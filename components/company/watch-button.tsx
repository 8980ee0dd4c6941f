"use client";

import { Eye, Plus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import type { WatchActions, WatchlistChoice } from "#lib/contract/watchlist";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { AnchoredMenu, MenuHeading, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";

export interface WatchButtonProps {
  readonly ticker: string;
  readonly isSignedIn: boolean;
  readonly actions: WatchActions;
}

const unreachable = "The server could not be reached. Check the connection and try again.";

/** Puts the company on a watchlist. */
export function WatchButton({ ticker, isSignedIn, actions }: WatchButtonProps) {
  const router = useRouter();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [lists, setLists] = useState<readonly WatchlistChoice[] | null>(null);
  const [isAdding, startAdding] = useTransition();

  if (!isSignedIn) {
    return (
      <Link
        href={`/sign-in?return=${encodeURIComponent(`/company/${ticker}`)}`}
        prefetch={false}
        className={getButtonClass("secondary")}
      >
        <Eye size={14} aria-hidden />
        Sign in to watch
      </Link>
    );
  }

  const open = (button: HTMLElement): void => {
    setAnchor(button);
    startAdding(async () => {
      const answer = await actions.listWatchlists().catch(() => null);
      if (answer?.ok) setLists(answer.value);
      else {
        setAnchor(null);
        showToast({
          title: "Your watchlists could not be read",
          detail: answer?.message ?? unreachable,
          tone: "problem",
        });
      }
    });
  };
  const add = (watchlistId: string | null): void => {
    startAdding(async () => {
      const answer = await actions.watch({ watchlistId, ticker }).catch(() => null);
      if (!answer?.ok) {
        showToast({ title: `${ticker} was not added`, detail: answer?.message ?? unreachable, tone: "problem" });
        return;
      }
      const { id, name } = answer.value;
      showToast({
        title: `${ticker} is on "${name}"`,
        action: { label: "Open", onPress: () => router.push(`/watchlists/${id}`) },
      });
    });
  };
  return (
    <>
      <Button isBusy={isAdding && anchor === null} onClick={(event) => open(event.currentTarget)} aria-haspopup="menu">
        <Eye size={14} aria-hidden />
        Add to watchlist
      </Button>
      <AnchoredMenu align="end" anchor={anchor} onClose={() => setAnchor(null)}>
        <MenuHeading>Add {ticker} to</MenuHeading>
        {lists === null ? <MenuItem disabled>Reading your watchlists…</MenuItem> : null}
        {lists?.map((list) => (
          <MenuItem key={list.id} onSelect={() => add(list.id)}>
            {list.name}
          </MenuItem>
        ))}
        {lists === null || lists.length === 0 ? null : <MenuSeparator />}
        <MenuItem disabled={lists === null} icon={<Plus />} onSelect={() => add(null)}>
          A new watchlist
        </MenuItem>
      </AnchoredMenu>
    </>
  );
}
