"use client";

import { PanelRight, Plus } from "lucide-react";
import { memo } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { watchMark } from "./use-table-keys";

export interface RowActionsProps {
  readonly ticker: string;
  readonly onPeek: (ticker: string) => void;
  readonly onWatch: (ticker: string, anchor: HTMLElement) => void;
}

/**
 * What a row offers besides opening it: a look at the company comes with the pointer or the focus, the watchlist is always
 * there. Drawn anew only for another company, and not with each step of a slider.
 */
export const RowActions = memo(function RowActions({ ticker, onPeek, onWatch }: RowActionsProps) {
  return (
    <>
      <IconButton
        size="sm"
        label={`Look at ${ticker}`}
        title={`Look at ${ticker} (Space)`}
        onClick={() => onPeek(ticker)}
        className="bg-surface opacity-0 group-hover/row:bg-hover group-hover/row:opacity-100 focus-visible:opacity-100"
      >
        <PanelRight size={14} aria-hidden />
      </IconButton>
      <IconButton
        {...watchMark}
        size="sm"
        label={`Add ${ticker} to a watchlist`}
        aria-haspopup="menu"
        onClick={(event) => onWatch(ticker, event.currentTarget)}
        className="text-ink-faint"
      >
        <Plus size={14} aria-hidden />
      </IconButton>
    </>
  );
});
