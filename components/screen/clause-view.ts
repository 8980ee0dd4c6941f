import type { Node } from "@/lib/expr/ast";
import { check } from "@/lib/expr/check";
import type { Evaluator } from "@/lib/expr/evaluate";
import { print } from "@/lib/expr/print";
import type { Scope } from "@/lib/expr/scope";
import { countTrue, countUnknown } from "@/lib/expr/truth";
import type { TruthVector } from "@/lib/expr/vector";
import { missingTextCode } from "@/lib/expr/vector";
import type { ScreenTarget } from "@/lib/screen/run-screen";
import {
  type Clause,
  type ClauseContext,
  getClauseKey,
  joinOperands,
  listOperands,
  type RangeClause,
  readClauses,
  writeClause,
} from "./clause";
import { type ColumnHead, describeColumn } from "./column-head";
import { KeptValues } from "./kept-values";
import { buildQuantileScale, computeKeptShares, getPlaceOf, getValueAt, type QuantileScale } from "./quantile-scale";

/** How many slices a histogram has. */
export const histogramBins = 44;

/** Where the scale of a range is labelled: the extremes say little, since one company makes them. */
const tickPlaces = [0.1, 0.5, 0.9] as const;

/** One text of a choice, and how many companies carry it among those that the other filters keep. */
export interface ChoiceOption {
  readonly text: string;
  readonly count: number;
}

/** A clause as the panel shows it; plain data, so that the server can send it. */
export interface ClauseView {
  /** The same for the same subject, whatever its bounds. */
  readonly key: string;
  readonly clause: Clause;
  readonly head: ColumnHead;
  /** Companies that this clause alone keeps, and those it cannot judge. */
  readonly passed: number;
  readonly unknown: number;
  /** For a range: see Histogram. */
  readonly shares: readonly number[];
  readonly from: number;
  readonly to: number;
  /** For a range: the values at `tickPlaces` of the universe. */
  readonly ticks: readonly number[];
  /** For a choice. */
  readonly options: readonly ChoiceOption[];
}

/** What the clause model asks of a scope. */
export function createClauseContext(scope: Scope): ClauseContext {
  return {
    isNumber: (node) => {
      const checked = check(node, scope);
      return checked.ok && checked.value.type === "number";
    },
    isKnownName: (id) => scope.find(id) !== undefined,
  };
}

/** Remembers the order of each subject's values, which a filter change leaves as it is. */
export interface ScaleCache {
  get(subject: Node): QuantileScale;
}

const scalesMax = 40;

export function createScaleCache(evaluator: Evaluator): ScaleCache {
  const scales = new KeptValues<QuantileScale>(scalesMax);
  return {
    get: (subject) => scales.get(print(subject), () => buildQuantileScale(evaluator.evaluateNumber(subject))),
  };
}

/**
 * Looks at each clause of a filter: what it keeps alone, and what the other clauses leave for it to choose from.
 * `pending` are subjects that stand in the panel without a bound yet.
 */
export function computeClauseViews(
  target: ScreenTarget,
  scales: ScaleCache,
  filter: Node | null,
  pending: readonly Clause[] = [],
): ClauseView[] {
  const { evaluator, scope, rowCount } = target;
  const context = createClauseContext(scope);
  const written = readClauses(filter, context);
  const keys = new Set(written.map(getClauseKey));
  const clauses = [...written, ...pending.filter((clause) => !keys.has(getClauseKey(clause)))];
  const operands = listOperands(filter).map((node) => evaluator.evaluateTruth(node));

  return clauses.map((clause): ClauseView => {
    const others = operands.filter((_, index) => !clause.operands.includes(index));
    const own = joinOperands(writeClause(clause, context));
    const alone = own === null ? null : evaluator.evaluateTruth(own);
    const isKept = createRowTest(others);
    const base = {
      key: getClauseKey(clause),
      clause,
      head: describeColumn(clause.kind === "text" ? clause.node : clause.subject, scope),
      passed: alone === null ? rowCount : countTrue(alone),
      unknown: alone === null ? 0 : countUnknown(alone),
      shares: [],
      from: 0,
      to: 1,
      ticks: [],
      options: [],
    };
    if (clause.kind === "range") return { ...base, ...measureRange(clause, scales.get(clause.subject), isKept) };
    if (clause.kind === "choice") return { ...base, options: countOptions(evaluator, clause.subject, isKept) };
    return base;
  });
}

function measureRange({ low, high }: RangeClause, scale: QuantileScale, isKept: (row: number) => boolean) {
  return {
    shares: Array.from(computeKeptShares(scale, isKept, histogramBins), (share) => Math.round(share * 1000) / 1000),
    from: low === null ? 0 : getPlaceOf(scale, low.value),
    to: high === null ? 1 : getPlaceOf(scale, high.value),
    ticks: tickPlaces.flatMap((place) => getValueAt(scale, place) ?? []),
  };
}

function countOptions(evaluator: Evaluator, subject: Node, isKept: (row: number) => boolean): ChoiceOption[] {
  const { codes, dictionary } = evaluator.evaluateText(subject);
  const counts = new Uint32Array(dictionary.length);
  const present = new Uint8Array(dictionary.length);
  codes.forEach((code, row) => {
    if (code === missingTextCode) return;
    present[code] = 1;
    if (isKept(row)) counts[code] = (counts[code] ?? 0) + 1;
  });
  return dictionary.flatMap((text, code) => (present[code] === 1 ? [{ text, count: counts[code] ?? 0 }] : []));
}

function createRowTest(truths: readonly TruthVector[]): (row: number) => boolean {
  return (row) =>
    truths.every(({ truth, known }) => {
      const word = row >>> 5;
      return ((((truth[word] as number) & (known[word] as number)) >>> (row & 31)) & 1) === 1;
    });
}
