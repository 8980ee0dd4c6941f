import type { Metadata } from "next";
import { isChosen, periodLabels, readEvidenceChoice } from "#lib/evidence/evidence-choice";
import { readKeptEvidence } from "#lib/evidence/kept-evidence";
import { periodIds } from "#lib/evidence/period";
import { formatRate } from "#lib/evidence/rate-text";
import { triedChoices } from "#lib/evidence/tried-choices";
import type { PageSearch } from "#lib/server/page/page-search";
import { formatCount } from "#lib/util/number-text";
import { defaultVersion } from "#lib/verdict/policy/choice";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { CaseList } from "@/components/evidence/case-list";
import { ChoiceLinks } from "@/components/evidence/choice-links";
import { ComparisonTable } from "@/components/evidence/comparison-table";
import { EvidenceHashes } from "@/components/evidence/evidence-hashes";
import { EvidenceLimits } from "@/components/evidence/evidence-limits";
import { JudgementNotice } from "@/components/evidence/judgement-notice";
import { listBars } from "@/components/evidence/list-bars";
import { OutcomeTable } from "@/components/evidence/outcome-table";
import { getScaleEnd, RateChart } from "@/components/evidence/rate-chart";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";

export const metadata: Metadata = { title: "Evidence" };

const contents = [
  { href: "#rates", label: "What followed" },
  { href: "#comparisons", label: "Against other measures" },
  { href: "#outcomes", label: "All outcomes" },
  { href: "#companies", label: "The companies behind" },
  { href: "#limits", label: "What it is not worth" },
  { href: "#tried", label: "Tried and rejected" },
  { href: "#hashes", label: "Hashes" },
];

interface EvidencePageProps {
  readonly searchParams: Promise<PageSearch>;
}

