import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readReturnPath } from "#lib/contract/return-path";
import { getUser } from "#lib/server/auth/session";
import { SignInForm } from "@/components/account/sign-in-form";
import { Page } from "@/components/layout/page";
import { Notice } from "@/components/ui/notice";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const parameters = await searchParams;
  const given = parameters["return"];
  const returnPath = readReturnPath(typeof given === "string" ? given : null);
  if ((await getUser()) !== null) redirect(returnPath);
  return (
    <Page title="Sign in" width="form" lead="An account keeps your watchlists and screens. Screening needs none.">
      {parameters["changed"] ? (
        <Notice className="mb-4">
          Your password is changed and every session has ended. Sign in with the new one.
        </Notice>
      ) : null}
      {parameters["signed-up"] ? (
        <Notice className="mb-4">
          Sign in with your password. If there was an account with your address before, it is as it was, and so is its
          password.
        </Notice>
      ) : null}
      <SignInForm returnPath={returnPath} />
    </Page>
  );
}
