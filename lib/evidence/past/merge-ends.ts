import type { TruthVector } from "#lib/expr/vector";
import type { Judgement, RuleJudgement } from "#lib/verdict/judge";

/** True where both are, false where either is, unknown elsewhere: Kleene's and, 32 rows at a time. */
export function mergeTruths(low: TruthVector, high: TruthVector): TruthVector {
  const truth = low.truth.map((word, index) => word & (high.truth[index] as number));
  const known = low.known.map((word, index) => {
    const otherKnown = high.known[index] as number;
    const isFalse = (word & ~(low.truth[index] as number)) | (otherKnown & ~(high.truth[index] as number));
    return (word & otherKnown) | isFalse;
  });
  return { type: "truth", rowCount: low.rowCount, truth, known };
}

/** The rules of a policy over both ends of interest: a rule is true only where it is true at both. */
export function mergeRules(low: Judgement, high: Judgement): readonly RuleJudgement[] {
  return low.rules.map(({ rule, applies, state }, index) => {
    const other = high.rules[index] as RuleJudgement;
    return { rule, applies: mergeTruths(applies, other.applies), state: mergeTruths(state, other.state) };
  });
}
