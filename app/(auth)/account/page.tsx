import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getUser } from "#lib/server/auth/session";
import { formatIsoDate } from "#lib/util/date-text";
import { DeleteAccountButton } from "@/components/account/delete-account-button";
import { EndSessionsButton } from "@/components/account/end-sessions-button";
import { PasswordForm } from "@/components/account/password-form";
import { Page, PageSection } from "@/components/layout/page";
import { changePasswordAction, deleteAccountAction, endAllSessionsAction } from "../actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const user = await getUser();
  if (user === null) redirect("/sign-in?return=/account");
  return (
    <Page
      title="Account"
      width="narrow"
      lead={`${user.email}, since ${formatIsoDate(user.createdAt.toISOString().slice(0, 10))}`}
    >
      <PageSection title="Password" lead="Changing it ends every session, also on this device.">
        <PasswordForm action={changePasswordAction} />
      </PageSection>
      <PageSection title="Sessions" lead="If you forgot to sign out somewhere, end all sessions at once.">
        <EndSessionsButton action={endAllSessionsAction} />
      </PageSection>
      <PageSection title="Delete the account" lead="Removes your watchlists, notes and saved screens for good.">
        <DeleteAccountButton action={deleteAccountAction} />
      </PageSection>
    </Page>
  );
}
