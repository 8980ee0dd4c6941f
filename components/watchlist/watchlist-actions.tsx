"use client";

import { useRouter } from "next/navigation";
import type { ActionResult } from "#lib/contract/action-result";
import { ConfirmDialog } from "@/components/action/confirm-dialog";
import { NameDialog } from "@/components/action/name-dialog";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";

export interface WatchlistActionsProps {
  readonly id: string;
  readonly name: string;
  readonly rename: (input: { readonly watchlistId: string; readonly name: string }) => Promise<ActionResult>;
  readonly remove: (input: { readonly watchlistId: string }) => Promise<ActionResult>;
}

/** Renames or deletes a list. */
export function WatchlistActions({ id, name, rename, remove }: WatchlistActionsProps) {
  const router = useRouter();
  return (
    <>
      <NameDialog
        title="Rename watchlist"
        submitLabel="Rename"
        initialName={name}
        trigger={<Button>Rename</Button>}
        action={(next) => rename({ watchlistId: id, name: next })}
        onDone={() => showToast({ title: "Renamed" })}
      />
      <ConfirmDialog
        title={`Delete "${name}"?`}
        description="Its companies and notes go with it. This cannot be undone."
        confirmLabel="Delete"
        trigger={<Button variant="danger">Delete</Button>}
        action={() => remove({ watchlistId: id })}
        onDone={() => {
          showToast({ title: `Deleted "${name}"` });
          router.replace("/watchlists");
        }}
      />
    </>
  );
}
