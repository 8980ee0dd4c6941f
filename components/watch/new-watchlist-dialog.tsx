"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useCallback } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { NewWatchlist, WatchlistMade } from "#lib/contract/watchlist";
import { parseHoldings } from "#lib/workbench/portfolio/parse-holdings";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast";
import { describeOutcome } from "./describe-outcome";

export interface NewWatchlistDialogProps {
  readonly create: (input: NewWatchlist) => Promise<ActionResult<WatchlistMade>>;
  readonly onClosed: () => void;
}

/** Asks for the name of a new watchlist and the companies on it, if any, and opens it. */
export function NewWatchlistDialog({ create, onClosed }: NewWatchlistDialogProps) {
  const router = useRouter();
  const make = useCallback(
    async ({ name, companies }: Readonly<Record<"name" | "companies", string>>) => {
      const read = companies.trim() === "" ? null : parseHoldings(companies, "shares");
      const fault = read === null ? null : read.ok ? findFault(read.value) : read.error;
      if (fault !== null) return { ok: false, message: fault, fields: { companies: fault }, signIn: false } as const;
      const held = read?.ok ? read.value : null;
      const given = held && {
        sizing: held.sizing,
        holdings: held.holdings.map(({ ticker, size }) => ({ ticker, size })),
      };
      const made = await create({ name, given });
      return made.ok ? ({ ok: true, value: { made: made.value, held } } as const) : made;
    },
    [create],
  );
  const { run, isBusy, failure } = useAction(make);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const done = await run({ name: String(data.get("name")), companies: String(data.get("companies")) });
    if (done === null) return;
    const { made, held } = done.value;
    onClosed();
    if (held !== null && made.outcome !== null) {
      const isWhole = made.outcome.added.length === held.holdings.length && held.problems.length === 0;
      if (!isWhole) showToast({ title: `Made "${made.name}"`, detail: describeOutcome(made.outcome, held) });
    }
    router.push(`/watchlists/${made.id}`);
  }

  const fields = failure?.fields ?? {};
  const isElsewhere = failure !== null && fields["name"] === undefined && fields["companies"] === undefined;
  return (
    <Dialog title="New watchlist" open onOpenChange={(isOpen) => (isOpen ? undefined : onClosed())}>
      <Form onSubmit={submit} className="grid gap-4">
        <Field label="Name" error={fields["name"] ?? null}>
          <Input name="name" maxLength={80} required autoComplete="off" autoFocus />
        </Field>
        <Field label="Companies, if you have them at hand" error={fields["companies"] ?? null}>
          <Textarea
            name="companies"
            rows={4}
            spellCheck={false}
            placeholder="ABC, XYZ, or one a line with shares or weights: ABC 120, ABC 4.5%"
          />
        </Field>
        {isElsewhere ? <Notice tone="danger">{failure.message}</Notice> : null}
        <DialogActions>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton variant="primary" isBusy={isBusy}>
            Create
          </SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

/** Why nothing that was written names a company; null where something does. */
function findFault({
  holdings,
  problems,
}: {
  readonly holdings: readonly unknown[];
  readonly problems: readonly { readonly reason: string }[];
}): string | null {
  return holdings.length > 0 ? null : (problems[0]?.reason ?? "No ticker was found in this.");
}
