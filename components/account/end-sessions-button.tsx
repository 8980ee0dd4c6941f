"use client";

import type { ActionResult } from "#lib/contract/action-result";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Signs the person out on every device. */
export function EndSessionsButton({ action }: { readonly action: () => Promise<ActionResult> }) {
  const { run, isBusy, failure } = useAction(action);
  return (
    <div className="grid justify-items-start gap-3">
      {failure ? <Notice tone="danger">{failure.message}</Notice> : null}
      <Button
        isBusy={isBusy}
        onClick={async () => {
          if ((await run(undefined)) !== null) window.location.assign("/sign-in");
        }}
      >
        Sign out everywhere
      </Button>
    </div>
  );
}
