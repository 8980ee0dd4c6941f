"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ActionResult } from "#lib/contract/action-result";
import { NameDialog } from "@/components/action/name-dialog";
import { Button } from "@/components/ui/button";

export interface NewWatchlistButtonProps {
  readonly create: (input: { readonly name: string }) => Promise<ActionResult<{ readonly id: string }>>;
}

/** Makes a watchlist and opens it. */
export function NewWatchlistButton({ create }: NewWatchlistButtonProps) {
  const router = useRouter();
  return (
    <NameDialog
      title="New watchlist"
      submitLabel="Create"
      trigger={
        <Button variant="primary">
          <Plus size={14} aria-hidden />
          New watchlist
        </Button>
      }
      action={(name) => create({ name })}
      onDone={({ id }) => router.push(`/watchlists/${id}`)}
    />
  );
}
