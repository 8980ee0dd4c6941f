import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AppError } from "#lib/contract/app-error";
import type { PolicyMoves } from "#lib/contract/policy-moves";
import { metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { catchOutage, catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readViewChoice } from "#lib/server/page/page-search";
import { getPolicyMoves } from "#lib/server/service/screen/get-policy-moves";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion, listPolicyChanges, type PolicyChoice } from "#lib/verdict/policy/choice";
import { comparePolicies } from "#lib/verdict/policy/compare-policies";
import type { Policy } from "#lib/verdict/policy/policy";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { MissingLegend } from "@/components/layout/missing-mark";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";
import { MetricCatalogue } from "@/components/methodology/metric-catalogue";
import { PolicyNumbers } from "@/components/methodology/policy-numbers";
import { PolicyRules } from "@/components/methodology/policy-rules";
import { SourceKey } from "@/components/methodology/source-note";
import { VerdictLimits } from "@/components/methodology/verdict-limits";
import { VerdictMeanings } from "@/components/methodology/verdict-meanings";
import { VersionDifferences } from "@/components/methodology/version-differences";
import { VersionSwitch } from "@/components/methodology/version-switch";
import { BrokenLink } from "@/components/screen/screen-states";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";

export const metadata: Metadata = { title: "Methodology" };

interface MethodologyPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function MethodologyPage({ searchParams }: MethodologyPageProps) {
  const read = await readViewChoice(await searchParams);
  if (!read.ok) {
    const way = { href: "/methodology", label: "The methodology of the usual policy" };
    return <BrokenLink errors={read.error} way={way} />;
  }
  const view = read.value;
  const policy = await requirePolicy(view.policy);
  const { parameters, rules, version, named } = policy;
  // The policy of the address with its own numbers: a version, or a named one.
  const asked = view.policy?.version ?? null;
  const origin = await requirePolicy(asked === null ? null : { version: asked, values: {} });
  // A named policy stands beside the version that it is made from, a version beside the others.
  const others = policies.filter((other) => (named === undefined) === (other.version !== version));
  const shown = named === undefined ? `version ${version}` : `"${named.name}"`;
  const metrics = listPolicyMetrics(policy);
  const editSearch = buildViewSearch({ ...plainView, policy: view.policy ?? { version: String(version), values: {} } });
  return (
    <Page
      width="wide"
      title="Methodology"
      lead={`${named === undefined ? `Policy version ${version}` : `The policy "${named.name}", made from version ${version}`}, ${rules.length} rules with ${parameters.length} numbers, ${metrics.length} metrics. This page is made from the formulas that run: what it shows is what is calculated.`}
    >
      <PagePolicyNotice policy={policy} view={view} pathname="/methodology" className="mb-6" />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Contents entries={listContents(policy)} />
        <div className="min-w-0">
          <PageSection
            id="versions"
            title="Versions"
            lead={`There ${policies.length === 1 ? "is one version" : `are ${policies.length} versions`} of the policy. Version ${defaultVersion} judges wherever nobody asks for another one; a link, a saved screen and the API may name one.`}
          >
            <div className="space-y-4">
              <VersionSwitch versions={policies} shown={named === undefined ? version : null} />
              <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
                <Link href={`/policies/edit${editSearch}`} prefetch={false} className="link">
                  {named === undefined
                    ? `Make a policy of your own from ${shown}`
                    : `Edit ${shown}, or make a copy of it`}
                </Link>
                <Link href="/policies" prefetch={false} className="link">
                  Your policies
                </Link>
              </p>
              {others.map((other) => (
                <VersionDifferences key={other.version} shown={origin} other={other} />
              ))}
            </div>
          </PageSection>
          <PageSection id="verdicts" title="Verdicts" lead="Every company that the policy judges has one of four.">
            <VerdictMeanings />
          </PageSection>
          <PageSection id="limits" title="What a verdict does not mean">
            <VerdictLimits />
          </PageSection>
          <PageSection
            id="rules"
            title="Rules"
            lead={`Those of ${shown}. A rule is true, false or unknown. It first asks what settles it without figures that filings often lack.`}
          >
            <PolicyRules policy={policy} marks={listMarks(origin, others)} />
          </PageSection>
          <PageSection
            id="parameters"
            title="Parameters"
            lead="The numbers in the rules. Move one to see who would change verdict. What you try stands in the address and changes nothing for anybody else."
          >
            <PolicyNumbers
              origin={asked === null ? String(defaultVersion) : asked}
              isDefault={named === undefined && version === defaultVersion}
              parameters={origin.parameters}
              changed={listPolicyChanges(policy)}
              moves={await findMoves(view.policy)}
            />
          </PageSection>
          <PageSection id="missing" title="Missing figures" lead="A number that is absent says why, everywhere.">
            <MissingLegend />
          </PageSection>
          <PageSection
            id="metrics"
            title="Metrics"
            lead="Written in the language that filters and columns use too; sources are marked."
          >
            <SourceKey />
          </PageSection>
          <MetricCatalogue policy={policy} />
        </div>
      </div>
    </Page>
  );
}

function listContents(policy: Policy) {
  const metrics = listPolicyMetrics(policy);
  return [
    { href: "#versions", label: "Versions" },
    { href: "#verdicts", label: "Verdicts" },
    { href: "#limits", label: "What a verdict does not mean" },
    { href: "#rules", label: "Rules" },
    { href: "#parameters", label: "Parameters" },
    { href: "#missing", label: "Missing figures" },
    { href: "#metrics", label: "Metrics" },
    ...metricCategories
      .filter((category) => metrics.some((metric) => metric.category === category))
      .map((category) => ({ href: `#metrics-${category}`, label: metricCategoryLabels[category], isSub: true })),
  ];
}

/** How each rule stands to the other versions, for those that are not the same there. */
function listMarks(shown: Policy, others: readonly Policy[]): ReadonlyMap<string, string> {
  return new Map(
    others.flatMap((other) =>
      [...comparePolicies(shown, other).standings].flatMap(([id, standing]) =>
        standing === "same"
          ? []
          : [[id, standing === "own" ? `Not in version ${other.version}` : `Differs from version ${other.version}`]],
      ),
    ) as readonly (readonly [string, string])[],
  );
}

/** Null where there are no data to judge, or where they are away: the rules are shown without them. */
async function findMoves(policy: PolicyChoice | null): Promise<PolicyMoves | null> {
  const visitor = readNetworkAddress(await headers());
  const moves = await catchOutage(catchRefusal(getPolicyMoves({ policy, visitor })));
  return moves instanceof AppError ? null : moves;
}
