"use client";

import { type FormEvent, useId, useRef, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { AddOutcome } from "#lib/contract/watchlist";
import { useAction } from "@/components/action/use-action";
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

  const noteId = useId();
  const problem = failure?.fields["text"] ?? failure?.message;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setOutcome(null);
    const done = await run({ watchlistId, text: String(new FormData(event.currentTarget).get("tickers")) });
    if (done === null) return;
    setOutcome(done.value);
    form.current?.reset();
  }

  return (
    <Form ref={form} onSubmit={submit} className="w-full max-w-120 sm:w-120">
      <div className="flex gap-2">
        <Input
          name="tickers"
          aria-label="Add companies"
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={noteId}
          placeholder="Tickers to add: HRI, MDXG …"
          required
          autoComplete="off"
          spellCheck={false}
        />
        <SubmitButton isBusy={isBusy}>Add</SubmitButton>
      </div>
      <p
        id={noteId}
        role={problem === undefined ? "status" : "alert"}
        className={problem === undefined ? "mt-1 min-h-4 text-xs text-ink-muted" : "mt-1 min-h-4 text-xs text-danger"}
      >
        {problem ?? (outcome ? describeOutcome(outcome) : "As many as you like, typed or pasted.")}
      </p>
    </Form>
  );
}
