import type { CheckedExpr } from "#lib/expr/check";
import { compareWithConstant } from "#lib/expr/engine/kernel-compare";
import { getRankIndex, type RankIndex } from "#lib/expr/engine/rank-index";
import { findPlaces, keepRange, type RangeOperator } from "#lib/expr/engine/rank-range";
import type { Evaluator } from "#lib/expr/evaluate";
import type { Plan } from "#lib/expr/plan";
import { buildAllBits, countWords, keepCommonBits } from "#lib/expr/truth";
import type { NumberVector } from "#lib/expr/vector";
import { assertNever } from "#lib/util/assert";
import { listConditions, type NumberNode, readRangeCondition } from "./range-condition";
import { type RowBlock, visitRows } from "./row-block";

/** The rows for which a filter is true, and those for which it is unknown, as bitsets. */
export interface FilteredRows {
  readonly mask: Uint32Array;
  readonly unknown: Uint32Array;
}

/** A condition that holds a number against constants. */
interface RangeClause {
  readonly subject: Plan;
  readonly operator: RangeOperator;
  /** Where its first bound stands among all. */
  readonly at: number;
  /** The order of the subject's rows, once it is made. */
  index: RankIndex | null;
}

/**
 * The filter of a screen as the conditions of its outermost `and`, to be run with the numbers that it was written with
 * or with others. A row is false as soon as one condition is, so each condition looks only at rows that no cheaper one
 * has made false; the rows that are left are true where every condition is known, else unknown (Kleene's `and`).
 */
export class RowFilter {
  /** The literals that conditions compare a number with, in reading order; `between` has two. */
  readonly bounds: readonly NumberNode[];
  /** Ranges of columns and formulas. */
  private readonly named: RangeClause[] = [];
  /** Ranges of other expressions, which are computed for the rows that are left. */
  private readonly computed: RangeClause[] = [];
  /** Conditions without numbers that may be others. */
  private readonly fixed: Plan[] = [];
  private steady: { readonly possible: Uint32Array; readonly judged: Uint32Array } | null = null;

  constructor(
    private readonly evaluator: Evaluator,
    filter: CheckedExpr | null,
  ) {
    const bounds: NumberNode[] = [];
    if (filter !== null) {
      const plans = listOperands(filter.plan);
      listConditions(filter.node).forEach((node, place) => {
        const plan = plans[place] as Plan;
        const range = readRangeCondition(node);
        const subject = range === null ? undefined : plan.args[range.subjectAt];
        if (range === null || subject === undefined || subject.op === "constant" || subject.op === "missing") {
          this.fixed.push(plan);
          return;
        }
        const isNamed = subject.op === "column" || subject.op === "formula";
        const clause = { subject, operator: range.operator, at: bounds.length, index: null };
        (isNamed ? this.named : this.computed).push(clause);
        bounds.push(...range.bounds);
      });
    }
    this.bounds = bounds;
  }

  /** Makes the order of every number that is compared, for a filter that runs again and again with other bounds. */
  order(): void {
    for (const clause of [...this.named, ...this.computed]) {
      clause.index ??= getRankIndex(this.evaluator.engine.getNumber(clause.subject));
    }
  }

  /** Filters all rows with these bounds, each a finite number. */
  run(bounds: Float64Array): FilteredRows {
    const { engine } = this.evaluator;
    this.steady ??= this.computeSteady();
    const possible = this.steady.possible.slice();
    const judged = this.steady.judged.slice();
    for (const clause of this.named) {
      clause.index ??= engine.findOrder(clause.subject);
      if (clause.index !== null) keepOrdered(clause.index, clause, bounds, possible, judged);
      else this.keepCompared(engine.getNumber(clause.subject), clause, bounds, possible, judged);
    }
    for (const clause of this.computed) {
      if (clause.index !== null) keepOrdered(clause.index, clause, bounds, possible, judged);
      else this.keepComputed(clause, bounds, possible, judged);
    }
    // What is possible and judged is true; possible alone is unknown.
    for (let word = 0; word < possible.length; word += 1) {
      const isPossible = possible[word] as number;
      const isJudged = judged[word] as number;
      judged[word] = isPossible & isJudged;
      possible[word] = isPossible & ~isJudged;
    }
    return { mask: judged, unknown: possible };
  }

