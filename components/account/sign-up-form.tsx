"use client";

import Link from "next/link";
import type { FormEvent } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import { passwordLengthMin } from "#lib/contract/password-length";
import { useAction } from "@/components/action/use-action";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signInWithPassword } from "./sign-in-with-password";

export interface SignUpFormProps {
  readonly action: (input: unknown) => Promise<ActionResult>;
  readonly returnPath: string;
}

/** Makes an account, signs in with it and goes to `returnPath`. */
export function SignUpForm({ action, returnPath }: SignUpFormProps) {
  const { run, isBusy, failure } = useAction(action);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email"));
    const password = String(form.get("password"));
    if ((await run({ name: String(form.get("name")), email, password })) === null) return;
    const outcome = await signInWithPassword({ email, password }).catch(() => undefined);
    window.location.assign(outcome?.ok ? returnPath : `/sign-in?signed-up=1&return=${encodeURIComponent(returnPath)}`);
  }

  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      {failure ? <Notice tone="danger">{failure.message}</Notice> : null}
      <Field label="Name" hint="Optional." error={failure?.fields["name"]}>
        <Input name="name" autoComplete="name" maxLength={80} size="lg" />
      </Field>
      <Field label="Email" error={failure?.fields["email"]}>
        <Input name="email" type="email" autoComplete="username" required size="lg" />
      </Field>
      <Field label="Password" hint={`At least ${passwordLengthMin} characters.`} error={failure?.fields["password"]}>
        <Input name="password" type="password" autoComplete="new-password" required size="lg" />
      </Field>
      <SubmitButton variant="primary" size="lg" isBusy={isBusy}>
        Create account
      </SubmitButton>
      <p className="text-sm text-ink-muted">
        Have an account?{" "}
        <Link href={`/sign-in?return=${encodeURIComponent(returnPath)}`} className="link">
          Sign in
        </Link>
      </p>
    </Form>
  );
}
