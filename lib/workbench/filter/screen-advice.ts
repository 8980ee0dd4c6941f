import type { Node } from "#lib/expr/ast";
import { print } from "#lib/expr/print";
import { countBits, countCommonBits } from "#lib/expr/truth";
import type { TruthVector } from "#lib/expr/vector";
import { getAskedRows } from "#lib/screen/run/run-screen";
import {
  buildOthers,
  type ClauseDiagnosis,
  diagnoseConditions,
  type Sensitivity,
  type SensitivityPoint,
} from "#lib/screen/run/screen-doctor";
import { describeColumn, type WorkTarget } from "#lib/workbench/column/column-head";
import { getFormatMark, printBound } from "./bound-text";
import {
  type Bound,
  type Clause,
  getClauseKey,
  joinOperands,
  listOperands,
  type RangeClause,
  readClauses,
  writeClause,
} from "./clause";
import { createClauseContext } from "./clause-view";
import type { Loosening } from "./loosening";
import { findNearestBounds } from "./nearest-bound";
import { roundBetween } from "./quantile-scale";
import { readFilter } from "./read-filter";

/** What one clause does to the result, and how to loosen it. */
export interface ClauseAdvice extends Omit<ClauseDiagnosis, "expression" | "sensitivity"> {
  readonly clause: Clause;
  readonly label: string;
  readonly curves: readonly Sensitivity[];
  /** The least change first, taking the clause away last; only changes that let somebody in. */
  readonly loosenings: readonly Loosening[];
}

/** What stands between a screen and more companies. */
export interface Advice {
  /** The query that it is about. */
  readonly query: string;
  readonly count: number;
  readonly clauses: ReadonlyMap<string, ClauseAdvice>;
  /** The clause that costs most by itself; null where none does. */
  readonly first: ClauseAdvice | null;
  /** Where no clause costs anything by itself: the two that together cost most, and the screen without them. */
  readonly pair: {
    readonly clauses: readonly [ClauseAdvice, ClauseAdvice];
    readonly query: string;
    readonly count: number;
  } | null;
}

/** Of each kind of change, how many are offered. */
const offersMax = 3;

/** More clauses than this are not looked at in pairs. */
const pairedMax = 12;

/** Says of each clause of a filter what it costs and how to loosen it. Every count is that of the changed screen. */
export function adviseScreen(target: WorkTarget, query: string): Advice {
  const { evaluator, scope } = target;
  const asked = getAskedRows(target);
  const context = createClauseContext(scope);
  const clauses = readClauses(readFilter(query), context);
  const nodes = clauses.map((clause) => writeClause(clause, context));
  const wholes = nodes.flatMap((own) => joinOperands(own) ?? []);
  const diagnosis = diagnoseConditions(target, wholes);
  // A range that was written as two comparisons has a curve for each of them.
  const curves = diagnoseConditions(target, nodes.flat()).clauses.map(({ sensitivity }) => sensitivity);
  const truths = wholes.map((node) => evaluator.evaluateTruth(node));
  const others = buildOthers(truths, asked);

  let from = 0;
  const advices = clauses.map((clause, at): ClauseAdvice => {
    const { expression: _, sensitivity: __, ...numbers } = diagnosis.clauses[at] as ClauseDiagnosis;
    const own = curves.slice(from, from + (nodes[at]?.length ?? 0));
    from += own.length;
    const ends = own.length === 2 ? (["low", "high"] as const) : null;
    const sensitivity = own.flatMap((list, part) =>
      list.map((curve) => ({ ...curve, end: ends?.[part] ?? curve.end })),
    );
    const countWith = (after: Clause): number => {
      const node = joinOperands(writeClause(after, context));
      return node === null ? 0 : countBoth(evaluator.evaluateTruth(node), others[at] as Uint32Array);
    };
    const label = describeColumn(clause.kind === "text" ? clause.node : clause.subject, scope).label;
    const steps = listSteps(target, clause, sensitivity, others[at] as Uint32Array, diagnosis.count, countWith);
    const without = diagnosis.count + numbers.removesOnlyIt;
    return {
      ...numbers,
      clause,
      label,
      curves: sensitivity,
      loosenings:
        numbers.removesOnlyIt > 0 ? [...steps, { before: clause, after: null, text: "none", count: without }] : [],
    };
  });

  return {
    query,
    count: diagnosis.count,
    clauses: new Map(advices.map((advice) => [getClauseKey(advice.clause), advice])),
    first: diagnosis.loosen === null ? null : (advices[diagnosis.loosen] ?? null),
    pair: diagnosis.loosen === null ? findPair(wholes, truths, advices, asked, diagnosis.count) : null,
  };
}

function countBoth({ truth }: TruthVector, others: Uint32Array): number {
  return countCommonBits(others, truth);
}