export default async function EvidencePage({ searchParams }: EvidencePageProps) {
  const evidence = readKeptEvidence();
  const measured = periodIds.filter((id) => evidence.verdicts.some(({ period }) => period === id));
  const choice = readEvidenceChoice(await searchParams, measured);
  const { policies } = evidence;
  const isHere = (each: { readonly period: string; readonly sample: string }) =>
    each.period === choice.period && each.sample === choice.sample;
  const ofPolicies = policies.map(({ version, hash }) => ({
    version,
    hash,
    counts: evidence.verdicts.find((each) => isHere(each) && each.policy === version),
    bars: listBars(evidence, version, choice),
    comparisons: evidence.comparisons.filter((each) => each.policy === version && isChosen(each, choice)),
    cases: evidence.cases.filter(({ policy, period }) => policy === version && period === choice.period),
  }));
  const end = getScaleEnd(ofPolicies.flatMap(({ bars }) => bars));

  return (
    <Page
      width="wide"
      title="Evidence"
      lead="What followed verdicts of the past, and whether other measures would have told as much. The figures are of companies of about the size of the index, in files apart from the data of this screen, each known only as far as it was published on the day."
    >
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <Contents entries={contents} />
        <div className="min-w-0">
          <ChoiceLinks choice={choice} measured={measured} />
          <JudgementNotice evidence={evidence} version={policies.at(-1)?.version ?? ""} />
          <div className="mt-8">
            <PageSection
              id="rates"
              title="What followed"
              lead={`Of 100 company-years with each verdict, how many failed. ${periodLabels[choice.period]}. The bar holds 95% of what redrawn samples of companies give.`}
            >
              <div className="space-y-6">
                {ofPolicies.map(({ version, counts, bars }) => (
                  <div key={version}>
                    <h3 className="mb-1 text-sm">
                      Policy version {version}
                      {version === String(defaultVersion) ? ", which judges by default" : ""}
                    </h3>
                    <RateChart bars={bars} end={end} />
                    {counts === undefined ? null : (
                      <p className="mt-1 text-xs text-ink-muted">
                        Of {formatCount(counts.n)} company-years:{" "}
                        {verdictIds
                          .map((id) => `${verdictLabels[id].toLowerCase()} ${formatRate(counts.counts[id] / counts.n)}`)
                          .join(", ")}
                        .
                      </p>
                    )}
                  </div>
                ))}
              </div>
              <p className="mt-3 max-w-2xl text-xs text-pretty text-ink-muted">
                Grey points are what other measures find when they may pick as many companies: their worst, as many as
                the policy calls weak. A company that stopped reporting is in no rate.
              </p>
            </PageSection>
            <PageSection
              id="comparisons"
              title="Against other measures"
              lead="Each measure picks as many companies as the policy, of the same rows. A policy that finds no more than one simple ratio is not worth its rules."
            >
              <div className="space-y-6">
                {ofPolicies.map(({ version, comparisons }) =>
                  (["weak", "resilient"] as const).map((side) => {
                    const ofSide = comparisons.filter((each) => each.side === side);
                    const share = ofSide[0]?.share;
                    const title = `Version ${version}, ${side}${share === undefined ? "" : `: ${formatRate(share)} of the rows`}`;
                    return (
                      <div key={`${version} ${side}`}>
                        <h3 className="mb-1 text-sm">{title}</h3>
                        <ComparisonTable label={title} comparisons={ofSide} />
                      </div>
                    );
                  }),
                )}
              </div>
            </PageSection>
            <PageSection
              id="outcomes"
              title="All outcomes"
              lead={`Within ${choice.horizon} months of 30 June. An outcome is counted only among companies that were not in that state already. What cannot be observed is unknown, never absent.`}
            >
              <div className="space-y-6">
                {policies.map(({ version }) => (
                  <div key={version}>
                    <h3 className="mb-1 text-sm">Version {version}</h3>
                    <OutcomeTable
                      label={`Outcomes by verdict of version ${version}`}
                      rates={evidence.rates.filter(
                        (each) => isHere(each) && each.horizon === choice.horizon && each.policy === version,
                      )}
                    />
                  </div>
                ))}
              </div>
              <p className="mt-2 max-w-2xl text-xs text-pretty text-ink-muted">
                Prices are of stocks that were still listed in 2021: who was delisted before is in no outcome by price,
                so those rates are too low.
              </p>
            </PageSection>
            <PageSection
              id="companies"
              title="The companies behind"
              lead="Within two years, among all companies with a price: whom a policy called weak, and whom it called resilient although they failed."
            >
              <div className="space-y-2">
                {ofPolicies.map(({ version, cases }) =>
                  (["weak", "resilient"] as const).map((verdict) => (
                    <CaseList
                      key={`${version} ${verdict}`}
                      title={`Version ${version}, ${verdict}${verdict === "resilient" ? " and failed" : ""}`}
                      cases={cases.filter(
                        (each) =>
                          each.verdict === verdict && (verdict === "weak" || each.failed[choice.outcome] === true),
                      )}
                      outcome={choice.outcome}
                    />
                  )),
                )}
              </div>
            </PageSection>
            <PageSection id="limits" title="What it is not worth">
              <EvidenceLimits evidence={evidence} />
            </PageSection>
            <PageSection
              id="tried"
              title="Tried and rejected"
              lead="Forms of rules that were tried on 2011 to 2013, or argued, and not taken for version 2."
            >
              <ul className="max-w-prose space-y-2 text-sm">
                {triedChoices.map(({ decision, tried, because }) => (
                  <li key={tried} className="text-pretty text-ink-muted">
                    <strong className="font-medium text-ink">{tried}</strong> {because}{" "}
                    <span className="font-mono text-2xs text-ink-faint">{decision}</span>
                  </li>
                ))}
              </ul>
            </PageSection>
            <PageSection
              id="hashes"
              title="Hashes"
              lead="A policy is judged only when the hash of its rules was written down before. The list keeps every hash that ever was."
            >
              <EvidenceHashes evidence={evidence} />
            </PageSection>
          </div>
        </div>
      </div>
    </Page>
  );
}
