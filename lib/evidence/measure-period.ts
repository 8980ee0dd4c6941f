import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { drawReplicates } from "./compare/bootstrap";
import type { Cell } from "./compare/cell";
import { compareByYear, compareCell, type Flags } from "./compare/comparison";
import { type Ranking, rankRows } from "./compare/rank";
import { measureRate } from "./compare/rate";
import type { Horizon } from "./outcome/horizon";
import {
  comparedOutcomes,
  getReturn,
  type OutcomeId,
  type Outcomes,
  observeOutcomes,
  outcomeIds,
} from "./outcome/outcome";
import { type BaselineId, baselineIds } from "./past/baseline";
import type { JudgedMember } from "./past/judge-sample";
import { getMedian } from "./past/pick-sample";
import type { PeriodId } from "./period";
import {
  type AucResult,
  type ComparisonDetail,
  type EvidenceCase,
  headlineIds,
  type RateResult,
  type SampleId,
} from "./result";

/** Of which policy, sample, horizon and period something is measured. */
export interface MeasureRequest {
  /** The version of the policy. */
  readonly policy: string;
  readonly sample: SampleId;
  readonly horizon: Horizon;
  readonly period: PeriodId;
}

interface Row {
  readonly member: JudgedMember;
  readonly outcomes: Outcomes;
}

export interface Measured {
  readonly rates: readonly RateResult[];
  readonly comparisons: readonly ComparisonDetail[];
  readonly aucs: readonly AucResult[];
  readonly cases: readonly EvidenceCase[];
}

/**
 * Rates, comparisons and rankings of a policy in one sample, period and horizon. The order of the members makes no
 * difference.
 */
export function measurePeriod(members: readonly JudgedMember[], request: MeasureRequest): Measured {
  const rows = observeRows(members, request);
  const ciks = [...new Set(rows.map(({ member }) => member.company.cik))];
  const placeByCik = new Map(ciks.map((cik, index) => [cik, index]));
  const draws = drawReplicates(ciks.length);
  const build = (chosen: readonly Row[], outcome: OutcomeId): Cell => ({
    hits: Uint8Array.from(chosen, ({ outcomes }) => (outcomes[outcome] === "true" ? 1 : 0)),
    companies: Int32Array.from(chosen, ({ member }) => placeByCik.get(member.company.cik) ?? 0),
    years: Int16Array.from(chosen, ({ member }) => member.year),
  });
  const rates = outcomeIds.flatMap((outcome) =>
    verdictIds.map((verdict): RateResult => {
      const ofVerdict = rows.filter(({ member }) => readPastVerdict(member, request.policy) === verdict);
      const known = ofVerdict.filter(({ outcomes }) => isKnown(outcomes, outcome));
      const unknown = ofVerdict.filter(({ outcomes }) => outcomes[outcome] === "missing").length;
      const { n, rate, low, high } = measureRate(build(known, outcome), draws);
      return { kind: "rate", ...request, outcome, verdict, n, unknown, rate, low, high };
    }),
  );
  const compared = comparedOutcomes.map((outcome) => {
    const known = rows.filter(({ outcomes }) => isKnown(outcomes, outcome));
    return compareOutcome(
      known.map(({ member }) => member),
      build(known, outcome),
      draws,
      { ...request, outcome },
    );
  });
  return {
    rates,
    comparisons: compared.flatMap(({ comparisons }) => comparisons),
    aucs: compared.flatMap(({ aucs }) => aucs),
    cases: request.sample === "all" && request.horizon === 24 ? listCases(rows, request) : [],
  };
}

