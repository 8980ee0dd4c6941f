import type { Node } from "#lib/expr/ast";
import type { Evaluator } from "#lib/expr/evaluate";
import type { Scope } from "#lib/expr/scope";
import type { TraceNode } from "#lib/expr/trace";
import type { VectorSource } from "#lib/expr/vector";
import { formatWithUnit } from "#lib/metric/format";
import type { Metric } from "#lib/metric/metric";
import { type Policy, type Rule, writeStressed } from "#lib/verdict/policy/policy";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";
import { type Flip, findFlips } from "./find-flips";
import {
  type Judgement,
  type RuleJudgement,
  type RuleState,
  readRuleState,
  readVerdict,
  requireNode,
  writeOutcome,
} from "./judge";
import { listMissingInputs, type MissingInput, mergeMissingInputs } from "./missing-input";
import { markProvisional, provisionalNote } from "./provisional";
import {
  getTraceFormat,
  listSettling,
  type MeasuredReason,
  type Quantity,
  type SentenceStyle,
  writeComparison,
  writeLeftOut,
  writeSettled,
  writeUnknown,
} from "./rule-sentence";
import type { Verdict } from "./verdict";

/** How far a rule's metric is from its limit, where that distance holds the rule's answer; in the metric's unit. */
export interface RuleDistance {
  readonly from: number;
  readonly to: number;
  readonly change: number;
  readonly text: string;
}

/** What a rule says of one company, and why. */
export interface RuleExplanation {
  readonly rule: Rule;
  readonly state: RuleState;
  /** The state in a word: present or absent, passed or failed. */
  readonly outcome: string;
  /** Whether the verdict would be open or another one without this rule's answer. */
  readonly isDecisive: boolean;
  readonly metric: Quantity | null;
  readonly limit: Quantity | null;
  readonly sentence: string;
  readonly distance: RuleDistance | null;
  /** Of an unknown rule: the figures that it lacks. */
  readonly missing: readonly MissingInput[];
}

/** A company's verdict with everything that led to it. */
export interface Explanation {
  readonly verdict: Verdict;
  /** Whether an interval that filings leave open decides the verdict. */
  readonly isFragile: boolean;
  /** Whether the figures are second-hand, so that the verdict is provisional; the sentence says it. */
  readonly isProvisional: boolean;
  readonly sentence: string;
  readonly rules: readonly RuleExplanation[];
  /** Of a company that is not rated: the figures that would settle it. */
  readonly missing: readonly MissingInput[];
  /** Changes of one figure that alone change the verdict, the smallest first. */
  readonly flips: readonly Flip[];
}

export interface ExplainTarget {
  readonly evaluator: Evaluator;
  readonly source: VectorSource;
  readonly scope: Scope;
  readonly judgement: Judgement;
}

/** Explains the verdict of one row. Throws a RangeError when there is no such row. */
export function explain(target: ExplainTarget, row: number): Explanation {
  const { judgement } = target;
  const verdict = readVerdict(judgement, row);
  const states = judgement.rules.map((entry) => readRuleState(entry, row));
  const decisive = new Set(listDecisiveRules(judgement, row).map(({ id }) => id));
  const rules = judgement.rules.map((entry, index) =>
    explainRule(target, entry, states[index] ?? "unknown", decisive.has(entry.rule.id), row),
  );
  const missing =
    verdict === "not_rated"
      ? mergeMissingInputs(rules.filter((rule) => rule.isDecisive).map((rule) => rule.missing))
      : [];
  const isProvisional = markProvisional(target)[row] === 1;
  const sentence = writeVerdict(verdict, rules, missing);
  return {
    verdict,
    isFragile: judgement.fragile[row] === 1,
    isProvisional,
    sentence: isProvisional ? `${sentence} ${provisionalNote}` : sentence,
    rules,
    missing,
    flips: findFlips(target, row),
  };
}

/** What a verdict says in short: every rule with its state, and why only for those that settle it by speaking against the company. */
export interface ShortExplanation extends Pick<Explanation, "verdict" | "isFragile" | "isProvisional" | "sentence"> {
  readonly rules: readonly ShortRule[];
}

