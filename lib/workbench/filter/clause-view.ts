import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import type { Evaluator } from "#lib/expr/evaluate";
import { print } from "#lib/expr/print";
import type { Scope } from "#lib/expr/scope";
import { countBits, countCommonBits } from "#lib/expr/truth";
import { missingTextCode, type TruthVector } from "#lib/expr/vector";
import type { CrossFilter } from "#lib/screen/cross-filter";
import { getAskedRows } from "#lib/screen/run/run-screen";
import { RecentMap } from "#lib/util/recent-map";
import { type ColumnHead, describeColumn, type WorkTarget } from "#lib/workbench/column/column-head";
import {
  type Clause,
  type ClauseContext,
  getClauseKey,
  joinOperands,
  type RangeClause,
  readClauses,
  writeClause,
} from "./clause";
import { CrossFilterSession } from "./cross-filter-session";
import { buildQuantileScale, getPlaceOf, getValueAt, type QuantileScale } from "./quantile-scale";

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
  /** Companies that every other clause keeps and this one does not. */
  readonly removesOnlyIt: number;
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
  /** What each clause lets the others choose from, kept while clauses move. */
  readonly session: CrossFilterSession;
}

const scalesMax = 40;

export function createScaleCache(evaluator: Evaluator): ScaleCache {
  const scales = new RecentMap<string, QuantileScale>(scalesMax);
  return {
    session: new CrossFilterSession(evaluator),
    get: (subject) => scales.keep(print(subject), () => buildQuantileScale(evaluator.evaluateNumber(subject))),
  };
}

/**
 * Looks at each clause of a filter: what it keeps alone, and what the other clauses leave for it to choose from.
 * `pending` are subjects that stand in the panel without a bound yet.
 */
export function computeClauseViews(
  target: WorkTarget,
  scales: ScaleCache,
  filter: Node | null,
  pending: readonly Clause[] = [],
): ClauseView[] {
  const { evaluator, scope, within } = target;
  const asked = getAskedRows(target);
  const askedCount = countBits(asked);
  const context = createClauseContext(scope);
  const written = readClauses(filter, context);
  const keys = new Set(written.map(getClauseKey));
  const clauses = [...written, ...pending.filter((clause) => !keys.has(getClauseKey(clause)))];
  const owns = clauses.map((clause) => joinOperands(writeClause(clause, context)));
  // Of a range the order of its number says everything.
  const masks = clauses.map(({ kind }, at) => {
    const own = owns[at] ?? null;
    return kind === "range" || own === null ? null : evaluator.evaluateTruth(own);
  });
  const crossFilter = scales.session.set(clauses, masks, within);

  return clauses.map((clause, at): ClauseView => {
    const alone = masks[at] ?? null;
    // More clauses than one cross-filter holds: each is looked at beside the others as one condition.
    const [looked, place] =
      crossFilter === null ? [buildPair(scales.session, target, clauses, owns, at), 0] : [crossFilter, at];
    const base = {
      key: getClauseKey(clause),
      clause,
      head: describeColumn(clause.kind === "text" ? clause.node : clause.subject, scope),
      ...(clause.kind === "range" && within === undefined
        ? scales.session.countRange(clause)
        : countAlone(alone ?? evaluateOwn(evaluator, owns[at] ?? null), asked, askedCount)),
      removesOnlyIt: looked.countByOthers(place) - looked.count,
      shares: [],
      from: 0,
      to: 1,
      ticks: [],
      options: [],
    };
    if (clause.kind === "range") {
      return {
        ...base,
        ...measureRange(clause, scales.get(clause.subject), raiseShares(looked.getShares(place), within)),
      };
    }
    if (clause.kind === "choice") {
      return { ...base, options: listOptions(evaluator, clause.subject, looked.getCounts(place)) };
    }
    return base;
  });
}

/** How many rows that are asked about a condition keeps by itself, and how many it cannot judge; null keeps all. */
function countAlone(alone: TruthVector | null, asked: Uint32Array, askedCount: number) {
  if (alone === null) return { passed: askedCount, unknown: 0 };
  return {
    passed: countCommonBits(alone.truth, asked),
    unknown: askedCount - countCommonBits(alone.known, asked),
  };
}

function evaluateOwn(evaluator: Evaluator, node: Node | null): TruthVector | null {
  return node === null ? null : evaluator.evaluateTruth(node);
}

function buildPair(
  session: CrossFilterSession,
  { evaluator, within }: WorkTarget,
  clauses: readonly Clause[],
  owns: readonly (Node | null)[],
  at: number,
): CrossFilter {
  const clause = clauses[at] as Clause;
  const rest = joinOperands(owns.flatMap((own, other) => (own === null || other === at ? [] : [own])));
  const masks = [evaluateOwn(evaluator, owns[at] ?? null), evaluateOwn(evaluator, rest)];
  const others: Clause = { kind: "text", node: rest ?? { kind: "name", id: "others" }, operands: [] };
  return session.set([clause, others], masks, within) as CrossFilter;
}

/** Of the companies of a list, few lie in any slice of the universe: their largest share is drawn in full height. */
function raiseShares(shares: Float64Array, within: Uint32Array | undefined): Float64Array {
  const most = Math.max(...shares);
  return within === undefined || most === 0 ? shares : shares.map((share) => share / most);
}

function measureRange({ low, high }: RangeClause, scale: QuantileScale, shares: Float64Array) {
  return {
    shares: Array.from(shares, (share) => Math.round(share * 1000) / 1000),
    from: low === null ? 0 : getPlaceOf(scale, low.value),
    to: high === null ? 1 : getPlaceOf(scale, high.value),
    ticks: tickPlaces.flatMap((place) => getValueAt(scale, place) ?? []),
  };
}

function listOptions(evaluator: Evaluator, subject: Node, counts: Int32Array): ChoiceOption[] {
  const { codes, dictionary } = evaluator.evaluateText(subject);
  const present = new Uint8Array(dictionary.length);
  for (const code of codes) if (code !== missingTextCode) present[code] = 1;
  return dictionary.flatMap((text, code) => (present[code] === 1 ? [{ text, count: counts[code] ?? 0 }] : []));
}
