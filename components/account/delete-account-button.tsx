"use client";

import { type FormEvent, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { useAction } from "@/components/action/use-action";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";

/** Deletes the account after the password is given once more. */
export function DeleteAccountButton({ action }: { readonly action: (input: unknown) => Promise<ActionResult> }) {
  const [isOpen, setIsOpen] = useState(false);
  const { run, isBusy, failure, clear } = useAction(action);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    if ((await run({ password })) !== null) window.location.assign("/screen");
  }

  return (
    <Dialog
      title="Delete your account?"
      description="Your watchlists, notes and saved screens go with it. This cannot be undone."
      open={isOpen}
      onOpenChange={(open) => {
        clear();
        setIsOpen(open);
      }}
      trigger={<Button variant="danger">Delete account</Button>}
    >
      <Form onSubmit={submit}>
        <Field label="Password" error={failure ? (failure.fields["password"] ?? failure.message) : null}>
          <Input name="password" type="password" autoComplete="current-password" required />
        </Field>
        <DialogActions>
          <DialogClose render={<Button>Keep it</Button>} />
          <SubmitButton variant="danger" isBusy={isBusy}>
            Delete account
          </SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
