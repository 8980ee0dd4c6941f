"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { errorCodes } from "#lib/contract/error-code";
import type { SignInRefusal } from "#lib/contract/sign-in-refusal";
import { formatWait } from "#lib/util/wait-text";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signInWithPassword } from "./sign-in-with-password";

/** Says why a sign-in failed. */
function describeFailure(refusal: SignInRefusal | null): string {
  if (refusal === null) return "The email or the password is wrong.";
  const { code, retryAfterSeconds } = refusal;
  const wait = retryAfterSeconds === null ? "in a moment" : formatWait(retryAfterSeconds);
  return `${code === "too_many_requests" ? "Too many tries" : errorCodes[code].title}. Try again ${wait}.`;
}

/** Signs in and goes to `returnPath`. */
export function SignInForm({ returnPath }: { readonly returnPath: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [hasTask, setHasTask] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setFailure(null);
    try {
      const credentials = { email: String(form.get("email")), password: String(form.get("password")) };
      const outcome = await signInWithPassword(credentials, () => setHasTask(true));
      if (outcome.ok) {
        // A whole load, so that nothing rendered for a visitor without an account stays.
        window.location.assign(returnPath);
        return;
      }
      setFailure(describeFailure(outcome.refusal));
    } catch {
      setFailure("The server could not be reached. Check the connection and try again.");
    }
    setIsBusy(false);
    setHasTask(false);
  }

  return (
    <Form onSubmit={submit} className="grid gap-4">
      {failure ? <Notice tone="danger">{failure}</Notice> : null}
      {hasTask ? (
        <Notice>
          Somebody has guessed at this account from your network. Your browser solves a task first, which takes some
          seconds, seldom a minute; then the password is checked.
        </Notice>
      ) : null}
      <Field label="Email">
        <Input name="email" type="email" autoComplete="username" required size="lg" />
      </Field>
      <Field label="Password">
        <Input name="password" type="password" autoComplete="current-password" required size="lg" />
      </Field>
      <SubmitButton variant="primary" size="lg" isBusy={isBusy}>
        Sign in
      </SubmitButton>
      <p className="text-sm text-ink-muted">
        No account yet?{" "}
        <Link href={`/sign-up?return=${encodeURIComponent(returnPath)}`} className="link">
          Create one
        </Link>
      </p>
    </Form>
  );
}