export interface ShortRule extends Pick<RuleExplanation, "rule" | "state" | "isDecisive"> {
  /** Null where the rule's state says enough. */
  readonly sentence: string | null;
}

/**
 * As `explain`, in short: traces are made of a few rules instead of all, and no changes are looked for that would alter the
 * verdict. Throws a RangeError when there is no such row.
 */
export function explainInShort(target: ExplainTarget, row: number): ShortExplanation {
  const { judgement } = target;
  const verdict = readVerdict(judgement, row);
  const decisive = new Set(listDecisiveRules(judgement, row).map(({ id }) => id));
  const told: RuleExplanation[] = [];
  const rules = judgement.rules.map((entry): ShortRule => {
    const { rule } = entry;
    const state = readRuleState(entry, row);
    const isDecisive = decisive.has(rule.id);
    if (!isDecisive || verdict === "resilient") return { rule, state, isDecisive, sentence: null };
    const explained = explainRule(target, entry, state, isDecisive, row);
    told.push(explained);
    return { rule, state, isDecisive, sentence: explained.sentence };
  });
  const missing = verdict === "not_rated" ? mergeMissingInputs(told.map((rule) => rule.missing)) : [];
  const isProvisional = markProvisional(target)[row] === 1;
  const sentence = writeVerdict(verdict, rules, missing);
  return {
    verdict,
    isFragile: judgement.fragile[row] === 1,
    isProvisional,
    sentence: isProvisional ? `${sentence} ${provisionalNote}` : sentence,
    rules,
  };
}

/** A rule that says something else of a company in another judgement by the same policy. */
export interface ChangedRule {
  readonly before: RuleExplanation;
  readonly after: RuleExplanation;
}

/**
 * The rules that say something else of a row after a change than before, in the policy's order. Throws a RangeError for
 * judgements by other rules.
 */
export function explainChanges(before: ExplainTarget, after: ExplainTarget, row: number): readonly ChangedRule[] {
  const { rules } = after.judgement;
  if (before.judgement.policy.rules !== after.judgement.policy.rules) {
    throw new RangeError("The judgements are not by the same rules.");
  }
  const explainEntry = (target: ExplainTarget, entry: RuleJudgement): RuleExplanation => {
    const isDecisive = listDecisiveRules(target.judgement, row).some(({ id }) => id === entry.rule.id);
    return explainRule(target, entry, readRuleState(entry, row), isDecisive, row);
  };
  return before.judgement.rules.flatMap((entry, at) => {
    const then = rules[at];
    if (then === undefined || readRuleState(entry, row) === readRuleState(then, row)) return [];
    return [{ before: explainEntry(before, entry), after: explainEntry(after, then) }];
  });
}

/** The rules that settle the verdict; of a company that is not rated, those that leave it open. */
export function listDecisiveRules(judgement: Judgement, row: number): readonly Rule[] {
  const { rules } = judgement;
  const states = rules.map((entry) => readRuleState(entry, row));
  const pick = (side: Rule["side"], state: RuleState): readonly Rule[] =>
    rules.flatMap(({ rule }, index) => (rule.side === side && states[index] === state ? [rule] : []));
  switch (readVerdict(judgement, row)) {
    case "weak":
      return pick("weak", "true");
    case "mixed":
      return pick("resilient", "false");
    case "resilient":
      return pick("resilient", "true");
    case "not_rated": {
      const isResilienceOut = pick("resilient", "false").length > 0;
      return [...pick("weak", "unknown"), ...(isResilienceOut ? [] : pick("resilient", "unknown"))];
    }
  }
}

