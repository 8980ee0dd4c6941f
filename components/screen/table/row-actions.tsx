"use client";

import { PanelRight, Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { watchMark } from "./use-table-keys";

export interface RowActionsProps {
  readonly ticker: string;
  readonly onPeek: () => void;
  readonly onWatch: (anchor: HTMLElement) => void;
}

/** What a row offers besides opening it: a look at the company comes with the pointer or the focus, the watchlist is always there. */
export function RowActions({ ticker, onPeek, onWatch }: RowActionsProps) {
  return (
    <>
      <IconButton
        size="sm"
        label={`Look at ${ticker}`}
        title={`Look at ${ticker} (Space)`}
        onClick={onPeek}
        className="bg-surface opacity-0 group-hover/row:bg-hover group-hover/row:opacity-100 focus-visible:opacity-100"
      >
        <PanelRight size={14} aria-hidden />
      </IconButton>
      <IconButton
        {...watchMark}
        size="sm"
        label={`Add ${ticker} to a watchlist`}
        aria-haspopup="menu"
        onClick={(event) => onWatch(event.currentTarget)}
        className="text-ink-faint"
      >
        <Plus size={14} aria-hidden />
      </IconButton>
    </>
  );
}
