"use client";

import type { FormEvent } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { passwordLengthMin } from "#lib/contract/password-length";
import { useAction } from "@/components/action/use-action";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

/** Changes the password; every session ends, this one too, so the person signs in anew. */
export function PasswordForm({ action }: { readonly action: (input: unknown) => Promise<ActionResult> }) {
  const { run, isBusy, failure } = useAction(action);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const done = await run({ current: String(form.get("current")), next: String(form.get("next")) });
    if (done !== null) window.location.assign("/sign-in?changed=1&return=/account");
  }

  return (
    <Form onSubmit={submit} className="grid max-w-sm gap-4" noValidate>
      {failure && Object.keys(failure.fields).length === 0 ? <Notice tone="danger">{failure.message}</Notice> : null}
      <Field label="Current password" error={failure?.fields["current"]}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field label="New password" hint={`At least ${passwordLengthMin} characters.`} error={failure?.fields["next"]}>
        <Input name="next" type="password" autoComplete="new-password" required />
      </Field>
      <div>
        <SubmitButton isBusy={isBusy}>Change password</SubmitButton>
      </div>
    </Form>
  );
}