  /** What the conditions without numbers leave: the same at every run. */
  private computeSteady(): { readonly possible: Uint32Array; readonly judged: Uint32Array } {
    const { engine, rowCount } = this.evaluator;
    const possible = buildAllBits(rowCount);
    const judged = possible.slice();
    for (const plan of this.fixed) {
      const { truth, known } = engine.getTruth(plan);
      for (let word = 0; word < possible.length; word += 1) {
        possible[word] = (possible[word] as number) & ((truth[word] as number) | ~(known[word] as number));
      }
      keepCommonBits(judged, known);
    }
    return { possible, judged };
  }

  /** Compares every number of a column. */
  private keepCompared(
    vector: NumberVector,
    clause: RangeClause,
    bounds: Float64Array,
    possible: Uint32Array,
    judged: Uint32Array,
  ): void {
    const known = this.evaluator.engine.getKnownBits(vector);
    const holds = compareAll(vector.values, clause, bounds);
    for (let word = 0; word < possible.length; word += 1) {
      possible[word] = (possible[word] as number) & ((holds[word] as number) | ~(known[word] as number));
    }
    keepCommonBits(judged, known);
  }

  /** Computes and compares the numbers of the rows that are left. */
  private keepComputed(clause: RangeClause, bounds: Float64Array, possible: Uint32Array, judged: Uint32Array): void {
    const { engine } = this.evaluator;
    const interval = findInterval(clause, bounds);
    visitRows(possible, (block) => {
      engine.readRows(clause.subject, block.rows, block.count, block.numbers);
      keepWithin(block, interval, possible, judged);
    });
  }
}

/** The numbers from `least` to `most`, both included. */
interface Interval {
  readonly least: number;
  readonly most: number;
}

/** Every comparison keeps the doubles of an interval, whose ends belong to it: below 3 is at most the one before 3. */
function findInterval({ operator, at }: RangeClause, bounds: Float64Array): Interval {
  const bound = bounds[at] as number;
  switch (operator) {
    case "<":
      return { least: Number.NEGATIVE_INFINITY, most: findNextBelow(bound) };
    case "<=":
      return { least: Number.NEGATIVE_INFINITY, most: bound };
    case ">":
      return { least: -findNextBelow(-bound), most: Number.POSITIVE_INFINITY };
    case ">=":
      return { least: bound, most: Number.POSITIVE_INFINITY };
    case "=":
      return { least: bound, most: bound };
    case "between":
      return { least: bound, most: bounds[at + 1] as number };
    default:
      return assertNever(operator);
  }
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The greatest double below a finite one. */
function findNextBelow(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  double[0] = value;
  bits[0] = (bits[0] as bigint) + (value > 0 ? -1n : 1n);
  return double[0] as number;
}

/** Takes the rows of a block whose number is known and outside an interval from `possible`, the unknown from `judged`. */
function keepWithin(
  { numbers, fromWord, toWord }: RowBlock,
  { least, most }: Interval,
  possible: Uint32Array,
  judged: Uint32Array,
): void {
  let at = 0;
  for (let word = fromWord; word < toWord; word += 1) {
    let within = 0;
    let unknown = 0;
    for (let rest = (possible[word] as number) | 0; rest !== 0; rest &= rest - 1) {
      const number = numbers[at] as number;
      const bit = rest & -rest;
      at += 1;
      // A number is as likely within as not, so that nothing is asked of it.
      within |= -(Number(number >= least) & Number(number <= most)) & bit;
      unknown |= -Number(Number.isNaN(number)) & bit;
    }
    possible[word] = within | unknown;
    judged[word] = (judged[word] as number) & ~unknown;
  }
}

/** The operands of the outermost `and`s of a plan, in the order of listConditions. */
function listOperands(plan: Plan): readonly Plan[] {
  return plan.op === "logic" && plan.operator === "and" ? plan.args.flatMap(listOperands) : [plan];
}

function keepOrdered(
  index: RankIndex,
  { operator, at }: RangeClause,
  bounds: Float64Array,
  possible: Uint32Array,
  judged: Uint32Array,
): void {
  const places = findPlaces(index, operator, bounds[at] as number, bounds[at + 1] as number);
  keepRange(index, places, possible, judged);
}

/** A bit for each number that compares as asked; a missing one does not. */
function compareAll(values: Float64Array, { operator, at }: RangeClause, bounds: Float64Array): Uint32Array {
  const holds = new Uint32Array(countWords(values.length));
  const first = operator === "between" ? ">=" : operator;
  compareWithConstant(first, values, 0, bounds[at] as number, values.length, holds, 0);
  if (operator !== "between") return holds;
  const atMost = new Uint32Array(holds.length);
  compareWithConstant("<=", values, 0, bounds[at + 1] as number, values.length, atMost, 0);
  keepCommonBits(holds, atMost);
  return holds;
}