/** Who was called weak, and who was called resilient and failed, in the order of years and companies. */
function listCases(rows: readonly Row[], { policy, period }: MeasureRequest): readonly EvidenceCase[] {
  return rows
    .flatMap(({ member, outcomes }): readonly EvidenceCase[] => {
      const verdict = readPastVerdict(member, policy);
      const asked = headlineIds.filter((id) => outcomes[id] !== "absent");
      const failed = Object.fromEntries(
        asked.map((id) => [id, outcomes[id] === "missing" ? null : outcomes[id] === "true"]),
      );
      const isShown = verdict === "weak" || (verdict === "resilient" && asked.some((id) => outcomes[id] === "true"));
      const { cik, ticker } = member.company;
      return isShown ? [{ policy, period, year: member.year, cik, ticker, verdict, failed }] : [];
    })
    .toSorted((a, b) => a.year - b.year || a.cik - b.cik);
}

function isKnown(outcomes: Outcomes, outcome: OutcomeId): boolean {
  return outcomes[outcome] === "true" || outcomes[outcome] === "false";
}

/** What followed each verdict; returns are held against the median of the same date. */
function observeRows(members: readonly JudgedMember[], { sample, horizon }: MeasureRequest): readonly Row[] {
  const isPriced = sample === "all" || sample === "profitable";
  const ordered = members.toSorted((a, b) => a.company.cik - b.company.cik || a.day - b.day);
  const years = [...new Set(ordered.map(({ year }) => year))];
  const medianByYear = new Map(
    years.map((year) => {
      const ofYear = isPriced ? ordered.filter((member) => member.year === year) : [];
      return [year, getMedian(ofYear.flatMap((member) => getReturn(member, horizon) ?? []))];
    }),
  );
  const chosen = sample.endsWith("profitable") ? ordered.filter(({ isProfitable }) => isProfitable === true) : ordered;
  return chosen.map((member) => ({
    member,
    outcomes: observeOutcomes(member, horizon, { medianReturn: medianByYear.get(member.year) ?? null, isPriced }),
  }));
}

function compareOutcome(
  members: readonly JudgedMember[],
  cell: Cell,
  draws: readonly Uint8Array[],
  where: MeasureRequest & { readonly outcome: OutcomeId },
): Pick<Measured, "comparisons" | "aucs"> {
  const n = members.length;
  const flags: Flags = {
    flagged: { weak: flag(members, where.policy, "weak"), resilient: flag(members, where.policy, "resilient") },
    ranking: rankRows(members.map(({ verdicts }) => verdicts.get(where.policy)?.score ?? null)),
  };
  // A policy is not compared with itself.
  const baselines = baselineIds.filter((baseline) => baseline !== `policy_${where.policy}`);
  const rankings = new Map(baselines.map((baseline) => [baseline, rankBaseline(members, baseline)]));
  const { shares, aucs } = compareCell(cell, flags, rankings, draws);
  return {
    comparisons: shares.map(({ isOwnShare, baseline, side, share, difference, low, high, ...rates }) => {
      const ranking = rankings.get(baseline) as Ranking;
      return {
        result: { kind: "comparison", ...where, baseline, side, share, n, difference, low, high },
        ...rates,
        isOwnShare,
        missing: ranking.missingCount,
        byYear: isOwnShare ? compareByYear(cell, flags, ranking, side) : new Map(),
      };
    }),
    aucs: aucs.map(({ baseline, policyAuc, baselineAuc, difference, low, high }) => {
      return { kind: "auc", ...where, baseline, n, auc: policyAuc, baseline_auc: baselineAuc, difference, low, high };
    }),
  };
}

function rankBaseline(members: readonly JudgedMember[], baseline: BaselineId): Ranking {
  return rankRows(
    members.map(({ verdicts, measures }) =>
      baseline === "policy_1" ? (verdicts.get("1")?.score ?? null) : measures[baseline],
    ),
  );
}

function flag(members: readonly JudgedMember[], policy: string, verdict: Verdict): Uint8Array {
  return Uint8Array.from(members, (member) => (readPastVerdict(member, policy) === verdict ? 1 : 0));
}

/** The verdict of a policy that the members were judged by. */
export function readPastVerdict({ verdicts }: JudgedMember, policy: string): Verdict {
  const found = verdicts.get(policy);
  if (found === undefined) throw new Error(`Impossible state: the members were not judged by policy ${policy}.`);
  return found.verdict;
}