function explainRule(
  target: ExplainTarget,
  { rule }: RuleJudgement,
  state: RuleState,
  isDecisive: boolean,
  row: number,
): RuleExplanation {
  const shared = { rule, state, outcome: writeOutcome(rule.side, state), isDecisive };
  if (state === "not_applicable") {
    const sentence = "Left out: it does not speak of companies of this kind.";
    return { ...shared, metric: null, limit: null, sentence, distance: null, missing: [] };
  }
  const { evaluator, judgement } = target;
  const { policy } = judgement;
  const read = (text: string): TraceNode =>
    evaluator.trace(requireNode(judgement.isStressed ? writeStressed(text) : text), row);
  const readQuantity = (id: string): Quantity => describeQuantity(read(id), id, policy);
  const trace = read(rule.formula);
  const metric = rule.measure === null ? null : readQuantity(rule.measure.metric);
  const limit = rule.measure === null ? null : readQuantity(rule.measure.limit);
  const traceAlone = (text: string): TraceNode => evaluator.trace(requireNode(text), row);
  const missing = state === "unknown" ? listMissingInputs(trace, traceAlone) : [];
  const isTelling =
    metric !== null &&
    limit !== null &&
    isMeasureTelling(rule, trace, metric, limit, findPolicyMetric(policy, metric.id)?.better ?? "none");
  const style: SentenceStyle = { formatOf: (node) => getTraceFormat(node, policy) };
  const writeSentence = (): string => {
    if (state === "unknown") return writeUnknown(missing);
    const measured: MeasuredReason | null =
      isTelling && rule.measure !== null
        ? { sentence: writeComparison(metric, limit, !isParameter(policy, limit.id)), trace: read(rule.measure.metric) }
        : null;
    const sentence = writeSettled(trace, style, measured);
    const leftOut = writeLeftOut(measured === null ? listSettling(trace) : [measured.trace], style);
    return leftOut === "" ? sentence : `${sentence} ${leftOut}`;
  };
  return {
    ...shared,
    metric,
    limit,
    sentence: writeSentence(),
    distance: isTelling ? measureDistance(metric, limit) : null,
    missing,
  };
}

function describeQuantity(trace: TraceNode, id: string, policy: Policy): Quantity {
  const node: Node = requireNode(id);
  const definitionId = node.kind === "name" ? node.id : id;
  return {
    id: definitionId,
    label: trace.label ?? id,
    value: trace.value,
    format: getTraceFormat({ ...trace, definitionId }, policy),
  };
}

function isParameter(policy: Policy, id: string): boolean {
  return policy.parameters.some((parameter) => parameter.id === id);
}

/**
 * Whether the metric's side of the limit agrees with the rule's answer; if not, something else settled the rule. At the
 * limit itself the rule's own comparison tells.
 */
function isMeasureTelling(
  rule: Rule,
  trace: TraceNode,
  metric: Quantity,
  limit: Quantity,
  better: Metric["better"],
): boolean {
  if (metric.value.type !== "number" || limit.value.type !== "number" || trace.value.type !== "truth") return false;
  const [value, against] = [metric.value.value, limit.value.value];
  if (better === "none") return false;
  if (value === against) return listSettling(trace).some(({ inputs: [left] }) => left?.definitionId === metric.id);
  const isOnGoodSide = better === "higher" ? value > against : value < against;
  return isOnGoodSide === ((rule.side === "weak") !== trace.value.value);
}

function measureDistance(metric: Quantity, limit: Quantity): RuleDistance | null {
  if (metric.value.type !== "number" || limit.value.type !== "number") return null;
  const [from, to] = [metric.value.value, limit.value.value];
  const change = to - from;
  if (change === 0) return { from, to, change, text: `${metric.label} stands at the limit.` };
  const direction = change > 0 ? "rise" : "fall";
  const write = (value: number): string => formatWithUnit(value, metric.format);
  return {
    from,
    to,
    change,
    text: `${metric.label} would have to ${direction} by ${write(Math.abs(change))} to ${write(to)}.`,
  };
}

function writeVerdict(
  verdict: Verdict,
  rules: readonly Pick<RuleExplanation, "rule" | "isDecisive">[],
  missing: readonly MissingInput[],
): string {
  const decisive = rules.filter((rule) => rule.isDecisive);
  const names = decisive.map(({ rule }) => rule.label.charAt(0).toLowerCase() + rule.label.slice(1)).join(", ");
  switch (verdict) {
    case "weak":
      return `Weak: ${names}.`;
    case "mixed":
      return `Mixed: no sign of weakness, but it fails ${names}.`;
    case "resilient":
      return `Resilient: no sign of weakness, and it passes ${names}.`;
    case "not_rated":
      return missing.length > 0
        ? `Not rated: ${missing.length === 1 ? "one figure" : `${missing.length} figures`} could still change the answer.`
        : "Not rated: the policy does not judge companies of this kind.";
  }
}
