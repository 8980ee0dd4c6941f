import { getPolicyKey } from "#lib/verdict/policy/choice";
import { type Judgement, type RuleState, readRuleState, readVerdict } from "./judge";
import type { Verdict } from "./verdict";

/** What a policy said of the companies of a snapshot, packed for keeping. */
export interface PackedVerdicts {
  /** The key of the policy, `ballast-1`. */
  readonly policy: string;
  readonly ruleIds: readonly string[];
  readonly companyIds: readonly number[];
  /** One letter a company; a small one where the verdict is fragile. */
  readonly verdicts: string;
  /** For each company one letter a rule, in the order of `ruleIds`. */
  readonly ruleStates: string;
}

/** The letter of each verdict, large where it is not fragile. */
export const verdictLetters: Readonly<Record<Verdict, string>> = {
  resilient: "R",
  mixed: "M",
  weak: "W",
  not_rated: "N",
};

const stateLetters: Readonly<Record<RuleState, string>> = { true: "t", false: "f", unknown: "u", not_applicable: "-" };

/**
 * Packs the verdicts and rule states of a judgement. `companyIds` has the company of each row, null for a constituent that
 * is matched to none: nothing is kept of such a row.
 */
export function packVerdicts(judgement: Judgement, companyIds: readonly (number | null)[]): PackedVerdicts {
  const rows = companyIds.flatMap((companyId, row) => (companyId === null ? [] : [{ companyId, row }]));
  const writeVerdict = (row: number): string => {
    const letter = verdictLetters[readVerdict(judgement, row)];
    return judgement.fragile[row] === 1 ? letter.toLowerCase() : letter;
  };
  return {
    policy: getPolicyKey(judgement.policy),
    ruleIds: judgement.rules.map(({ rule }) => rule.id),
    companyIds: rows.map(({ companyId }) => companyId),
    verdicts: rows.map(({ row }) => writeVerdict(row)).join(""),
    ruleStates: rows
      .map(({ row }) => judgement.rules.map((rule) => stateLetters[readRuleState(rule, row)]).join(""))
      .join(""),
  };
}
