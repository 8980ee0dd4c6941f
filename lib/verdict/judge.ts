import type { Node } from "../expr/ast";
import { parse } from "../expr/parse";
import { and, not, or } from "../expr/truth";
import type { TruthVector } from "../expr/vector";
import type { Policy, Rule } from "./policy";
import { type Verdict, verdictIds } from "./verdict";

/** What a rule says of one company. `not_applicable`: it does not speak of such companies and is left out. */
export type RuleState = "true" | "false" | "unknown" | "not_applicable";

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
    fragile: verdicts.map((verdict, row) => (verdict === others[row] ? 0 : 1)),
    rules,
    counts: countVerdicts(verdicts),
  };
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

function writeStressed(text: string): string {
  return `stressed(${text})`;
}

/** The verdict of each row, as its place in `verdictIds`, from the rules by Kleene's logic. */
export function settle(judged: TruthVector, rules: readonly RuleJudgement[]): Uint8Array {
  const { rowCount } = judged;
  let weak = buildConstant(rowCount, false);
  let resilient = buildConstant(rowCount, true);
  for (const { rule, applies, state } of rules) {
    if (rule.side === "weak") weak = or(weak, and(applies, state));
    else resilient = and(resilient, or(not(applies), state));
  }

  const verdicts = new Uint8Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    const word = row >>> 5;
    const bit = row & 31;
    const place = 9 * readPlace(judged, word, bit) + 3 * readPlace(weak, word, bit) + readPlace(resilient, word, bit);
    verdicts[row] = verdictCodes[place] as number;
  }
  return verdicts;
}

/** The verdict of one company; null stands for unknown. */
export function decideVerdict(isJudged: boolean | null, isWeak: boolean | null, isResilient: boolean | null): Verdict {
  if (isJudged !== true) return "not_rated";
  if (isWeak === true) return "weak";
  if (isWeak === null || isResilient === null) return "not_rated";
  return isResilient ? "resilient" : "mixed";
}

const truths = [null, false, true] as const;

/** decideVerdict for all 27 cases, as places in `verdictIds`, since a table of rows asks it for each of them. */
const verdictCodes = Uint8Array.from(
  truths.flatMap((isJudged) =>
    truths.flatMap((isWeak) =>
      truths.map((isResilient) => verdictIds.indexOf(decideVerdict(isJudged, isWeak, isResilient))),
    ),
  ),
);

/** The place in `truths` of what a row's bit says: 0 unknown, 1 false, 2 true. A true bit has its known bit. */
function readPlace({ truth, known }: TruthVector, word: number, bit: number): number {
  return (((known[word] as number) >>> bit) & 1) + (((truth[word] as number) >>> bit) & 1);
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
  const counts = { resilient: 0, mixed: 0, weak: 0, not_rated: 0 };
  for (const code of verdicts) {
    const verdict = verdictIds[code];
    if (verdict !== undefined) counts[verdict] += 1;
  }
  return counts;
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

function buildConstant(rowCount: number, value: boolean): TruthVector {
  const words = (rowCount + 31) >>> 5;
  const known = new Uint32Array(words).fill(0xffffffff);
  if (rowCount % 32 !== 0 && words > 0) known[words - 1] = (1 << (rowCount & 31)) - 1;
  return { type: "truth", rowCount, truth: value ? known.slice() : new Uint32Array(words), known };
}
