import type { Rule } from "#lib/verdict/policy/policy";
import { listDecisiveRules } from "./explain";
import { type Judgement, type RuleState, readRuleState, readVerdict } from "./judge";
import type { Verdict } from "./verdict";

/** A company that two judgements judge differently. */
export interface Move {
  readonly row: number;
  readonly from: Verdict;
  readonly to: Verdict;
  /** The rules that settle the new verdict; none for a resilient company, which passes all. */
  readonly now: readonly Rule[];
  /** Of the rules that settled the old verdict, those that say something else now, or that are asked no more. */
  readonly gone: readonly Rule[];
}

/**
 * The companies whose verdict differs between two judgements of the same rows, in their order: of the same data by two
 * policies, or by a policy and the same with other numbers. Throws a RangeError for judgements of different rows.
 */
export function listMoves(before: Judgement, after: Judgement): readonly Move[] {
  if (before.rowCount !== after.rowCount) throw new RangeError("The judgements are not of the same companies.");
  const moves: Move[] = [];
  for (let row = 0; row < before.rowCount; row += 1) {
    if (before.verdicts[row] === after.verdicts[row]) continue;
    const now = listReasons(after, row);
    const gone = listReasons(before, row).filter(
      ({ id }) => findState(before, id, row) !== findState(after, id, row) && !now.some((rule) => rule.id === id),
    );
    moves.push({ row, from: readVerdict(before, row), to: readVerdict(after, row), now, gone });
  }
  return moves;
}

function listReasons(judgement: Judgement, row: number): readonly Rule[] {
  return readVerdict(judgement, row) === "resilient" ? [] : listDecisiveRules(judgement, row);
}

/** Null where the policy has no such rule. */
function findState({ rules }: Judgement, id: string, row: number): RuleState | null {
  const entry = rules.find(({ rule }) => rule.id === id);
  return entry === undefined ? null : readRuleState(entry, row);
}
