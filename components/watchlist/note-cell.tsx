"use client";

import { type FormEvent, useState } from "react";
import { useAction } from "@/components/action/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { Textarea } from "@/components/ui/textarea";
import type { ListEdits } from "./list-edits";

export interface NoteCellProps {
  readonly ticker: string;
  readonly note: string;
  readonly tags: readonly string[];
  readonly save: ListEdits["note"];
}

/** Tags and the beginning of a note; a press opens both to be changed. What was typed stays when it could not be saved. */
export function NoteCell({ ticker, note, tags, save }: NoteCellProps) {
  const [isOpen, setOpen] = useState(false);
  const isEmpty = note === "" && tags.length === 0;
  return (
    <Popover
      label={`Note and tags of ${ticker}`}
      open={isOpen}
      onOpenChange={setOpen}
      className="w-88 p-3"
      trigger={
        <button
          type="button"
          aria-label={isEmpty ? `Write a note on ${ticker}` : `Change the note on ${ticker}`}
          title={note}
          className="-mx-1 flex w-[calc(100%+0.5rem)] min-h-6 items-center gap-1 overflow-hidden rounded-ui px-1 text-left text-xs hover:text-accent"
        >
          {isEmpty ? <span className="text-ink-faint">Add a note</span> : null}
          {tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
          <span className="min-w-0 truncate">{note}</span>
        </button>
      }
    >
      <NoteForm ticker={ticker} note={note} tags={tags} save={save} onDone={() => setOpen(false)} />
    </Popover>
  );
}

function NoteForm({ ticker, note, tags, save, onDone }: NoteCellProps & { readonly onDone: () => void }) {
  const { run, isBusy, failure } = useAction(save);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const before = { note, tags };
    const done = await run({ ticker, note: String(given.get("note")), tags: String(given.get("tags")), before });
    if (done !== null) onDone();
  }
  const { note: noteError, tags: tagsError } = failure?.fields ?? {};
  return (
    <Form onSubmit={submit} className="grid gap-3">
      <Field label={`Note on ${ticker}`} error={noteError}>
        <Textarea name="note" defaultValue={note} rows={4} maxLength={2000} />
      </Field>
      <Field label="Tags" hint="Between commas, such as core, turnaround" error={tagsError}>
        <Input name="tags" defaultValue={tags.join(", ")} maxLength={400} autoComplete="off" />
      </Field>
      {failure && noteError === undefined && tagsError === undefined ? (
        <p role="alert" className="text-xs text-danger">
          {failure.message}
        </p>
      ) : null}
      <div className="flex gap-2">
        <SubmitButton size="sm" variant="primary" isBusy={isBusy}>
          Save
        </SubmitButton>
        <Button size="sm" variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </Form>
  );
}
