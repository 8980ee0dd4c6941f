"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import type { WatchActions, WatchlistChoice } from "#lib/contract/watchlist";
import { AnchoredMenu, MenuHeading, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";
import { useStable } from "@/components/ui/use-stable";

/** The company to be watched, and the button that was pressed for it. */
export interface WatchTarget {
  readonly ticker: string;
  readonly anchor: HTMLElement;
}

export interface WatchMenuProps {
  /** Null: closed. */
  readonly target: WatchTarget | null;
  readonly onClose: () => void;
  readonly actions: WatchActions;
  /** Told when a company is on its way to a list, and when it has arrived. */
  readonly onAddingChange?: (isAdding: boolean) => void;
}

const unreachable = "The server could not be reached. Check the connection and try again.";

/** Puts a company on a watchlist, without leaving the page. */
export function WatchMenu({ target, onClose, actions, onAddingChange }: WatchMenuProps) {
  const router = useRouter();
  const [lists, setLists] = useState<readonly WatchlistChoice[] | null>(null);
  const [, startTransition] = useTransition();
  const ticker = target?.ticker ?? null;

  const read = useStable(() =>
    startTransition(async () => {
      const answer = await actions.listWatchlists().catch(() => null);
      if (answer?.ok) {
        setLists(answer.value);
        return;
      }
      onClose();
      const detail = answer?.message ?? unreachable;
      showToast({ title: "Your watchlists could not be read", detail, tone: "problem" });
    }),
  );
  useEffect(() => {
    if (ticker !== null) read();
  }, [ticker, read]);

  const add = (watchlistId: string | null): void => {
    if (ticker === null) return;
    onAddingChange?.(true);
    startTransition(async () => {
      const answer = await actions.watch({ watchlistId, ticker }).catch(() => null);
      onAddingChange?.(false);
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
    <AnchoredMenu align="end" anchor={target?.anchor ?? null} onClose={onClose}>
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
}
