import { interestEnds } from "#lib/evidence/store/net-interest";
import { readValue } from "#lib/expr/read-value";
import type { Day } from "#lib/fact/filed/entry";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { readVerdict, requireNode, settle } from "#lib/verdict/judge";
import type { Policy } from "#lib/verdict/policy/policy";
import type { Verdict } from "#lib/verdict/verdict";
import { type MeasureId, readMeasures } from "./baseline";
import { buildPastSnapshot } from "./build-past-snapshot";
import { mergeRules } from "./merge-ends";
import type { Member, Sample } from "./pick-sample";

/** What a policy says of a company at a date. */
export interface PastVerdict {
  readonly verdict: Verdict;
  /** More is better. The policy's own score (a metric `policy_score`), else the order of the verdicts. */
  readonly score: number | null;
}

/** A company at a date with everything that was said of it then. */
export interface JudgedMember extends Member {
  readonly day: Day;
  readonly year: number;
  /** Null where net income is not known. */
  readonly isProfitable: boolean | null;
  readonly measures: Readonly<Record<MeasureId, number | null>>;
  /** By the version of the policy. */
  readonly verdicts: ReadonlyMap<string, PastVerdict>;
}

/** The metric by which a policy ranks companies, where it has one. */
export const scoreMetric = "policy_score";

/** Not rated counts as not flagged, on either side. */
const scoreByVerdict: Readonly<Record<Verdict, number>> = { weak: -1, mixed: 0, not_rated: 0, resilient: 1 };

/**
 * Judges a sample at a date by the product's own engine, once at each end of interest. The peers of a company are the
 * other members of the sample.
 */
export function judgeSample(
  { members }: Pick<Sample, "members">,
  day: Day,
  year: number,
  policies: readonly Policy[],
): readonly JudgedMember[] {
  const [first] = policies;
  if (members.length === 0 || first === undefined) return [];
  const snapshots = interestEnds.map((end) => buildPastSnapshot({ members, day, year, end, policies }));
  const judged = policies.map((policy) => {
    const [low, high] = snapshots.map((snapshot) => createUniverse(snapshot, { policy })) as [Universe, Universe];
    const applies = low.evaluator.evaluateTruth(requireNode(policy.applies));
    return { policy, low, high, verdicts: settle(applies, mergeRules(low.judgement, high.judgement)) };
  });
  const { low, high } = judged[0] as (typeof judged)[number];
  return members.map((member, row) => {
    const measures = readMeasures(low, high, row);
    return {
      ...member,
      day,
      year,
      isProfitable: measures.profitable === null ? null : measures.profitable === 1,
      measures,
      verdicts: new Map(
        judged.map((each) => {
          const verdict = readVerdict(each, row);
          return [String(each.policy.version), { verdict, score: readScore(each.policy, each.low, verdict, row) }];
        }),
      ),
    };
  });
}

function readScore({ metrics }: Policy, universe: Universe, verdict: Verdict, row: number): number | null {
  if (!metrics.some(({ id }) => id === scoreMetric)) return scoreByVerdict[verdict];
  const value = readValue(universe.evaluator.evaluate({ kind: "name", id: scoreMetric }), row);
  return value.type === "number" ? value.value : null;
}
