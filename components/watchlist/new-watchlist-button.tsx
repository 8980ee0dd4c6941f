"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PendingLayer } from "@/components/ui/layer";
import type { NewWatchlistDialogProps } from "@/components/watch/new-watchlist-dialog";

const NewWatchlistDialog = dynamic(
  () => import("@/components/watch/new-watchlist-dialog").then((module) => module.NewWatchlistDialog),
  { ssr: false, loading: PendingLayer },
);

/** Makes a watchlist and opens it. */
export function NewWatchlistButton({ create }: Pick<NewWatchlistDialogProps, "create">) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Plus size={14} aria-hidden />
        New watchlist
      </Button>
      {isOpen ? <NewWatchlistDialog create={create} onClosed={() => setOpen(false)} /> : null}
    </>
  );
}
