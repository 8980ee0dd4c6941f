"use client";

import { type ReactElement, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "./use-action";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will be lost. */
  readonly description: string;
  readonly confirmLabel: string;
  readonly trigger: ReactElement;
  readonly action: () => Promise<ActionResult>;
  readonly onDone: () => void;
}

/** Asks before something is lost. Stays open with the reason when it cannot be done. */
export function ConfirmDialog({ title, description, confirmLabel, trigger, action, onDone }: ConfirmDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { run, isBusy, failure, clear } = useAction(action);
  return (
    <Dialog
      title={title}
      description={description}
      trigger={trigger}
      open={isOpen}
      onOpenChange={(open) => {
        clear();
        setIsOpen(open);
      }}
    >
      {failure ? <Notice tone="danger">{failure.message}</Notice> : null}
      <DialogActions>
        <DialogClose render={<Button>Keep it</Button>} />
        <Button
          variant="danger"
          isBusy={isBusy}
          onClick={async () => {
            if ((await run(undefined)) === null) return;
            setIsOpen(false);
            onDone();
          }}
        >
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
