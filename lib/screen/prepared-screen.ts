import { getRankIndex, type RankIndex } from "../expr/engine/rank-index";
import { removeOutside } from "../expr/engine/rank-range";
import { countBits, countWords, getLastWordMask } from "../expr/truth";
import type { NumberVector } from "../expr/vector";
import { type Result, succeed } from "../util/result";
import { findFrom, findTo, listConditions, type RangeCondition, readRangeCondition } from "./clause-mask";
import { readScreenExpressions, type ScreenError, type ScreenExpressions, type ScreenTarget } from "./run-screen";
import type { Screen } from "./screen";
import { type SortVector, sortRows } from "./sort-rows";
import { TopRows } from "./top-rows";
import { WeightedRows } from "./weighted-rows";
import { readWeightedSum } from "./weighted-sum";

/** What a prepared screen answers. `rows` is written over by the next run. */
export interface PreparedAnswer {
  /** Rows that are true. */
  readonly count: number;
  /** Rows for which the filter is unknown. */
  readonly unknown: number;
  /** The first rows in the screen's order. */
  readonly rows: Uint32Array;
}

interface RangeClause {
  readonly index: RankIndex;
  readonly operator: RangeCondition["operator"];
  /** Where its first bound stands in `constants`. */
  readonly at: number;
}

/**
 * A screen that was parsed, checked and ordered once, to be run again and again with other numbers: a slider that moves,
 * a threshold that is searched for. Between runs `constants` and `weights` may be written to.
 */
export class PreparedScreen {
  /**
   * The literals that conditions of the outermost `and` compare a number with, in reading order; `between` has two.
   * Numbers inside other conditions are part of the screen and stay.
   */
  readonly constants: Float64Array;
  /** The weights of the first sort key, with their signs, where it is a weighted sum; else empty. */
  readonly weights: Float64Array;
  private readonly clauses: readonly RangeClause[];
  private readonly rowCount: number;
  /** Rows that no condition with fixed numbers makes false. */
  private readonly startPossible: Uint32Array;
  /** Rows for which every condition is known, whatever its numbers are. */
  private readonly judged: Uint32Array;
  /** Rows that no condition makes false: those that are judged are true, the others unknown. */
  private readonly possible: Uint32Array;
  private readonly truth: Uint32Array;
  private readonly weighedVectors: readonly NumberVector[];
  private readonly orderedWeights: Float64Array;
  private readonly keys: readonly SortVector[];
  private order: Uint32Array | null = null;
  private weighted: WeightedRows | null = null;
  private places: Uint32Array | null = null;
  private top: TopRows | null = null;
  private out = new Uint32Array(0);

  constructor({ evaluator, rowCount }: ScreenTarget, { filter, keys }: ScreenExpressions) {
    const words = countWords(rowCount);
    this.rowCount = rowCount;
    this.truth = new Uint32Array(words);
    this.possible = new Uint32Array(words);
    this.judged = new Uint32Array(words).fill(0xffffffff);
    if (words > 0) this.judged[words - 1] = getLastWordMask(rowCount);
    this.startPossible = this.judged.slice();
    const constants: number[] = [];
    const clauses: RangeClause[] = [];
    for (const node of listConditions(filter?.node ?? null)) {
      const range = readRangeCondition(node);
      if (range === null) {
        const { truth, known } = evaluator.evaluateTruth(node);
        for (let word = 0; word < words; word += 1) {
          const isPossible = (truth[word] as number) | ~(known[word] as number);
          this.startPossible[word] = (this.startPossible[word] as number) & isPossible;
        }
        this.keepJudged(known, 0);
      } else {
        const index = getRankIndex(evaluator.evaluateNumber(range.subject));
        this.keepJudged(index.prefixes, index.prefixes.length - words);
        clauses.push({ index, operator: range.operator, at: constants.length });
        constants.push(...range.bounds);
      }
    }
    this.clauses = clauses;
    this.constants = Float64Array.from(constants);
    this.keys = keys.map(({ checked, descending }) => ({ vector: evaluator.evaluate(checked.node), descending }));
    const terms = keys[0] ? readWeightedSum(keys[0].checked.node) : null;
    this.weighedVectors = terms?.map(({ node }) => evaluator.evaluateNumber(node)) ?? [];
    this.weights = Float64Array.from(terms ?? [], ({ weight }) => weight);
    this.orderedWeights = this.weights.slice();
  }

