import Link from "next/link";
import { buildViewSearch, plainView, type ViewChoice } from "#lib/screen/view-url";
import { describePolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { joinClasses } from "@/components/ui/class-names";
import { backToPolicy, PolicyNotice } from "./policy-notice";

export interface PagePolicyNoticeProps {
  /** The policy that judges on the page. */
  readonly policy: Policy;
  readonly view: ViewChoice;
  /** The page's path, without its search part. */
  readonly pathname: string;
  readonly className?: string;
}

/** The notice of another policy on a page that the server renders; nothing under the policy that judges by default. */
export function PagePolicyNotice({ policy, view, pathname, className }: PagePolicyNoticeProps) {
  const judgedBy = describePolicy(policy);
  if (judgedBy === null) return null;
  return (
    <PolicyNotice
      judgedBy={judgedBy}
      rulesHref={`/methodology${buildViewSearch({ ...plainView, policy: view.policy })}#rules`}
      className={joinClasses("rounded-ui py-2", className)}
      back={
        <Link href={`${pathname}${buildViewSearch({ ...view, policy: null })}`} prefetch={false} className="link">
          {backToPolicy}
        </Link>
      }
    />
  );
}
