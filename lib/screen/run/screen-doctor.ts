import type { Node } from "#lib/expr/ast";
import { getRankIndex, type RankIndex } from "#lib/expr/engine/rank-index";
import { findPlaces } from "#lib/expr/engine/rank-range";
import { print } from "#lib/expr/print";
import { countBits, countCommonBits } from "#lib/expr/truth";
import type { TruthVector } from "#lib/expr/vector";
import { type Result, succeed } from "#lib/util/result";
import { listConditions, type RangeCondition, readRangeCondition } from "./range-condition";
import { getAskedRows, type ScreenTarget } from "./run-screen";
import { readScreenExpressions, type ScreenError } from "./screen-expressions";

/** How many companies a screen would keep with one number of it changed. */
export interface SensitivityPoint {
  readonly bound: number;
  readonly count: number;
}

/** The count of a screen as a function of one of its numbers. */
export interface Sensitivity {
  /** Which number of the condition: the only one, or an end of `between`. */
  readonly end: "only" | "low" | "high";
  readonly bound: number;
  /** In ascending order of the bound, the present one among them. */
  readonly points: readonly SensitivityPoint[];
}

/** What one condition of a screen does. */
export interface ClauseDiagnosis {
  readonly expression: string;
  /** Companies for which it is true, false, unknown, looked at alone. */
  readonly passes: number;
  readonly removes: number;
  readonly unknown: number;
  /** Companies that pass all other conditions and that only this one removes; of those, the ones it cannot judge. */
  readonly removesOnlyIt: number;
  readonly unknownOnlyIt: number;
  readonly sensitivity: readonly Sensitivity[];
}

/** What each condition of a screen's outermost `and` does to the result. */
export interface Diagnosis {
  readonly count: number;
  readonly unknown: number;
  readonly clauses: readonly ClauseDiagnosis[];
  /** The condition that costs most companies by itself, to be loosened first; null where none does. */
  readonly loosen: number | null;
}

/** Steps of the sensitivity to either side, as shares of the companies whose number is known. */
const sensitivityShares = [-0.1, -0.05, -0.02, -0.01, 0, 0.01, 0.02, 0.05, 0.1] as const;

/** Diagnoses the filter of a screen. A screen without one has no clauses. Errors: those of runScreen in its query. */
export function diagnoseScreen(target: ScreenTarget, query: string): Result<Diagnosis, readonly ScreenError[]> {
  const read = readScreenExpressions(target, { query, sort: [] });
  if (!read.ok) return read;
  return succeed(diagnoseConditions(target, listConditions(read.value.filter?.node ?? null)));
}

/** Diagnoses conditions that all have to be true. */
export function diagnoseConditions(target: ScreenTarget, conditions: readonly Node[]): Diagnosis {
  const { evaluator } = target;
  const asked = getAskedRows(target);
  const rowCount = countBits(asked);
  const truths = conditions.map((node) => evaluator.evaluateTruth(node));
  const allOthers = buildOthers(truths, asked);
  const possible = buildPossible(truths, asked);
  const clauses = conditions.map((node, at): ClauseDiagnosis => {
    const own = truths[at] as TruthVector;
    const others = allOthers[at] as Uint32Array;
    const passes = countCommonBits(own.truth, asked);
    const unknown = rowCount - countCommonBits(own.known, asked);
    const removedOnly = others.map((word, index) => word & ~(own.truth[index] as number));
    return {
      expression: print(node),
      passes,
      removes: rowCount - passes - unknown,
      unknown,
      removesOnlyIt: countBits(removedOnly),
      unknownOnlyIt: countBits(removedOnly.map((word, index) => word & ~(own.known[index] as number))),
      sensitivity: measureSensitivity(evaluator, node, others),
    };
  });
  const [first] = truths;
  const count = first
    ? countBits((allOthers[0] as Uint32Array).map((word, at) => word & (first.truth[at] as number)))
    : rowCount;
  const costs = clauses.map(({ removesOnlyIt }) => removesOnlyIt);
  const most = Math.max(0, ...costs);
  return { count, unknown: countBits(possible) - count, clauses, loosen: most === 0 ? null : costs.indexOf(most) };
}

/** For each condition the rows among those asked about for which all others are true, by conjunctions from both ends. */
export function buildOthers(truths: readonly Pick<TruthVector, "truth">[], asked: Uint32Array): readonly Uint32Array[] {
  const after: Uint32Array[] = new Array(truths.length);
  let suffix = asked;
  for (let at = truths.length - 1; at >= 0; at -= 1) {
    after[at] = suffix;
    suffix = andWords(suffix, (truths[at] as TruthVector).truth);
  }
  let prefix = asked;
  return truths.map(({ truth }, at) => {
    const others = andWords(prefix, after[at] as Uint32Array);
    prefix = andWords(prefix, truth);
    return others;
  });
}

function buildPossible(truths: readonly TruthVector[], asked: Uint32Array): Uint32Array {
  const possible = asked.slice();
  for (const { truth, known } of truths) {
    for (let word = 0; word < possible.length; word += 1) {
      possible[word] = (possible[word] as number) & ((truth[word] as number) | ~(known[word] as number));
    }
  }
  return possible;
}

function andWords(left: Uint32Array, right: Uint32Array): Uint32Array {
  const both = new Uint32Array(left.length);
  for (let word = 0; word < both.length; word += 1) both[word] = (left[word] as number) & (right[word] as number);
  return both;
}

function measureSensitivity(
  evaluator: ScreenTarget["evaluator"],
  node: Node,
  others: Uint32Array,
): readonly Sensitivity[] {
  const range = readRangeCondition(node);
  if (range === null || range.operator === "=") return [];
  const index = getRankIndex(evaluator.evaluateNumber(range.subject));
  const keptBelow = countKeptBelow(index, others);
  return range.bounds.map(({ value: bound }, at) => {
    const points = pickBounds(index, bound).map((other) => ({
      bound: other,
      count: countKept(index, keptBelow, range, at, other),
    }));
    const end = range.operator !== "between" ? "only" : at === 0 ? "low" : "high";
    return { end, bound, points };
  });
}

/** How many rows that the others keep lie below each place. */
function countKeptBelow({ order }: RankIndex, others: Uint32Array): Uint32Array {
  const below = new Uint32Array(order.length + 1);
  order.forEach((row, place) => {
    below[place + 1] = (below[place] as number) + (((others[row >>> 5] as number) >>> (row & 31)) & 1);
  });
  return below;
}

function countKept(
  index: RankIndex,
  keptBelow: Uint32Array,
  { operator, bounds }: RangeCondition,
  at: number,
  bound: number,
): number {
  const [low, high = low] = bounds.map(({ value }, other) => (other === at ? bound : value)) as [number, number?];
  const { from, to } = findPlaces(index, operator, low, high);
  return from < to ? (keptBelow[to] as number) - (keptBelow[from] as number) : 0;
}

/** The present bound and numbers that occur, some steps of rank to either side. */
function pickBounds(index: RankIndex, bound: number): readonly number[] {
  const { order, distinct, codes, knownCount } = index;
  const place = index.countBelow(bound);
  const found = new Set<number>([bound === 0 ? 0 : bound]);
  for (const share of sensitivityShares) {
    const at = place + Math.round(share * knownCount);
    if (share === 0 || at < 0 || at >= knownCount) continue;
    found.add(distinct[codes[order[at] as number] as number] as number);
  }
  return [...found].sort((left, right) => left - right);
}