  /** Runs the screen with the numbers as they are. Throws for a number that is not finite. */
  run(limit: number): PreparedAnswer {
    this.filter();
    const count = countBits(this.truth);
    const unknown = countBits(this.possible) - count;
    const wanted = Math.min(limit, count);
    if (this.out.length < wanted) this.out = new Uint32Array(wanted);
    if (wanted > 0) {
      if (this.hasOwnWeights()) this.requireWeighted().takeInto(this.out, wanted, this.truth, this.weights);
      else this.takeByOrder(wanted, count);
    }
    return { count, unknown, rows: this.out.subarray(0, wanted) };
  }

  /** Counts only. */
  count(): Omit<PreparedAnswer, "rows"> {
    this.filter();
    const count = countBits(this.truth);
    return { count, unknown: countBits(this.possible) - count };
  }

  private keepJudged(known: Uint32Array, from: number): void {
    const { judged } = this;
    for (let word = 0; word < judged.length; word += 1) {
      judged[word] = (judged[word] as number) & (known[from + word] as number);
    }
  }

  private filter(): void {
    const { truth, possible, judged, constants } = this;
    for (let at = 0; at < constants.length; at += 1) {
      if (!Number.isFinite(constants[at])) throw new Error(`Constant ${at} of a prepared screen is ${constants[at]}.`);
    }
    possible.set(this.startPossible);
    for (const { index, operator, at } of this.clauses) {
      const from = findFrom(index, operator, constants[at] as number);
      removeOutside(index, from, findTo(index, operator, constants, at), possible);
    }
    for (let word = 0; word < truth.length; word += 1) {
      truth[word] = (possible[word] as number) & (judged[word] as number);
    }
  }

  private hasOwnWeights(): boolean {
    const { weights, orderedWeights } = this;
    for (let at = 0; at < weights.length; at += 1) if (weights[at] !== orderedWeights[at]) return true;
    return false;
  }

  private requireWeighted(): WeightedRows {
    this.weighted ??= new WeightedRows(
      this.weighedVectors,
      this.keys[0]?.descending ?? true,
      invert(sortRows(listAll(this.rowCount), this.keys.slice(1))),
    );
    return this.weighted;
  }

  /** Walks the whole order while it is likely to end soon, else picks the best of the rows that are left. */
  private takeByOrder(wanted: number, count: number): void {
    this.order ??= sortRows(listAll(this.rowCount), this.keys);
    const { order, truth, out, rowCount } = this;
    if (wanted * rowCount < 4 * count * count + 2_048 * count) {
      for (let place = 0, found = 0; found < wanted; place += 1) {
        const row = order[place] as number;
        if ((((truth[row >>> 5] as number) >>> (row & 31)) & 1) === 0) continue;
        out[found] = row;
        found += 1;
      }
      return;
    }
    this.places ??= invert(order);
    const { places } = this;
    if (this.top?.limit !== wanted) this.top = new TopRows(wanted, places);
    const { top } = this;
    for (let word = 0; word < truth.length; word += 1) {
      for (let bits = (truth[word] as number) | 0; bits !== 0; bits &= bits - 1) {
        const row = word * 32 + 31 - Math.clz32(bits & -bits);
        top.add(-(places[row] as number), row);
      }
    }
    top.takeInto(out);
  }
}

/** Prepares a screen. Errors: those of runScreen in its query and sort. */
export function prepareScreen(
  target: ScreenTarget,
  screen: Pick<Screen, "query" | "sort">,
): Result<PreparedScreen, readonly ScreenError[]> {
  const read = readScreenExpressions(target, screen);
  return read.ok ? succeed(new PreparedScreen(target, read.value)) : read;
}

function listAll(rowCount: number): Uint32Array {
  return Uint32Array.from({ length: rowCount }, (_, row) => row);
}

function invert(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place += 1) places[order[place] as number] = place;
  return places;
}
