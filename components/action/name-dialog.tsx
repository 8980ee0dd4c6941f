"use client";

import { type FormEvent, type ReactElement, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { useAction } from "./use-action";

export interface NameDialogProps<Value> {
  readonly title: string;
  readonly submitLabel: string;
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly initialName?: string;
  /** Does what the dialog is for, with the name that was typed. */
  readonly action: (name: string) => Promise<ActionResult<Value>>;
  readonly onDone: (value: Value) => void;
}

/** Asks for a name. Stays open with the reason when it cannot be used. */
export function NameDialog<Value>({
  title,
  submitLabel,
  trigger,
  initialName = "",
  action,
  onDone,
}: NameDialogProps<Value>) {
  const [isOpen, setIsOpen] = useState(false);
  const { run, isBusy, failure, clear } = useAction(action);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const done = await run(String(new FormData(event.currentTarget).get("name")));
    if (done === null) return;
    setIsOpen(false);
    onDone(done.value);
  }

  return (
    <Dialog
      title={title}
      trigger={trigger}
      open={isOpen}
      onOpenChange={(open) => {
        clear();
        setIsOpen(open);
      }}
    >
      <Form onSubmit={submit}>
        <Field label="Name" error={failure ? (failure.fields["name"] ?? failure.message) : null}>
          <Input name="name" defaultValue={initialName} maxLength={80} required autoComplete="off" autoFocus />
        </Field>
        <DialogActions>
          <DialogClose render={<Button>Cancel</Button>} />
          <SubmitButton variant="primary" isBusy={isBusy}>
            {submitLabel}
          </SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
