import type { Metadata } from "next";
import { getVisitor } from "#lib/server/auth/session";
import { catchOutage } from "#lib/server/page/catch-refusal";
import { type PageSearch, readViewChoice } from "#lib/server/page/page-search";
import { isOwnPolicy } from "#lib/server/service/policy/list-named-policies";
import { listRuleTexts } from "#lib/server/service/policy/list-rule-texts";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { defaultVersion } from "#lib/verdict/policy/choice";
import { draftPolicy } from "#lib/verdict/policy/policy-draft";
import { Page } from "@/components/layout/page";
import { PolicyEditor } from "@/components/methodology/own/policy-editor";
import { BrokenLink } from "@/components/screen/screen-states";
import { savePolicyAction, tryPolicyAction } from "../actions";

export const metadata: Metadata = { title: "Edit a policy" };

interface EditPolicyPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function EditPolicyPage({ searchParams }: EditPolicyPageProps) {
  const read = await readViewChoice(await searchParams);
  if (!read.ok) return <BrokenLink errors={read.error} way={{ href: "/policies", label: "Your policies" }} />;
  const policy = await requirePolicy(read.value.policy);
  const { named, version } = policy;
  const { metrics: _, definitions: __, ...shipped } = await requirePolicy({ version: String(version), values: {} });
  const user = await getVisitor();
  const slug = named?.slug ?? null;
  const isSignedIn = user !== null && user !== "unknown";
  const isOwn = isSignedIn && slug !== null && (await catchOutage(isOwnPolicy(user.id, slug))) === true;
  return (
    <Page
      width="wide"
      title={named === undefined ? `A policy from version ${version}` : named.name}
      lead={
        isOwn
          ? `Made from version ${version}. What you save is what its link shows from then on.`
          : `Change rules and numbers as you like: nobody else is judged by them, and you may save them as a policy of yours.${
              named === undefined ? "" : " This policy is somebody else's, so that you save a copy."
            }`
      }
    >
      <PolicyEditor
        key={`${slug ?? version} ${named?.revision ?? ""}`}
        start={draftPolicy(policy)}
        name={named?.name ?? ""}
        asked={read.value.policy?.version ?? String(defaultVersion)}
        shipped={shipped}
        own={isOwn && named !== undefined ? { slug, revision: named.revision } : null}
        isSignedIn={isSignedIn}
        texts={await listRuleTexts()}
        tryPolicy={tryPolicyAction}
        save={savePolicyAction}
      />
    </Page>
  );
}
