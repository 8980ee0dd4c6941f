import type { CheckedExpr } from "../expr/check";
import { compareWithConstant } from "../expr/engine/kernel-compare";
import { getRankIndex, type RankIndex } from "../expr/engine/rank-index";
import { findPlaces, type RangeOperator, removeOutside } from "../expr/engine/rank-range";
import type { Evaluator } from "../expr/evaluate";
import type { Plan } from "../expr/plan";
import { countWords, getLastWordMask } from "../expr/truth";
import type { NumberVector } from "../expr/vector";
import { listConditions, type NumberNode, readRangeCondition } from "./range-condition";
import { visitRows } from "./row-block";

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
      if (clause.index !== null) keepRange(clause.index, clause, bounds, possible);
      else this.keepCompared(engine.getNumber(clause.subject), clause, bounds, possible);
    }
    for (const clause of this.computed) {
      if (clause.index === null) this.keepComputed(clause, bounds, possible, judged);
      else {
        keepRange(clause.index, clause, bounds, possible);
        const { prefixes, wordCount } = clause.index;
        keepCommon(judged, prefixes, prefixes.length - wordCount);
      }
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

  /** What the conditions without numbers leave, and where all named subjects are known: the same at every run. */
  private computeSteady(): { readonly possible: Uint32Array; readonly judged: Uint32Array } {
    const { engine, rowCount } = this.evaluator;
    const possible = new Uint32Array(countWords(rowCount)).fill(0xffffffff);
    if (possible.length > 0) possible[possible.length - 1] = getLastWordMask(rowCount);
    const judged = possible.slice();
    for (const plan of this.fixed) {
      const { truth, known } = engine.getTruth(plan);
      for (let word = 0; word < possible.length; word += 1) {
        possible[word] = (possible[word] as number) & ((truth[word] as number) | ~(known[word] as number));
      }
      keepCommon(judged, known, 0);
    }
    for (const { subject } of this.named) keepCommon(judged, engine.getKnownBits(engine.getNumber(subject)), 0);
    return { possible, judged };
  }

  /** Compares every number of a column. */
  private keepCompared(vector: NumberVector, clause: RangeClause, bounds: Float64Array, possible: Uint32Array): void {
    const known = this.evaluator.engine.getKnownBits(vector);
    const holds = compareFirst(vector.values, vector.values.length, clause, bounds);
    for (let word = 0; word < possible.length; word += 1) {
      possible[word] = (possible[word] as number) & ((holds[word] as number) | ~(known[word] as number));
    }
  }

  /** Computes and compares the numbers of the rows that are left. */
  private keepComputed(clause: RangeClause, bounds: Float64Array, possible: Uint32Array, judged: Uint32Array): void {
    const { engine } = this.evaluator;
    visitRows(possible, ({ rows, numbers, count }) => {
      engine.readRows(clause.subject, rows, count, numbers);
      const holds = compareFirst(numbers, count, clause, bounds);
      for (let at = 0; at < count; at += 1) {
        const row = rows[at] as number;
        const number = numbers[at] as number;
        const isKnown = Number(number - number === 0);
        const isOut = isKnown & ~((holds[at >>> 5] as number) >>> (at & 31));
        possible[row >>> 5] = (possible[row >>> 5] as number) & ~(isOut << (row & 31));
        judged[row >>> 5] = (judged[row >>> 5] as number) & ~((1 - isKnown) << (row & 31));
      }
    });
  }
}

/** The operands of the outermost `and`s of a plan, in the order of listConditions. */
function listOperands(plan: Plan): readonly Plan[] {
  return plan.op === "logic" && plan.operator === "and" ? plan.args.flatMap(listOperands) : [plan];
}

function keepRange(index: RankIndex, clause: RangeClause, bounds: Float64Array, possible: Uint32Array): void {
  const low = bounds[clause.at] as number;
  removeOutside(index, findPlaces(index, clause.operator, low, bounds[clause.at + 1] as number), possible);
}

/** A bit for each of the first numbers that compares as asked; a missing one does not. */
function compareFirst(
  values: Float64Array,
  count: number,
  { operator, at }: RangeClause,
  bounds: Float64Array,
): Uint32Array {
  const holds = new Uint32Array(countWords(count));
  const first = operator === "between" ? ">=" : operator;
  compareWithConstant(first, values, 0, bounds[at] as number, count, holds, 0);
  if (operator !== "between") return holds;
  const atMost = new Uint32Array(holds.length);
  compareWithConstant("<=", values, 0, bounds[at + 1] as number, count, atMost, 0);
  keepCommon(holds, atMost, 0);
  return holds;
}

function keepCommon(bits: Uint32Array, others: Uint32Array, from: number): void {
  for (let word = 0; word < bits.length; word += 1) {
    bits[word] = (bits[word] as number) & (others[from + word] as number);
  }
}
