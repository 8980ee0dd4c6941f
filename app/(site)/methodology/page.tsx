import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AppError } from "#lib/contract/app-error";
import type { PolicyMoves } from "#lib/contract/policy-moves";
import { readKeptEvidence } from "#lib/evidence/kept-evidence";
import { type Metric, metricCategories, metricCategoryLabels } from "#lib/metric/metric";
import { buildCompanyHref, buildViewSearch, plainView, type ViewChoice } from "#lib/screen/view-url";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { catchOutage, catchRefusal } from "#lib/server/page/catch-refusal";
import { type PageSearch, readParameter, readViewChoice } from "#lib/server/page/page-search";
import { getWorkedCompany } from "#lib/server/service/company/get-worked-company";
import { getPolicyMoves } from "#lib/server/service/screen/get-policy-moves";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { policies } from "#lib/verdict/policy/catalogue";
import { defaultVersion, listPolicyChanges, type PolicyChoice } from "#lib/verdict/policy/choice";
import { comparePolicies } from "#lib/verdict/policy/compare-policies";
import type { Policy } from "#lib/verdict/policy/policy";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { groupPolicyNumbers } from "#lib/workbench/policy-view";
import { MissingLegend } from "@/components/layout/missing-mark";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";
import { EntrySearch } from "@/components/methodology/entry-search";
import { findEntries, findKey, readFind } from "@/components/methodology/find-entries";
import { MetricCatalogue } from "@/components/methodology/metric-catalogue";
import { PlainWords } from "@/components/methodology/plain-words";
import { PolicyNumbers } from "@/components/methodology/policy-numbers";
import { PolicyRules } from "@/components/methodology/policy-rules";
import { VerdictLimits } from "@/components/methodology/verdict-limits";
import { VerdictMeanings } from "@/components/methodology/verdict-meanings";
import { VersionDifferences } from "@/components/methodology/version-differences";
import { VersionSwitch } from "@/components/methodology/version-switch";
import { WorkedCompany } from "@/components/methodology/worked-company";
import { SourceKey } from "@/components/policy/source-note";
import { BrokenLink } from "@/components/screen/screen-states";
import { PagePolicyNotice } from "@/components/verdict/page-policy-notice";

export const metadata: Metadata = { title: "Methodology" };

interface MethodologyPageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function MethodologyPage({ searchParams }: MethodologyPageProps) {
  const search = await searchParams;
  const read = await readViewChoice(search);
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
  const find = readFind(readParameter(search, findKey));
  const found = findEntries(policy, find);
  const isFinding = find !== "";
  const worked = isFinding ? null : await findWorked(view);
  const editSearch = buildViewSearch({ ...plainView, policy: view.policy ?? { version: String(version), values: {} } });
  return (
    <Page
      width="wide"
      title="Methodology"
      lead={`${named === undefined ? `Policy version ${version}` : `The policy "${named.name}", made from version ${version}`}, ${rules.length} rules with ${parameters.length} numbers, ${metrics.length} metrics. This page is made from the formulas that run: what it shows is what is calculated.`}
    >
      <PagePolicyNotice policy={policy} view={view} pathname="/methodology" className="mb-6" />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Contents entries={isFinding ? listFound(found) : listContents(policy, worked !== null)} />
        <div className="min-w-0">
          <EntrySearch
            find={find}
            ruleCount={found.rules.length}
            metricCount={found.metrics.length}
            viewSearch={buildViewSearch(view)}
          />
          {isFinding ? null : (
            <>
              <PageSection id="plain-words" title="In plain words">
                <PlainWords policy={policy} evidence={readKeptEvidence()} />
              </PageSection>
              {worked === null ? null : (
                <PageSection
                  id="worked"
                  title="One company, worked"
                  lead="The mixed company of these data of which the most rules are settled. Every sentence is made from its figures."
                >
                  <WorkedCompany {...worked} href={buildCompanyHref(worked.ticker, buildViewSearch(view))} />
                </PageSection>
              )}
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
            </>
          )}
          {found.rules.length === 0 ? null : (
            <PageSection
              id="rules"
              title="Rules"
              lead={`Those of ${shown}. A rule is true, false or unknown. It first asks what settles it without figures that filings often lack.`}
            >
              <PolicyRules policy={policy} rules={found.rules} marks={listMarks(origin, others)} />
            </PageSection>
          )}
          {isFinding ? null : (
            <>
              <PageSection
                id="parameters"
                title="Parameters"
                lead="The numbers in the rules. Move one to see who would change verdict. What you try stands in the address and changes nothing for anybody else."
              >
                <PolicyNumbers
                  origin={asked === null ? String(defaultVersion) : asked}
                  isDefault={named === undefined && version === defaultVersion}
                  groups={groupPolicyNumbers(origin)}
                  changed={listPolicyChanges(policy)}
                  moves={await findMoves(view.policy)}
                />
              </PageSection>
              <PageSection id="missing" title="Missing figures" lead="A number that is absent says why, everywhere.">
                <MissingLegend />
              </PageSection>
            </>
          )}
          {found.metrics.length === 0 ? null : (
            <PageSection
              id="metrics"
              title="Metrics"
              lead="Written in the language that filters and columns use too; sources are marked."
            >
              <SourceKey />
            </PageSection>
          )}
          <MetricCatalogue policy={policy} metrics={found.metrics} />
        </div>
      </div>
    </Page>
  );
}

function listContents(policy: Policy, hasWorked: boolean) {
  const metrics = listPolicyMetrics(policy);
  return [
    { href: "#plain-words", label: "In plain words" },
    ...(hasWorked ? [{ href: "#worked", label: "One company, worked" }] : []),
    { href: "#versions", label: "Versions" },
    { href: "#verdicts", label: "Verdicts" },
    { href: "#limits", label: "What a verdict does not mean" },
    { href: "#rules", label: "Rules" },
    { href: "#parameters", label: "Parameters" },
    { href: "#missing", label: "Missing figures" },
    { href: "#metrics", label: "Metrics" },
    ...listCategories(metrics),
  ];
}

/** The parts of the page that hold what was looked for. */
function listFound({ rules, metrics }: ReturnType<typeof findEntries>) {
  return [
    ...(rules.length > 0 ? [{ href: "#rules", label: "Rules" }] : []),
    ...(metrics.length > 0 ? [{ href: "#metrics", label: "Metrics" }, ...listCategories(metrics)] : []),
  ];
}

function listCategories(metrics: readonly Metric[]) {
  return metricCategories
    .filter((category) => metrics.some((metric) => metric.category === category))
    .map((category) => ({ href: `#metrics-${category}`, label: metricCategoryLabels[category], isSub: true }));
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

/** Null where there are no data, or where they are away. */
async function findWorked({ asOf, snapshot, policy }: ViewChoice) {
  const visitor = readNetworkAddress(await headers());
  const sheet = await catchOutage(catchRefusal(getWorkedCompany({ asOf, hash: snapshot, policy, visitor })));
  if (sheet === null || sheet instanceof AppError) return null;
  const { report, statements } = sheet;
  const { ticker, name, explanation, snapshot: ref } = report;
  return { ticker, name, explanation, asOf: ref.asOf, isSample: ref.isSample, newest: statements?.newest ?? null };
}
