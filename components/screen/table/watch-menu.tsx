"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import type { WatchActions, WatchlistChoice } from "#lib/contract/watchlist";
import { AnchoredMenu, MenuHeading, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast";

export interface WatchMenuProps {
  /** The row whose button was pressed; null: closed. */
  readonly target: { readonly ticker: string; readonly anchor: HTMLElement } | null;
  readonly onClose: () => void;
  readonly actions: WatchActions;
}

/** Puts a row's company on a watchlist, without leaving the table. */
export function WatchMenu({ target, onClose, actions }: WatchMenuProps) {
  const router = useRouter();
  const [lists, setLists] = useState<readonly WatchlistChoice[] | null>(null);
  const [, startTransition] = useTransition();
  const ticker = target?.ticker ?? null;

  useEffect(() => {
    if (ticker === null) return;
    startTransition(async () => {
      const answer = await actions.listWatchlists();
      if (answer.ok) setLists(answer.value);
      else showToast({ title: "Your watchlists could not be read", detail: answer.message, tone: "problem" });
    });
  }, [ticker, actions]);

  const add = (watchlistId: string | null) => {
    if (ticker === null) return;
    startTransition(async () => {
      const answer = await actions.watch({ watchlistId, ticker });
      if (!answer.ok) {
        showToast({ title: `${ticker} was not added`, detail: answer.message, tone: "problem" });
        return;
      }
      const { id, name } = answer.value;
      const open = () => router.push(`/watchlists/${id}`);
      showToast({ title: `${ticker} is on "${name}"`, action: { label: "Open", onPress: open } });
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
