import type { Policy } from "#lib/verdict/policy/policy";
import type { Verdict } from "#lib/verdict/verdict";
import { measurePeriod, readPastVerdict } from "./measure-period";
import { horizons } from "./outcome/horizon";
import { compareOrigins, type FiledByCik, type OriginPairs } from "./past/compare-origins";
import { type JudgedMember, judgeSample } from "./past/judge-sample";
import { pickSamples } from "./past/pick-sample";
import { getVerdictDay, listYears, type PeriodId } from "./period";
import {
  type Evidence,
  type SampleCount,
  type SampleId,
  sampleIds,
  unpricedSampleIds,
  type VerdictCount,
} from "./result";
import type { EvidenceCompany } from "./store/company";

export interface EvidenceRequest {
  readonly periods: readonly PeriodId[];
  /** The policies that are measured, each by its version. */
  readonly policies: readonly Policy[];
  /** All of them and policy 1, which is a baseline. */
  readonly judging: readonly Policy[];
  /** What filers among the companies filed, by CIK; empty where no filings are at hand. */
  readonly filedByCik: FiledByCik;
}

/** What is done next, for a display of progress. */
export interface EvidenceStep {
  readonly label: string;
}

/**
 * Judges past dates and holds the verdicts against what followed, in steps of some seconds. Every year is judged once.
 * The same companies give the same evidence.
 */
export function* runEvidence(
  companies: readonly EvidenceCompany[],
  { periods, policies, judging, filedByCik }: EvidenceRequest,
): Generator<EvidenceStep, Evidence> {
  const samples: SampleCount[] = [];
  const origins: OriginPairs[] = [];
  const verdicts: VerdictCount[] = [];
  const measured: Pick<Evidence, "rates" | "comparisons" | "aucs" | "cases">[] = [];
  for (const period of periods) {
    const priced: JudgedMember[] = [];
    const unpriced: JudgedMember[] = [];
    for (const year of listPeriodYears(period)) {
      const day = getVerdictDay(year);
      for (const sample of pickSamples(companies, day)) {
        yield { label: `${year}${sample.isPriced ? "" : " without prices"}` };
        const { isPriced, bounds, members } = sample;
        samples.push({
          year,
          isPriced,
          companies: members.length,
          least: bounds?.least ?? null,
          most: bounds?.most ?? null,
        });
        const judged = judgeSample(sample, day, year, judging);
        (isPriced ? priced : unpriced).push(...judged);
        if (isPriced) origins.push(...compareOrigins(judged, filedByCik, policies));
      }
    }
    for (const policy of policies.map(({ version }) => String(version))) {
      for (const sample of [...sampleIds, ...unpricedSampleIds]) {
        const members = sampleIds.some((id) => id === sample) ? priced : unpriced;
        verdicts.push(countVerdicts(members, { policy, sample, period }));
        for (const horizon of horizons) {
          yield { label: `${period} ${sample} ${horizon} months` };
          const years = listYears(period, horizon);
          const ofYears = members.filter(({ year }) => years.includes(year));
          measured.push(measurePeriod(ofYears, { policy, sample, horizon, period }));
        }
      }
    }
  }
  return {
    samples,
    origins,
    verdicts,
    rates: measured.flatMap(({ rates }) => rates),
    comparisons: measured.flatMap(({ comparisons }) => comparisons),
    aucs: measured.flatMap(({ aucs }) => aucs),
    cases: measured.flatMap(({ cases }) => cases),
  };
}

/** How many steps a run takes. */
export function countSteps({ periods, policies }: EvidenceRequest): number {
  const measures = policies.length * (sampleIds.length + unpricedSampleIds.length) * horizons.length;
  return periods.reduce((sum, period) => sum + 2 * listPeriodYears(period).length + measures, 0);
}

function listPeriodYears(period: PeriodId): readonly number[] {
  return [...new Set(horizons.flatMap((horizon) => listYears(period, horizon)))].sort((a, b) => a - b);
}

function countVerdicts(
  members: readonly JudgedMember[],
  where: { readonly policy: string; readonly sample: SampleId; readonly period: PeriodId },
): VerdictCount {
  const chosen = where.sample.endsWith("profitable")
    ? members.filter(({ isProfitable }) => isProfitable === true)
    : members;
  const counts: Record<Verdict, number> = { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };
  for (const member of chosen) counts[readPastVerdict(member, where.policy)] += 1;
  return { ...where, n: chosen.length, counts };
}
