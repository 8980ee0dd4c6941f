import type { Plan, PlanOf } from "#lib/expr/plan";
import { countWords, getLastWordMask } from "#lib/expr/truth";
import type { NumberVector, TruthVector } from "#lib/expr/vector";
import { getReasonCode, missingReasons } from "#lib/util/missing";

type Bits = Uint32Array;
/** The rows of a truth that may be true, false, unknown. */
type TruthStates = readonly [Bits, Bits, Bits];

/** What becomes of the rows of a plan under all values of the parameters, one bit a row. */
export interface Outlook {
  /**
   * The rows that may be so. Of a number: known, and then missing by each reason in the order of its code. Of a truth:
   * true, false, unknown. Of a text nothing is said.
   */
  readonly states: readonly Bits[];
  /** For each parameter the rows whose value it may change; that a missing number changes its reason does not count. */
  readonly changes: readonly Bits[];
}

/** Where the vectors are found of plans that no parameter changes. */
export interface SteadySupply {
  getNumber(plan: Plan): NumberVector;
  getTruth(plan: Plan): TruthVector;
}

const reasonCount = missingReasons.length;
const notReported = getReasonCode("not_reported");
const notApplicable = getReasonCode("not_applicable");
const notMeaningful = getReasonCode("not_meaningful");

/**
 * Proves from plans which rows no value of the parameters can change: an operand that is missing whatever happens
 * makes its result missing, a condition that is settled makes the other branch count for nothing. What is not proved
 * may change. `findParameter` gives the place of a parameter that changes; -1 for other constants.
 */
export class ChangeableRows {
  private readonly kept = new Map<Plan, Outlook>();
  private readonly none: Bits;
  private readonly all: Bits;
  private readonly unchanged: readonly Bits[];

  constructor(
    private readonly supply: SteadySupply,
    private readonly rowCount: number,
    private readonly parameterCount: number,
    private readonly getMask: (plan: Plan) => number,
    private readonly findParameter: (plan: PlanOf<"constant">) => number,
  ) {
    this.none = new Uint32Array(countWords(rowCount));
    this.all = this.none.slice().fill(0xffffffff);
    if (this.all.length > 0) this.all[this.all.length - 1] = getLastWordMask(rowCount);
    this.unchanged = Array.from({ length: parameterCount }, () => this.none);
    noRows.add(this.none);
    allRows.add(this.all);
  }

  find(plan: Plan): Outlook {
    const kept = this.kept.get(plan);
    if (kept) return kept;
    const outlook = this.isSteady(plan) ? this.readSteady(plan) : settle(plan, this.compute(plan));
    this.kept.set(plan, outlook);
    return outlook;
  }

  private readSteady(plan: Plan): Outlook {
    const changes = this.unchanged;
    if (plan.type === "text") return { states: [], changes };
    if (plan.op === "constant") return { states: this.buildNumber(this.all), changes };
    if (plan.type === "truth") {
      const { truth, known } = this.supply.getTruth(plan);
      return { states: [truth, without(known, truth), without(this.all, known)], changes };
    }
    const { reasons } = this.supply.getNumber(plan);
    const states = Array.from({ length: reasonCount + 1 }, () => this.none);
    let isAllKnown = true;
    for (let row = 0; row < this.rowCount; row += 1) {
      const reason = reasons[row] as number;
      if (reason === 0) continue;
      if (states[reason] === this.none) states[reason] = this.none.slice();
      const bits = states[reason] as Bits;
      bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
      isAllKnown = false;
    }
    states[0] = isAllKnown ? this.all : without(this.all, states.reduce(or));
    return { states, changes };
  }

