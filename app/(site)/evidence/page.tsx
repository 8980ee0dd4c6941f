import type { Metadata } from "next";
import Link from "next/link";
import {
  baselineLabels,
  type EvidenceChoice,
  isChosen,
  periodLabels,
  readEvidenceChoice,
} from "#lib/evidence/evidence-choice";
import { judgedPolicies } from "#lib/evidence/judged-policies";
import { type KeptComparison, type KeptEvidence, type KeptRate, readKeptEvidence } from "#lib/evidence/kept-evidence";
import { periodIds } from "#lib/evidence/period";
import { triedChoices } from "#lib/evidence/tried-choices";
import type { PageSearch } from "#lib/server/page/page-search";
import { formatCount } from "#lib/util/number-text";
import { defaultVersion } from "#lib/verdict/policy/choice";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { CaseList } from "@/components/evidence/case-list";
import { ChoiceLinks } from "@/components/evidence/choice-links";
import { ComparisonTable } from "@/components/evidence/comparison-table";
import { JudgementNotice } from "@/components/evidence/judgement-notice";
import { OutcomeTable } from "@/components/evidence/outcome-table";
import { getScaleEnd, type RateBar, RateChart } from "@/components/evidence/rate-chart";
import { formatRate } from "@/components/evidence/rate-text";
import { Page, PageSection } from "@/components/layout/page";
import { Contents } from "@/components/methodology/contents";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";

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
              <Limits evidence={evidence} />
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
              <Hashes evidence={evidence} />
            </PageSection>
          </div>
        </div>
      </div>
    </Page>
  );
}

/** The rates of each verdict, then of what each baseline picks in place of the weak. */
function listBars(evidence: KeptEvidence, version: string, choice: EvidenceChoice): readonly RateBar[] {
  const isShown = (each: KeptRate | KeptComparison) => each.policy === version && isChosen(each, choice);
  const verdicts = verdictIds.map((verdict): RateBar => {
    const found = evidence.rates.find((each) => isShown(each) && each.verdict === verdict);
    return {
      id: verdict,
      label: verdictLabels[verdict],
      verdict,
      rate: found?.rate ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      n: found?.n ?? 0,
    };
  });
  const baselines = evidence.comparisons
    .filter((each) => isShown(each) && each.side === "weak")
    .map(
      (each): RateBar => ({
        id: each.baseline,
        label: `Worst by ${baselineLabels[each.baseline]}`,
        verdict: null,
        rate: each.baselineRate,
        low: each.baselineLow,
        high: each.baselineHigh,
        n: Math.round(each.share * each.n),
      }),
    );
  return [...verdicts, ...baselines];
}

function Limits({ evidence }: { readonly evidence: KeptEvidence }) {
  const limits = [
    [
      "The figures are a vendor's, not the filings'.",
      evidence.origins
        .map(
          ({ policy, n, differing }) =>
            `Of ${n} verdicts of version ${policy} on filers, ${differing} differ by what the filings first gave.`,
        )
        .join(" "),
    ],
    [
      "Interest is known net of what cash earns.",
      "Gross interest lies between that and 5% of cash more, and a rule is true only where it is true at both ends.",
    ],
    [
      "Undrawn credit, schedules of repayment, impairments and preferred shares are not in the files.",
      "What the rules say of these was chosen by argument and by today's filers, and is not tested here.",
    ],
    ["Quarters are a quarter of their year before 2020.", "A burn that began in the last quarter is not seen."],
    [
      "The sample is no index.",
      "Companies are taken by size, 530 to 600 a date; banks and insurers are in it with the figures that the vendor has.",
    ],
  ] as const;
  return (
    <ul className="max-w-prose space-y-2 text-sm">
      {limits.map(([lead, rest]) => (
        <li key={lead} className="text-pretty text-ink-muted">
          <strong className="font-medium text-ink">{lead}</strong> {rest}
        </li>
      ))}
    </ul>
  );
}

function Hashes({ evidence: { policies, files } }: { readonly evidence: KeptEvidence }) {
  return (
    <div className="space-y-4">
      <TableFrame label="Policies and their hashes">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>Policy</TableHeadCell>
              <TableHeadCell>Hash of its rules</TableHeadCell>
              <TableHeadCell>Judged</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {policies.map(({ version, hash }) => (
              <TableRow key={version}>
                <TableCell className="whitespace-nowrap">
                  <Link href={`/methodology?policy=${version}`} prefetch={false} className="link">
                    Version {version}
                  </Link>
                </TableCell>
                <TableCell className="font-mono text-2xs">{hash}</TableCell>
                <TableCell>{judgedPolicies.includes(hash) ? "yes" : "no"}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      <p className="text-xs text-ink-muted">
        {judgedPolicies.length === 0
          ? "No policy was ever judged."
          : `Every hash that was ever judged, oldest first: ${judgedPolicies.join(", ")}.`}
      </p>
      <TableFrame label="Files that were read">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>File</TableHeadCell>
              <TableHeadCell isNumber>Rows</TableHeadCell>
              <TableHeadCell isNumber>Left out</TableHeadCell>
              <TableHeadCell>SHA-256</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {files.map(({ name, rowCount, dropped, sha256 }) => (
              <TableRow key={name}>
                <TableCell className="text-xs whitespace-nowrap">{name}</TableCell>
                <TableCell isNumber>{formatCount(rowCount)}</TableCell>
                <TableCell isNumber>{formatCount(dropped)}</TableCell>
                <TableCell className="font-mono text-2xs">{sha256}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </div>
  );
}
