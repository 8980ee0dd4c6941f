"use client";

import { type FormEvent, useRef, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { AddOutcome } from "#lib/contract/watchlist";
import { useAction } from "@/components/action/use-action";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

export interface AddCompaniesFormProps {
  readonly watchlistId: string;
  readonly add: (input: { readonly watchlistId: string; readonly text: string }) => Promise<ActionResult<AddOutcome>>;
}

/** Says what was added, what was there before, and what the data do not have. */
export function describeOutcome({ added, present, unknown }: AddOutcome): string {
  return [
    added.length > 0 ? `Added ${added.join(", ")}.` : null,
    present.length > 0 ? `On the list already: ${present.join(", ")}.` : null,
    unknown.length > 0 ? `Not in the data, left out: ${unknown.join(", ")}.` : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}

/** Adds companies by typed or pasted tickers; unknown ones are named and the rest are kept. */
export function AddCompaniesForm({ watchlistId, add }: AddCompaniesFormProps) {
  const { run, isBusy, failure } = useAction(add);
  const [outcome, setOutcome] = useState<AddOutcome | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setOutcome(null);
    const done = await run({ watchlistId, text: String(new FormData(event.currentTarget).get("tickers")) });
    if (done === null) return;
    setOutcome(done.value);
    form.current?.reset();
  }

  return (
    <Form ref={form} onSubmit={submit} className="mb-4">
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Add companies" className="w-96 max-w-full" error={failure?.fields["text"] ?? failure?.message}>
          <Input name="tickers" placeholder="HRI, MDXG …" required autoComplete="off" spellCheck={false} />
        </Field>
        <SubmitButton isBusy={isBusy}>Add</SubmitButton>
      </div>
      <p role="status" className="mt-1 min-h-4 text-xs text-ink-muted">
        {outcome ? describeOutcome(outcome) : "Tickers, as many as you like."}
      </p>
    </Form>
  );
}