  private compute(plan: Plan): Outlook {
    const changes = this.mergeChanges(plan.args);
    switch (plan.op) {
      case "constant": {
        const parameter = this.findParameter(plan);
        const own = Array.from({ length: this.parameterCount }, (_, at) => (at === parameter ? this.all : this.none));
        return { states: this.buildNumber(this.all), changes: own };
      }
      case "formula":
        return this.readFormula(plan);
      case "negate":
      case "arithmetic":
        return { states: this.addNotMeaningful(this.mergeStrictly(plan.args)), changes };
      case "all_rows":
        return this.readAllRows(plan);
      case "row":
        return this.readRow(plan, changes);
      case "not": {
        const [isTrue, isFalse, isUnknown] = this.readTruth(plan.args[0] as Plan);
        return { states: [isFalse, isTrue, isUnknown], changes };
      }
      case "logic":
        return { states: this.mergeLogic(plan), changes };
      case "comparison":
      case "between":
      case "in":
        return { states: this.compare(plan.args), changes };
      case "is":
        return this.readState(plan, changes);
      default:
        throw new Error(`Impossible state: ${plan.op} reads no parameter`);
    }
  }

  private readFormula({ type, body, applies }: PlanOf<"formula">): Outlook {
    const inner = this.find(body);
    if (!applies) return inner;
    const [isApplied, isNot, isOpen] = this.readTruth(applies);
    const outer = this.find(applies);
    const changes = mapChanges([inner.changes, outer.changes], ([rows, outerRows]) =>
      or(outerRows as Bits, and(rows as Bits, isApplied)),
    );
    if (type === "text") return { states: [], changes };
    const states = inner.states.map((rows) => and(rows, isApplied));
    if (type === "truth") {
      const unknown = or(states[2] as Bits, or(isNot, isOpen));
      return { states: [states[0] as Bits, states[1] as Bits, unknown], changes };
    }
    states[notApplicable] = or(states[notApplicable] as Bits, isNot);
    states[notReported] = or(states[notReported] as Bits, isOpen);
    return { states, changes };
  }

  /** A row is measured against others, so that each that changes may change all that are known. */
  private readAllRows({ name, args }: PlanOf<"all_rows">): Outlook {
    const x = this.find(args[0] as Plan);
    const isMoving = this.mergeChanges(args).map((rows) => rows.some((word) => word !== 0));
    const states = this.addNotMeaningful(x.states).map((rows) => rows.slice());
    if (name === "median") for (const rows of states) rows.set(this.all);
    if (args.length > 1) (states[notReported] as Bits).set(this.all);
    return { states, changes: isMoving.map((moves) => (moves ? this.all : this.none)) };
  }

  private readRow(plan: PlanOf<"row">, changes: readonly Bits[]): Outlook {
    const { args, name, type } = plan;
    switch (name) {
      case "if":
        return this.choose(plan);
      case "coalesce":
        return type === "text" ? { states: [], changes } : this.takeFirst(plan);
      case "min":
      case "max":
      case "clamp":
        return { states: this.mergeStrictly(args), changes };
      case "count_true": {
        const truths = args.map((arg) => this.readTruth(arg));
        const states = this.buildNumber(truths.map(([yes, no]) => or(yes, no)).reduce(or));
        const unknown = truths.map(([, , open]) => open).reduce(and);
        return { states: states.map((rows, state) => (state === 0 ? rows : unknown)), changes };
      }
      default:
        return { states: this.addNotMeaningful(this.mergeStrictly(args)), changes };
    }
  }

  /** From the last condition to the first. The reason of an unknown condition may be any. */
  private choose({ args, type }: PlanOf<"row">): Outlook {
    let result = this.find(args.at(-1) as Plan);
    for (let at = args.length - 3; at >= 0; at -= 2) {
      const test = this.find(args[at] as Plan);
      const [isTrue, isFalse, isOpen] = test.states as [Bits, Bits, Bits];
      const [then, other] = [this.find(args[at + 1] as Plan), result];
      const changes = mapChanges([test.changes, then.changes, other.changes], ([rows, ofThen, ofOther]) =>
        or(rows as Bits, or(and(isTrue, ofThen as Bits), and(isFalse, ofOther as Bits))),
      );
      const chosen = other.states.map((rows, state) => or(and(isTrue, then.states[state] as Bits), and(isFalse, rows)));
      const states = chosen.map((rows, state) => {
        const isOfUnknown = type === "truth" ? state === 2 : state > 0;
        return isOfUnknown ? or(rows, isOpen) : rows;
      });
      result = { states, changes };
    }
    return result;
  }

