"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Form, SubmitButton } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";

export interface NoteCellProps {
  readonly ticker: string;
  readonly note: string;
  readonly save: (note: string) => Promise<ActionResult>;
}

/** A note, edited in place. What was typed stays when it could not be saved. */
export function NoteCell({ ticker, note, save }: NoteCellProps) {
  const [isEditing, setIsEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(false);
  const { run, isBusy, failure } = useAction(save);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const done = await run(String(new FormData(event.currentTarget).get("note")));
    if (done !== null) close();
  }
  function close() {
    wasEdited.current = true;
    setIsEditing(false);
  }
  // The keys go on from the note when its form is closed, and not from the top of the page.
  useEffect(() => {
    if (!isEditing && wasEdited.current) button.current?.focus();
  }, [isEditing]);

  if (!isEditing) {
    return (
      <button
        type="button"
        ref={button}
        onClick={() => setIsEditing(true)}
        aria-label={note === "" ? `Write a note on ${ticker}` : `Change the note on ${ticker}`}
        className="-mx-1 w-[calc(100%+0.5rem)] rounded-ui px-1 text-left whitespace-pre-wrap hover:text-accent"
      >
        {note === "" ? <span className="text-ink-faint">Add a note</span> : note}
      </button>
    );
  }
  return (
    <Form onSubmit={submit} className="grid gap-1.5">
      <Textarea name="note" defaultValue={note} rows={3} maxLength={2000} aria-label={`Note on ${ticker}`} autoFocus />
      {failure ? (
        <p role="alert" className="text-xs text-danger">
          {failure.fields["note"] ?? failure.message}
        </p>
      ) : null}
      <div className="flex gap-2">
        <SubmitButton size="sm" variant="primary" isBusy={isBusy}>
          Save
        </SubmitButton>
        <Button size="sm" variant="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
