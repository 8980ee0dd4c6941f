"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import type { WatchActions, WatchlistChoice } from "#lib/contract/watchlist";
import { AnchoredMenu, MenuHeading, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";

/** The company to be watched, and the button that was pressed for it. */
export interface WatchTarget {
  readonly ticker: string;
  readonly anchor: HTMLElement;
}

export interface WatchMenuState {
  readonly open: (target: WatchTarget) => void;
  /** The menu is closed and the company is on its way to a list. */
  readonly isAdding: boolean;
  /** Stands anywhere in the page: it opens beside the button. */
  readonly menu: ReactNode;
}

const unreachable = "The server could not be reached. Check the connection and try again.";

/** A menu that puts a company on a watchlist, without leaving the page. Null: nobody is signed in, and nothing opens. */
export function useWatchMenu(actions: WatchActions | null): WatchMenuState {
  const router = useRouter();
  const [target, setTarget] = useState<WatchTarget | null>(null);
  const [lists, setLists] = useState<readonly WatchlistChoice[] | null>(null);
  const [isBusy, startTransition] = useTransition();
  const ticker = target?.ticker ?? null;

  const open = (next: WatchTarget): void => {
    if (actions === null) return;
    setTarget(next);
    startTransition(async () => {
      const answer = await actions.listWatchlists().catch(() => null);
      if (answer?.ok) {
        setLists(answer.value);
        return;
      }
      setTarget(null);
      const detail = answer?.message ?? unreachable;
      showToast({ title: "Your watchlists could not be read", detail, tone: "problem" });
    });
  };
  const add = (watchlistId: string | null): void => {
    if (actions === null || ticker === null) return;
    startTransition(async () => {
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
  const menu = (
    <AnchoredMenu align="end" anchor={target?.anchor ?? null} onClose={() => setTarget(null)}>
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
  );
  return { open, isAdding: isBusy && target === null, menu: actions === null ? null : menu };
}
