import type { Node } from "#lib/expr/ast";
import { parse } from "#lib/expr/parse";
import type { TruthVector } from "#lib/expr/vector";
import { type Policy, type Rule, writeStressed } from "#lib/verdict/policy/policy";
import { type Verdict, verdictIds } from "./verdict";

/** What a rule says of one company. `not_applicable`: it does not speak of such companies and is left out. */
export type RuleState = "true" | "false" | "unknown" | "not_applicable";

const outcomeWords: Readonly<Record<Rule["side"], Readonly<Record<RuleState, string>>>> = {
  weak: { true: "Present", false: "Absent", unknown: "Not known", not_applicable: "Left out" },
  resilient: { true: "Passed", false: "Failed", unknown: "Not known", not_applicable: "Left out" },
};

/** What a rule's state means, in a word: a sign of weakness is present or absent, a test of resilience passed or failed. */
export function writeOutcome(side: Rule["side"], state: RuleState): string {
  return outcomeWords[side][state];
}

/** What a rule says of all companies. `state` counts only where `applies` is not false. */
export interface RuleJudgement {
  readonly rule: Rule;
  readonly applies: TruthVector;
  readonly state: TruthVector;
}

/** The verdicts of a universe under a policy. */
export interface Judgement {
  readonly policy: Policy;
  /** Whether the rules were read under the scenario of the evaluator's scope. */
  readonly isStressed: boolean;
  readonly rowCount: number;
  /** The place of each row's verdict in `verdictIds`. */
  readonly verdicts: Uint8Array;
  /** 1 where the other end of an interval that filings leave open would change the verdict. */
  readonly fragile: Uint8Array;
  readonly rules: readonly RuleJudgement[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** Of an evaluator, what judging needs. Its scope must hold the policy's names (buildPolicyScope). */
export interface TruthEvaluator {
  evaluateTruth(node: Node): TruthVector;
}

export interface JudgeOptions {
  /** Whether the rules are read under the scenario of the evaluator's scope. */
  readonly isStressed?: boolean;
}

/**
 * Judges all rows. Weak: a rule of weakness is true. Resilient: none is true or unknown, and every rule of resilience
 * that applies is true. Mixed: none is true or unknown, and a rule of resilience is false. Not rated: an unknown could
 * still change the answer, or the policy does not judge such companies. Throws on a rule that is no truth in the scope.
 */
export function judge(evaluator: TruthEvaluator, policy: Policy, { isStressed = false }: JudgeOptions = {}): Judgement {
  const evaluateText = (text: string): TruthVector => evaluator.evaluateTruth(requireNode(text));
  const evaluateRule = (text: string): TruthVector => evaluateText(isStressed ? writeStressed(text) : text);

  const judged = evaluateText(policy.applies);
  const rules = policy.rules.map((rule) => ({
    rule,
    applies: evaluateText(rule.applies),
    state: evaluateRule(rule.formula),
  }));
  const favourable = rules.map((entry) =>
    entry.rule.favourable === undefined ? entry : { ...entry, state: evaluateRule(entry.rule.favourable) },
  );

  const verdicts = settle(judged, rules);
  const others = settle(judged, favourable);
  return {
    policy,
    isStressed,
    rowCount: judged.rowCount,
    verdicts,
    fragile: markDifferent(verdicts, others),
    rules,
    counts: countVerdicts(verdicts),
  };
}

function markDifferent(verdicts: Uint8Array, others: Uint8Array): Uint8Array {
  const marks = new Uint8Array(verdicts.length);
  for (let row = 0; row < marks.length; row += 1) marks[row] = Number(verdicts[row] !== others[row]);
  return marks;
}

/** The conditions that judging evaluates, in its order. */
export function listJudgedNodes(
  { applies, rules }: Policy,
  { isStressed = false }: JudgeOptions = {},
): readonly Node[] {
  const write = (text: string): string => (isStressed ? writeStressed(text) : text);
  const favourable = rules.flatMap((rule) => (rule.favourable === undefined ? [] : [write(rule.favourable)]));
  return [applies, ...rules.flatMap((rule) => [rule.applies, write(rule.formula)]), ...favourable].map(requireNode);
}

/** The verdict of each row, as its place in `verdictIds`, from the rules by Kleene's logic, 32 rows at a time. */
export function settle(judged: TruthVector, rules: readonly RuleJudgement[]): Uint8Array<ArrayBuffer> {
  const weak = mergeSide(judged, rules, "weak");
  const resilient = mergeSide(judged, rules, "resilient");
  const { rowCount } = judged;
  const verdicts = new Uint8Array(rowCount);
  for (let word = 0; word < judged.truth.length; word += 1) {
    const isJudged = judged.truth[word] as number;
    const isWeak = isJudged & (weak.truth[word] as number);
    const isNotWeak = isJudged & (weak.known[word] as number) & ~isWeak;
    const isResilient = isNotWeak & (resilient.truth[word] as number);
    const isMixed = isNotWeak & (resilient.known[word] as number) & ~isResilient;
    const isOpen = ~(isWeak | isResilient | isMixed);
    // A verdict's place in two bits: resilient 0, mixed 1, weak 2, not rated 3.
    const low = isMixed | isOpen;
    const high = isWeak | isOpen;
    const from = word * 32;
    const count = Math.min(32, rowCount - from);
    for (let bit = 0; bit < count; bit += 1) {
      verdicts[from + bit] = ((low >>> bit) & 1) | (((high >>> bit) & 1) << 1);
    }
  }
  return verdicts;
}

/**
 * Whether any rule of weakness is true, or every rule of resilience. A true bit has its known bit. Both are told by the
 * rules that decide: those of weakness that are true, those of resilience that are false.
 */
function mergeSide(
  { rowCount }: TruthVector,
  rules: readonly RuleJudgement[],
  side: Rule["side"],
): Pick<TruthVector, "truth" | "known"> {
  const isWeak = side === "weak";
  const decided = new Uint32Array((rowCount + 31) >>> 5);
  const isOpen = new Uint32Array(decided.length);
  for (const { rule, applies, state } of rules) {
    if (rule.side !== side) continue;
    for (let word = 0; word < decided.length; word += 1) {
      const isApplied = applies.truth[word] as number;
      const mayApply = isApplied | ~(applies.known[word] as number);
      const isTrue = state.truth[word] as number;
      const isFalse = (state.known[word] as number) & ~isTrue;
      const decides = isWeak ? isTrue : isFalse;
      decided[word] = (decided[word] as number) | (isApplied & decides);
      isOpen[word] = (isOpen[word] as number) | (mayApply & ~(isApplied & decides) & ~(isWeak ? isFalse : isTrue));
    }
  }
  const truth = new Uint32Array(decided.length);
  const known = new Uint32Array(decided.length);
  for (let word = 0; word < decided.length; word += 1) {
    const decides = decided[word] as number;
    known[word] = decides | ~(isOpen[word] as number);
    truth[word] = isWeak ? decides : (known[word] as number) & ~decides;
  }
  return { truth, known };
}

/** What a rule says of one row. */
export function readRuleState({ applies, state }: RuleJudgement, row: number): RuleState {
  const word = row >>> 5;
  const bit = 1 << (row & 31);
  const isApplied = readTruth(applies, word, bit);
  if (isApplied === false) return "not_applicable";
  const isTrue = readTruth(state, word, bit);
  if (isTrue === null || isApplied === null) return "unknown";
  return isTrue ? "true" : "false";
}

/** The verdict of one row. */
export function readVerdict(judgement: Pick<Judgement, "verdicts">, row: number): Verdict {
  const verdict = verdictIds[judgement.verdicts[row] ?? -1];
  if (verdict === undefined) throw new RangeError(`There is no row ${row} in this judgement.`);
  return verdict;
}

/** How many rows have each verdict. */
export function countVerdicts(verdicts: Uint8Array): Readonly<Record<Verdict, number>> {
  const [resilient, mixed, weak, notRated] = [0, 1, 2, 3].map((code) => {
    let count = 0;
    for (let row = 0; row < verdicts.length; row += 1) count += Number(verdicts[row] === code);
    return count;
  }) as [number, number, number, number];
  return { resilient, mixed, weak, not_rated: notRated };
}

const nodes = new Map<string, Node>();

/** The tree of a text of the policy. Throws when it does not parse: a policy is checked when it is taken in. */
export function requireNode(text: string): Node {
  const kept = nodes.get(text);
  if (kept) return kept;
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`The policy's text "${text}" does not parse: ${parsed.error[0]?.message ?? ""}`);
  if (nodes.size >= 1_000) nodes.clear();
  nodes.set(text, parsed.value);
  return parsed.value;
}

function readTruth({ truth, known }: TruthVector, word: number, bit: number): boolean | null {
  if (((known[word] ?? 0) & bit) === 0) return null;
  return ((truth[word] ?? 0) & bit) !== 0;
}
