"use client";

import Link from "next/link";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { errorCodes } from "#lib/contract/error-code";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";

/** What to say of a sign-in that failed, by the code that came back. */
function describeFailure(code: string | null | undefined): string {
  if (code === "CredentialsSignin") return "The email or the password is wrong.";
  if (code === "too_many_requests") return "Too many tries. Wait a quarter of an hour, then try again.";
  return `${errorCodes.internal.title}. Try again in a moment.`;
}

/** Signs in and goes to `returnPath`. */
export function SignInForm({ returnPath }: { readonly returnPath: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsBusy(true);
    setFailure(null);
    try {
      const outcome = await signIn("credentials", {
        email: String(form.get("email")),
        password: String(form.get("password")),
        redirect: false,
      });
      if (outcome?.ok) {
        // A whole load, so that nothing rendered for a visitor without an account stays.
        window.location.assign(returnPath);
        return;
      }
      setFailure(describeFailure(outcome?.error));
    } catch {
      setFailure("The server could not be reached. Check the connection and try again.");
    }
    setIsBusy(false);
  }

  return (
    <Form onSubmit={submit} className="grid gap-4">
      {failure ? <Notice tone="danger">{failure}</Notice> : null}
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