  /** The first that is known; the reason of the first where none is. */
  private takeFirst({ args, type }: PlanOf<"row">): Outlook {
    return args
      .map((arg) => this.find(arg))
      .reduce((first, second) => {
        const [firstOpen, secondOpen] = [readOpen(first, type), readOpen(second, type)];
        const changes = mapChanges([first.changes, second.changes], ([rows, others]) =>
          or(rows as Bits, and(others as Bits, firstOpen)),
        );
        const states = first.states.map((rows, state) => {
          const isKnown = type === "truth" ? state < 2 : state === 0;
          return isKnown ? or(rows, and(firstOpen, second.states[state] as Bits)) : and(rows, secondOpen);
        });
        return { states, changes };
      });
  }

  private readState(plan: PlanOf<"is">, changes: readonly Bits[]): Outlook {
    const operand = plan.args[0] as Plan;
    if (operand.type === "text") return { states: [this.all, this.all, this.none], changes };
    const { states } = this.find(operand);
    const place = plan.state === "known" || plan.state === "missing" ? 0 : getReasonCode(plan.state);
    const isKnown = operand.type === "truth" ? or(states[0] as Bits, states[1] as Bits) : (states[place] as Bits);
    const others = operand.type === "truth" ? [states[2] as Bits] : states.filter((_, state) => state !== place);
    const [yes, no] = [isKnown, others.reduce(or)];
    if (plan.state === "missing") return { states: [no, yes, this.none], changes };
    if (place === 0) return { states: [yes, no, this.none], changes };
    // Why a number is missing may change although the number does not.
    const mask = this.getMask(plan);
    const moves = changes.map((_, at) => ((mask >>> at) & 1 ? this.all : this.none));
    return { states: [yes, no, this.none], changes: moves };
  }

  private mergeLogic({ operator, args }: PlanOf<"logic">): readonly Bits[] {
    const isAnd = operator === "and";
    // Where `x is known and x < 1` is not settled by its first part, x is known.
    const guarded = new Set(isAnd ? args.flatMap((arg) => (isKnownTest(arg) ? arg.args : [])) : []);
    const truths = args.map((arg) =>
      arg.op === "comparison" && guarded.size > 0 && !this.isSteady(arg)
        ? this.compare(arg.args, guarded)
        : this.readTruth(arg),
    );
    const decides = truths.map(([yes, no]) => (isAnd ? no : yes)).reduce(or);
    const passes = truths.map(([yes, no]) => (isAnd ? yes : no)).reduce(and);
    const anyOpen = truths.map(([, , open]) => open).reduce(or);
    const noneDecides = truths.map(([yes, no, open]) => or(open, isAnd ? yes : no)).reduce(and);
    const unknown = and(anyOpen, noneDecides);
    return isAnd ? [passes, decides, unknown] : [decides, passes, unknown];
  }

  /** The first operand must be known; where another is not, some comparisons can still be settled. */
  private compare(args: readonly Plan[], guarded: ReadonlySet<Plan> = new Set()): TruthStates {
    if (args.some(({ type }) => type === "text")) return [this.all, this.all, this.all];
    const [operand, ...others] = args.map((arg) => this.find(arg));
    const known = operand?.states[0] as Bits;
    const open = args
      .filter((arg) => !guarded.has(arg))
      .map((arg) => readOpen(this.find(arg), "number"))
      .reduce(or, this.none);
    // Of two numbers both must be known.
    const settled = others.length === 1 ? and(known, others[0]?.states[0] as Bits) : known;
    return [settled, settled, open];
  }

