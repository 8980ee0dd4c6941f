"use client";

import { Eye } from "lucide-react";
import { useState } from "react";
import type { WatchActions } from "#lib/contract/watchlist";
import { Button } from "@/components/ui/button";
import { WatchMenu, type WatchTarget } from "@/components/watch/watch-menu";

export interface WatchButtonProps {
  readonly ticker: string;
  /** Null: nobody is signed in; the menu asks to. */
  readonly actions: WatchActions | null;
}

/** Puts the company on a watchlist. */
export function WatchButton({ ticker, actions }: WatchButtonProps) {
  const [target, setTarget] = useState<WatchTarget | null>(null);
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <Button
        isBusy={isAdding}
        onClick={(event) => setTarget({ tickers: [ticker], anchor: event.currentTarget })}
        aria-haspopup="menu"
      >
        <Eye size={14} aria-hidden />
        Add to watchlist
      </Button>
      <WatchMenu target={target} onClose={() => setTarget(null)} actions={actions} onAddingChange={setAdding} />
    </>
  );
}