function listSteps(
  target: WorkTarget,
  clause: Clause,
  curves: readonly Sensitivity[],
  others: Uint32Array,
  count: number,
  countWith: (after: Clause) => number,
): readonly Loosening[] {
  const offer = (after: Clause, text: string): Loosening => ({ before: clause, after, text, count: countWith(after) });
  const found =
    clause.kind === "range"
      ? listBounds(target, clause, curves, others).map(({ after, text }) => offer(after, text))
      : clause.kind === "choice"
        ? listTexts(target, clause).map(({ after, text }) => offer(after, text))
        : [];
  const byCount = new Map<number, Loosening>();
  for (const step of found) if (step.count > count && !byCount.has(step.count)) byCount.set(step.count, step);
  const steps = [...byCount.values()].sort((left, right) => left.count - right.count);
  // The smallest steps of a curve change next to nothing.
  return steps.slice(-offersMax);
}

interface Step {
  readonly after: Clause;
  readonly text: string;
}

/** Looser bounds: round numbers near those of the sensitivity; where they let nobody in, the nearest that do. */
function listBounds(
  { evaluator, scope }: WorkTarget,
  clause: RangeClause,
  curves: readonly Sensitivity[],
  others: Uint32Array,
): readonly Step[] {
  const head = describeColumn(clause.subject, scope);
  const ends = (["low", "high"] as const).filter((end) => clause[end] !== null);
  return ends.flatMap((end) => {
    const bound = clause[end] as Bound;
    const curve = curves.find((other) => other.end === end) ?? curves.find((other) => other.end === "only");
    const isLooser = (value: number) => (end === "low" ? value < bound.value : value > bound.value);
    const now = curve?.points.find((point) => point.bound === bound.value)?.count ?? 0;
    const points = (curve?.points ?? []).filter((point) => isLooser(point.bound));
    // The nearest are numbers that occur, so they must belong to the range; those of the curve are a matter of degree.
    const isNearest = !points.some((point) => point.count > now);
    const values = isNearest
      ? findNearestBounds(evaluator.evaluateNumber(clause.subject), others, bound.value, end).map((value) =>
          roundOutward(value, bound.value),
        )
      : sortByDistance(points, bound.value).map((point, _, all) =>
          roundBeside(point.bound, [bound.value, ...all.map((other) => other.bound)]),
        );
    const mark = bound.mark ?? getFormatMark(head.format);
    return values.map((value) => {
      const next: Bound = { value, isInclusive: bound.isInclusive || isNearest, ...(mark ? { mark } : {}) };
      const word = ends.length === 1 ? "" : end === "low" ? "at least " : "at most ";
      return { after: { ...clause, [end]: next }, text: `${word}${printBound(next)}` };
    });
  });
}

function sortByDistance(points: readonly SensitivityPoint[], from: number): readonly SensitivityPoint[] {
  return points.toSorted((left, right) => Math.abs(left.bound - from) - Math.abs(right.bound - from));
}

/**
 * A number that is short to write near one of some steps: within a quarter of the way to the nearest other step, and a
 * tenth of itself, since the present bound may lie far beyond all numbers that occur.
 */
function roundBeside(value: number, steps: readonly number[]): number {
  const ways = steps.filter((step) => step !== value).map((step) => Math.abs(step - value));
  const slack = Math.min(Math.abs(value) / 10, Math.min(...ways) / 4);
  return roundBetween(value - slack, value + slack, value);
}

/** A number that is short to write, hardly farther from the bound than what it must let in. */
function roundOutward(value: number, bound: number): number {
  const beyond = value + Math.sign(value - bound) * Math.min(Math.abs(value - bound), Math.abs(value)) * 0.05;
  return roundBetween(Math.min(value, beyond), Math.max(value, beyond), value);
}

/** The choice with one text more, or with one text less that it excludes. */
function listTexts({ evaluator }: WorkTarget, clause: Clause & { readonly kind: "choice" }): readonly Step[] {
  if (clause.isExcluding) {
    if (clause.options.length < 2) return [];
    return clause.options.map((text) => ({
      after: { ...clause, options: clause.options.filter((option) => option !== text) },
      text: `also ${text}`,
    }));
  }
  const fold = (text: string) => text.toLowerCase().replaceAll("_", " ");
  const chosen = new Set(clause.options.map(fold));
  return evaluator
    .evaluateText(clause.subject)
    .dictionary.filter((text) => !chosen.has(fold(text)))
    .map((text) => ({ after: { ...clause, options: [...clause.options, text] }, text: `also ${text}` }));
}

function findPair(
  wholes: readonly Node[],
  truths: readonly TruthVector[],
  advices: readonly ClauseAdvice[],
  asked: Uint32Array,
  count: number,
): Advice["pair"] {
  if (advices.length < 2 || advices.length > pairedMax) return null;
  let best: Advice["pair"] = null;
  advices.forEach((left, at) => {
    advices.slice(at + 1).forEach((right, after) => {
      const isKept = (_: unknown, other: number) => other !== at && other !== at + 1 + after;
      const rest = truths.filter(isKept);
      const [first] = rest;
      const kept = first ? countBoth(first, buildOthers(rest, asked)[0] as Uint32Array) : countBits(asked);
      if (kept <= (best?.count ?? count)) return;
      const node = joinOperands(wholes.filter(isKept).flatMap(listOperands));
      best = { clauses: [left, right], count: kept, query: node === null ? "" : print(node) };
    });
  });
  return best;
}
