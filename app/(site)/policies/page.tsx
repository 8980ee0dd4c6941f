import { Scale } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getUser } from "#lib/server/auth/session";
import { listNamedPolicies } from "#lib/server/service/policy/list-named-policies";
import { policies } from "#lib/verdict/policy/catalogue";
import { Page } from "@/components/layout/page";
import { PolicyTable } from "@/components/methodology/own/policy-table";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { deletePolicyAction, renamePolicyAction } from "./actions";

export const metadata: Metadata = { title: "Your policies" };

export default async function PoliciesPage() {
  const user = await getUser();
  const own = user === null ? [] : await listNamedPolicies(user.id);
  const begin = policies.map(({ version }) => (
    <Link
      key={version}
      href={`/policies/edit?policy=${version}`}
      prefetch={false}
      className={getButtonClass(user === null ? "secondary" : "primary")}
    >
      Begin with version {version}
    </Link>
  ));
  return (
    <Page
      title="Your policies"
      lead="Rules of your own, made from a version of the policy. Whoever has the link of one reads it and judges by it; only you change it."
      width="wide"
      actions={own.length === 0 ? null : begin}
    >
      {own.length > 0 ? (
        <PolicyTable
          policies={own.map(({ slug, name, baseVersion, updatedAt }) => ({
            slug,
            name,
            version: baseVersion,
            changedOn: updatedAt.toISOString().slice(0, 10),
          }))}
          rename={renamePolicyAction}
          remove={deletePolicyAction}
        />
      ) : (
        <EmptyState
          icon={<Scale />}
          title={user === null ? "Sign in to see your policies" : "No policy of yours yet"}
          actions={
            <>
              {user === null ? (
                <Link href="/sign-in?return=/policies" prefetch={false} className={getButtonClass("primary")}>
                  Sign in
                </Link>
              ) : null}
              {begin}
            </>
          }
        >
          Begin with a version, change its rules and numbers, and see at once who changes verdict.
          {user === null ? " To try is free to everybody; an account keeps what you made." : ""}
        </EmptyState>
      )}
    </Page>
  );
}
