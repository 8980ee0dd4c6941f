import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { readReturnPath } from "#lib/contract/return-path";
import { getUser } from "#lib/server/auth/session";
import { SignUpForm } from "@/components/account/sign-up-form";
import { Page } from "@/components/layout/page";
import { signUpAction } from "../actions";

export const metadata: Metadata = { title: "Create an account" };

interface SignUpPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const given = (await searchParams)["return"];
  const returnPath = readReturnPath(typeof given === "string" ? given : null);
  if ((await getUser()) !== null) redirect(returnPath);
  return (
    <Page title="Create an account" width="form" lead="For watchlists with notes, and for screens you want to keep.">
      <SignUpForm action={signUpAction} returnPath={returnPath} />
    </Page>
  );
}