  /** The reason is that of the first operand that is missing. */
  private mergeStrictly(args: readonly Plan[]): readonly Bits[] {
    return args
      .map((arg) => this.find(arg).states)
      .reduce((first, second) =>
        first.map((rows, state) => {
          const known = first[0] as Bits;
          return state === 0 ? and(rows, second[0] as Bits) : or(rows, and(second[state] as Bits, known));
        }),
      );
  }

  private addNotMeaningful(states: readonly Bits[]): readonly Bits[] {
    return states.map((rows, state) => (state === notMeaningful ? or(rows, states[0] as Bits) : rows));
  }

  private mergeChanges(args: readonly Plan[]): readonly Bits[] {
    return mapChanges([this.unchanged, ...args.map((arg) => this.find(arg).changes)], (parts) => parts.reduce(or));
  }

  private readTruth(plan: Plan): TruthStates {
    return this.find(plan).states as TruthStates;
  }

  private isSteady(plan: Plan): boolean {
    return this.getMask(plan) === 0;
  }

  private buildNumber(known: Bits): readonly Bits[] {
    return Array.from({ length: reasonCount + 1 }, (_, state) => (state === 0 ? known : this.none));
  }
}

/** A row that can be one thing only is not changed: a number that is missing, a truth that is always the same. */
function settle({ type }: Plan, outlook: Outlook): Outlook {
  const [first, second, third] = outlook.states as [Bits, Bits, Bits];
  if (type === "text") return outlook;
  const open = type === "number" ? first : or(and(first, second), or(and(second, third), and(first, third)));
  return { states: outlook.states, changes: mapChanges([outlook.changes], ([rows]) => and(rows as Bits, open)) };
}

function isKnownTest(plan: Plan): boolean {
  return plan.op === "is" && plan.state === "known";
}

/** The rows that may be missing, or unknown. */
function readOpen(outlook: Outlook, type: Plan["type"]): Bits {
  const kept = openRows.get(outlook);
  if (kept) return kept;
  const open = outlook.states.slice(type === "truth" ? 2 : 1).reduce(or);
  openRows.set(outlook, open);
  return open;
}

/** What readOpen found; the same operand is asked for by many plans. */
const openRows = new WeakMap<Outlook, Bits>();

/**
 * Merges the changes of some outlooks, parameter by parameter. Most parameters change the same rows as another, which
 * is then not computed again.
 */
function mapChanges(lists: readonly (readonly Bits[])[], merge: (parts: readonly Bits[]) => Bits): readonly Bits[] {
  const results: Bits[] = [];
  const count = lists[0]?.length ?? 0;
  for (let parameter = 0; parameter < count; parameter += 1) {
    let same = 0;
    while (same < parameter && !lists.every((list) => list[same] === list[parameter])) same += 1;
    results.push(same < parameter ? (results[same] as Bits) : merge(lists.map((list) => list[parameter] as Bits)));
  }
  return results;
}

/** The sets of no and of all rows, of which most sets that are merged are one. */
const noRows = new WeakSet<Bits>();
const allRows = new WeakSet<Bits>();

function or(left: Bits, right: Bits): Bits {
  if (left === right || noRows.has(right) || allRows.has(left)) return left;
  if (noRows.has(left) || allRows.has(right)) return right;
  const result = new Uint32Array(left.length);
  for (let word = 0; word < result.length; word += 1) result[word] = (left[word] as number) | (right[word] as number);
  return result;
}

function and(left: Bits, right: Bits): Bits {
  if (left === right || noRows.has(left) || allRows.has(right)) return left;
  if (noRows.has(right) || allRows.has(left)) return right;
  const result = new Uint32Array(left.length);
  for (let word = 0; word < result.length; word += 1) result[word] = (left[word] as number) & (right[word] as number);
  return result;
}

function without(left: Bits, right: Bits): Bits {
  const result = new Uint32Array(left.length);
  for (let word = 0; word < result.length; word += 1) result[word] = (left[word] as number) & ~(right[word] as number);
  return result;
}
