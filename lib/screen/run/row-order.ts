import type { Node } from "#lib/expr/ast";
import type { CheckedExpr } from "#lib/expr/check";
import type { RankIndex } from "#lib/expr/engine/rank-index";
import type { Evaluator } from "#lib/expr/evaluate";
import type { Plan } from "#lib/expr/plan";
import { listBits } from "#lib/expr/truth";
import type { NumberNode } from "./range-condition";
import { visitRows } from "./row-block";
import { buildRowCompare, type SortColumn, sortRows, writeSortNumbers } from "./sort-rows";
import { type CompareRows, TopRows } from "./top-rows";
import { readWeightedSum, type WeightedTerm } from "./weighted-sum";

/** What rows are ordered by: an expression, and which end of it comes first. */
export interface OrderKey {
  readonly checked: CheckedExpr;
  readonly descending: boolean;
}

/** A first key that adds up columns, each times a weight. */
interface Score {
  readonly terms: readonly WeightedTerm[];
  readonly columns: readonly Plan[];
}

/** Nobody else picks while one picks. */
const picker = new TopRows();

/** So many steps along the order of a whole column cost as much as looking at one row of the set. */
const stepsPerRow = 8;

/**
 * The order of a screen, to be applied to the rows that its filter keeps. The first key is computed for these rows
 * alone; the others are asked where it leaves ties. Rows that tie on every key stand in the table's order. Missing
 * values come last in both directions.
 */
export class RowOrder {
  /** The weights of the first key as they are written, in reading order; none where it is no weighted sum. */
  readonly weights: readonly NumberNode[];
  private readonly score: Score | null;
  private ties: CompareRows | null = null;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly keys: readonly OrderKey[],
  ) {
    const [first] = keys;
    this.score = first === undefined ? null : readScore(first.checked);
    this.weights = this.score?.terms.flatMap(({ literal }) => literal ?? []) ?? [];
  }

  /** The first rows of a set of `count`, at most `limit`, with these weights. */
  takeFirst(mask: Uint32Array, count: number, weights: Float64Array, limit: number): Uint32Array {
    const wanted = Math.min(limit, count);
    const [first] = this.keys;
    if (wanted === 0) return new Uint32Array(0);
    if (first === undefined) return listBits(mask).subarray(0, wanted);
    const index = this.keys.length === 1 ? this.findOrder(first) : null;
    if (index !== null && wanted * index.rowCount < stepsPerRow * count * count) {
      return takeAlong(index, first.descending, mask, wanted);
    }
    this.ties ??= buildRowCompare(() => this.keys.slice(1).map((key) => this.readColumn(key)));
    picker.begin(wanted, this.ties);
    visitRows(mask, (block) => {
      this.readFirst(first, block.rows, block.count, weights, block.numbers);
      picker.addAll(block, first.descending);
    });
    return picker.take();
  }

  /** All rows of a set, in order. */
  takeAll(mask: Uint32Array, weights: Float64Array): Uint32Array {
    const rows = listBits(mask);
    const keys = this.keys.map((key, at) => {
      if (isColumn(key.checked.plan)) return this.readColumn(key);
      const numbers = new Float64Array(rows.length);
      if (at === 0) this.readFirst(key, rows, rows.length, weights, numbers);
      else this.readNumbers(key, rows, rows.length, numbers);
      return { numbers, descending: key.descending };
    });
    return sortRows(rows, keys);
  }

  private findOrder({ checked }: OrderKey): RankIndex | null {
    return checked.type === "number" ? this.evaluator.engine.findOrder(checked.plan) : null;
  }

  private readColumn({ checked, descending }: OrderKey): SortColumn {
    return { vector: this.evaluator.engine.evaluate(checked.plan), descending };
  }

  private readFirst(first: OrderKey, rows: Uint32Array, count: number, weights: Float64Array, out: Float64Array): void {
    if (this.score === null) {
      this.readNumbers(first, rows, count, out);
      return;
    }
    const { terms, columns } = this.score;
    addUp(terms, (term) => this.evaluator.engine.getNumber(columns[term] as Plan).values, weights, rows, count, out);
  }

  /** Writes a number for each of the rows that sorts as its value does; NaN for a missing one. */
  private readNumbers({ checked }: OrderKey, rows: Uint32Array, count: number, out: Float64Array): void {
    const { engine } = this.evaluator;
    const { plan } = checked;
    if (plan.type === "number") engine.readRows(plan, rows, count, out);
    else writeSortNumbers(engine.evaluate(plan), rows, count, out);
  }
}

/** A sum of at least two columns with weights; null for anything else. */
function readScore({ node, plan }: CheckedExpr): Score | null {
  const terms = readWeightedSum(node);
  const columns = terms?.map((term) => findPart(plan, node, term.node));
  return terms && columns?.every((part) => part !== null && isColumn(part))
    ? { terms, columns: columns as readonly Plan[] }
    : null;
}

/** The plan of a part of a sum: the parts of a plan stand as those of its tree do. */
function findPart(plan: Plan, node: Node, part: Node): Plan | null {
  if (node === part) return plan;
  if (node.kind !== "arithmetic" && node.kind !== "negate") return null;
  const nodes = node.kind === "negate" ? [node.operand] : [node.left, node.right];
  for (let at = 0; at < nodes.length; at += 1) {
    const found = findPart(plan.args[at] as Plan, nodes[at] as Node, part);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a plan is kept as a whole column once it was asked for. */
function isColumn({ op }: Plan): boolean {
  return op === "column" || op === "formula" || op === "all_rows";
}

/** Writes the sums of rows, added up from the left as the expression is; NaN where a part is missing or they overflow. */
function addUp(
  terms: readonly WeightedTerm[],
  getValues: (term: number) => Float64Array,
  weights: Float64Array,
  rows: Uint32Array,
  count: number,
  sums: Float64Array,
): void {
  let weightAt = 0;
  for (let term = 0; term < terms.length; term += 1) {
    const { sign, literal } = terms[term] as WeightedTerm;
    const values = getValues(term);
    const weight = literal === null ? sign : sign * (weights[weightAt] as number);
    if (literal !== null) weightAt += 1;
    if (term === 0) {
      for (let at = 0; at < count; at += 1) sums[at] = weight * (values[rows[at] as number] as number);
    } else {
      for (let at = 0; at < count; at += 1) {
        sums[at] = (sums[at] as number) + weight * (values[rows[at] as number] as number);
      }
    }
  }
  for (let at = 0; at < count; at += 1) {
    const sum = sums[at] as number;
    if (sum - sum !== 0) sums[at] = Number.NaN;
  }
}

/** The first rows of a set along the order of a whole column. */
function takeAlong(index: RankIndex, descending: boolean, mask: Uint32Array, wanted: number): Uint32Array {
  const { rows, starts, distinct, knownCount } = index;
  const out = new Uint32Array(wanted);
  let found = 0;
  const takeFrom = (from: number, to: number): void => {
    for (let place = from; place < to && found < wanted; place += 1) {
      const row = rows[place] as number;
      if ((((mask[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
      out[found] = row;
      found += 1;
    }
  };
  if (descending) {
    // Equal numbers stand in the table's order in both directions.
    for (let code = distinct.length - 1; code >= 0 && found < wanted; code -= 1) {
      takeFrom(starts[code] as number, starts[code + 1] as number);
    }
  } else takeFrom(0, knownCount);
  takeFrom(knownCount, rows.length);
  return out;
}
