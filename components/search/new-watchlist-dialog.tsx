"use client";

import { useRouter } from "next/navigation";
import type { ActionResult } from "#lib/contract/action-result";
import { NameDialog } from "@/components/action/name-dialog";

export interface NewWatchlistDialogProps {
  readonly create: (input: { readonly name: string }) => Promise<ActionResult<{ readonly id: string }>>;
  readonly onClosed: () => void;
}

/** Asks for the name of a new watchlist and opens it. */
export function NewWatchlistDialog({ create, onClosed }: NewWatchlistDialogProps) {
  const router = useRouter();
  return (
    <NameDialog
      title="New watchlist"
      submitLabel="Create"
      action={(name) => create({ name })}
      onClosed={onClosed}
      onDone={({ id }) => router.push(`/watchlists/${id}`)}
    />
  );
}
