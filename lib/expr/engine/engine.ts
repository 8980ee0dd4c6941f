import type { ComparisonOperator } from "#lib/expr/ast";
import { getKey, type Plan, type PlanOf } from "#lib/expr/plan";
import { print } from "#lib/expr/print";
import { and, buildUnknown, countWords, not, or } from "#lib/expr/truth";
import { missingTextCode, type NumberVector, type TextVector, type TruthVector, type Vector } from "#lib/expr/vector";
import { getReason, getReasonCode } from "#lib/util/missing";
import { computeAllRows } from "./all-rows";
import { flip } from "./compile-truth";
import type { ColumnSupply } from "./compiler";
import { matchReason } from "./kernel-compare";
import { Program } from "./program";
import { findRankIndex, getRankIndex, type RankIndex } from "./rank-index";
import { findPlaces, writePlaces } from "./rank-range";
import { RecentVectors } from "./recent-vectors";
import { RegisterPool } from "./register-pool";
import { restrict } from "./restrict";
import { RowValues } from "./row-values";
import { computeText } from "./text-column";

const notReported = getReasonCode("not_reported");
const notMeaningful = getReasonCode("not_meaningful");

/** Where an engine finds what it does not compute itself. */
export interface EngineSource {
  readonly rowCount: number;
  getBase(columnId: string): NumberVector | TextVector | undefined;
  /** Evaluates a function of all rows elsewhere; absent: the engine's own rows are all rows. */
  getAllRows?(plan: PlanOf<"all_rows">): NumberVector;
  /** Evaluates a formula elsewhere; absent: the engine does. */
  getFormula?(plan: PlanOf<"formula">): Vector;
}

/** How an engine works; no choice changes an answer. */
export interface EngineOptions {
  /**
   * After how many comparisons of a number with constants its rows are ordered, so that each further one is two
   * searches instead of a look at every row. Ordering costs as much as some dozens of comparisons. Infinity: never.
   */
  readonly scansBeforeRanks?: number;
}

const defaultScansBeforeRanks = 3;
const countedScansMax = 2_000;

/**
 * Evaluates plans to whole columns. Base columns and formulas are kept for the engine's life, with the place of each of
 * their rows among all; other results are kept as long as they are recent. What it returns is shared and must not be
 * written to.
 */
export class Engine implements ColumnSupply {
  private readonly bases = new Map<string, NumberVector | TextVector>();
  private readonly formulas = new Map<Plan, Vector>();
  private readonly places = { pct: new Map<Plan, NumberVector>(), rank: new Map<Plan, NumberVector>() };
  private readonly recent = new RecentVectors();
  private readonly registers = new RegisterPool();
  private readonly rowValues = new RowValues(this);
  private readonly knownBits = new WeakMap<Vector, Uint32Array>();
  private readonly namedScans = new Map<Plan, number>();
  private readonly scans = new Map<string, number>();

  constructor(
    private readonly source: EngineSource,
    private readonly options: EngineOptions = {},
  ) {}

  evaluate(plan: Plan): Vector {
    if (plan.op === "column") return this.getBase(plan);
    if (plan.op === "formula") return this.getFormula(plan);
    if (plan.op === "all_rows" && !this.source.getAllRows) {
      const places = this.findPlacesOfName(plan);
      if (places) return places;
    }
    const key = getKey(plan);
    const kept = this.recent.get(key);
    if (kept) return kept;
    const vector = this.compute(plan);
    this.recent.set(key, vector);
    return vector;
  }

  getNumber(plan: Plan): NumberVector {
    const vector = this.evaluate(plan);
    if (vector.type !== "number") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getText(plan: Plan): TextVector {
    const vector = this.evaluate(plan);
    if (vector.type !== "text") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getTruth(plan: Plan): TruthVector {
    const vector = this.evaluate(plan);
    if (vector.type !== "truth") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  /**
   * Writes the numbers of the first `count` rows of a list into the beginning of `out`; NaN for a missing one. What is
   * no column by itself is computed for these rows alone and not kept.
   */
  readRows(plan: Plan, rows: Uint32Array, count: number, out: Float64Array): void {
    this.rowValues.read(plan, rows, count, out);
  }

  /**
   * The order of a column's rows where it has been made, or where one more comparison with constants makes it worth
   * making; else null. Only names are counted, since they come again with other screens.
   */
  findOrder(plan: Plan): RankIndex | null {
    if (!isName(plan)) return null;
    const vector = this.getNumber(plan);
    const found = findRankIndex(vector);
    if (found !== null) return found;
    const scans = this.namedScans.get(plan) ?? 0;
    if (scans >= this.scansBeforeRanks) return getRankIndex(vector);
    this.namedScans.set(plan, scans + 1);
    return null;
  }

  getKnownBits(vector: NumberVector): Uint32Array {
    return this.keepBits(vector, (bits) => matchReason(vector.reasons, 0, 0, this.source.rowCount, bits, 0));
  }

  getKnownTextBits(vector: TextVector): Uint32Array {
    return this.keepBits(vector, (bits) => {
      for (let row = 0; row < this.source.rowCount; row += 1) {
        if (vector.codes[row] !== missingTextCode) bits[row >>> 5] = (bits[row >>> 5] as number) | (1 << (row & 31));
      }
    });
  }

  private keepBits(vector: Vector, fill: (bits: Uint32Array) => void): Uint32Array {
    const kept = this.knownBits.get(vector);
    if (kept) return kept;
    const bits = new Uint32Array(countWords(this.source.rowCount));
    fill(bits);
    this.knownBits.set(vector, bits);
    return bits;
  }

  private compute(plan: Plan): Vector {
    if (plan.op === "all_rows") return this.computeAllRows(plan);
    if (plan.type === "text") return computeText(plan, this, this.source.rowCount);
    if (plan.type === "truth") return this.computeTruth(plan);
    const { rowCount } = this.source;
    const out: NumberVector = { type: "number", values: new Float64Array(rowCount), reasons: new Uint8Array(rowCount) };
    const program = new Program(this, this.registers);
    program.number(plan, { ...out, stride: 1 });
    program.run(rowCount);
    program.release();
    return out;
  }

  /** The parts of and, or, not are kept one by one, so that when one clause of a screen moves the others stand. */
  private computeTruth(plan: Plan): TruthVector {
    const { rowCount } = this.source;
    if (plan.op === "not") return not(this.getTruth(plan.args[0] as Plan));
    if (plan.op === "logic") {
      const merge = plan.operator === "and" ? and : or;
      return plan.args.map((arg) => this.getTruth(arg)).reduce((left, right) => merge(left, right));
    }
    const out = buildUnknown(rowCount);
    if (this.compareByRank(plan, out)) return out;
    const program = new Program(this, this.registers);
    program.truth(plan, { truth: out.truth, known: out.known, stride: 1 });
    program.run(rowCount);
    program.release();
    return out;
  }

  /** Answers a comparison of a number with constants from the order of its rows, where that order is worth making. */
  private compareByRank(plan: Plan, out: TruthVector): boolean {
    const comparison = readConstantComparison(plan);
    if (!comparison || comparison.operand.op === "constant" || comparison.operand.op === "missing") return false;
    const { operand, operator, low, high } = comparison;
    if (this.scansBeforeRanks === Number.POSITIVE_INFINITY) return false;
    const index = isName(operand) ? this.findOrder(operand) : this.findOrderOfExpression(operand);
    if (index === null) return false;
    const places = findPlaces(index, operator === "!=" ? "=" : operator, low, high);
    writePlaces(index, places, operator === "!=", out.truth, out.known);
    return true;
  }

  private findOrderOfExpression(operand: Plan): RankIndex | null {
    const key = getKey(operand);
    const scans = this.scans.get(key) ?? 0;
    if (scans >= this.scansBeforeRanks) return getRankIndex(this.getNumber(operand));
    if (this.scans.size >= countedScansMax) this.scans.clear();
    this.scans.set(key, scans + 1);
    return null;
  }

  private get scansBeforeRanks(): number {
    return this.options.scansBeforeRanks ?? defaultScansBeforeRanks;
  }

  /** The percentile or rank of a name among all rows, which is kept as its order is; null for any other function. */
  private findPlacesOfName(plan: PlanOf<"all_rows">): NumberVector | null {
    const [x, group] = plan.args as [Plan, Plan | undefined];
    if (group !== undefined || !isName(x) || (plan.name !== "pct" && plan.name !== "rank")) return null;
    const kept = this.places[plan.name];
    const places = kept.get(x) ?? computeAllRows(plan.name, this.getNumber(x), null);
    kept.set(x, places);
    return places;
  }

  private computeAllRows(plan: PlanOf<"all_rows">): NumberVector {
    if (this.source.getAllRows) return this.source.getAllRows(plan);
    const [x, group] = plan.args as [Plan, Plan | undefined];
    return computeAllRows(plan.name, this.getNumber(x), group ? this.getText(group) : null);
  }

  private getFormula(plan: PlanOf<"formula">): Vector {
    const kept = this.formulas.get(plan) ?? this.source.getFormula?.(plan);
    if (kept) return kept;
    // A body that is no name has no other reader as a rule, so it is not kept beside the formula.
    const isNamed = plan.body.op === "column" || plan.body.op === "formula";
    const body = isNamed ? this.evaluate(plan.body) : this.compute(plan.body);
    const vector = plan.applies ? restrict(body, this.getTruth(plan.applies)) : body;
    this.formulas.set(plan, vector);
    return vector;
  }

  private getBase(plan: PlanOf<"column">): NumberVector | TextVector {
    const kept = this.bases.get(plan.columnId);
    if (kept) return kept;
    const vector = this.readBase(plan);
    this.bases.set(plan.columnId, vector);
    return vector;
  }

  private readBase({ columnId, type }: PlanOf<"column">): NumberVector | TextVector {
    const { rowCount } = this.source;
    const vector = this.source.getBase(columnId);
    if (!vector) return buildAbsent(type, rowCount);
    const length = vector.type === "number" ? vector.values.length : vector.codes.length;
    if (vector.type !== type || length !== rowCount) {
      throw new Error(`Column ${columnId} is a ${vector.type} of ${length} rows, not a ${type} of ${rowCount}.`);
    }
    return vector.type === "number" ? repairNumbers(vector) : repairTexts(vector);
  }
}

/** Whether a plan is a name of the scope, which is the same object wherever it stands. */
function isName({ op }: Plan): boolean {
  return op === "column" || op === "formula";
}

interface ConstantComparison {
  readonly operand: Plan;
  readonly operator: ComparisonOperator | "between";
  readonly low: number;
  readonly high: number;
}

/** A comparison of one number with one or two constants, the number first; null for anything else. */
function readConstantComparison(plan: Plan): ConstantComparison | null {
  if (plan.op === "between") {
    const [operand, low, high] = plan.args as [Plan, Plan, Plan];
    if (low.op !== "constant" || high.op !== "constant") return null;
    return { operand, operator: "between", low: low.value, high: high.value };
  }
  if (plan.op !== "comparison") return null;
  const [left, right] = plan.args as [Plan, Plan];
  if (left.type !== "number") return null;
  if (right.op === "constant") return { operand: left, operator: plan.operator, low: right.value, high: right.value };
  if (left.op !== "constant") return null;
  return { operand: right, operator: flip(plan.operator), low: left.value, high: left.value };
}

function buildAbsent(type: Plan["type"], rowCount: number): NumberVector | TextVector {
  if (type === "text") return { type, codes: new Uint16Array(rowCount).fill(missingTextCode), dictionary: [] };
  const values = new Float64Array(rowCount).fill(Number.NaN);
  return { type: "number", values, reasons: new Uint8Array(rowCount).fill(notReported) };
}

/** The kernels rely on NaN exactly where there is a reason; a column that differs is copied and set right. */
function repairNumbers(vector: NumberVector): NumberVector {
  const { values, reasons } = vector;
  let isSound = reasons.length === values.length;
  for (let row = 0; row < values.length && isSound; row += 1) {
    const value = values[row] as number;
    isSound =
      reasons[row] === 0 ? value - value === 0 : Number.isNaN(value) && getReason(reasons[row] as number) !== null;
  }
  if (isSound) return vector;
  const repaired: NumberVector = { type: "number", values: values.slice(), reasons: new Uint8Array(values.length) };
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    const reason = reasons[row] ?? 0;
    if (reason === 0 && Number.isFinite(value)) continue;
    const isNamed = reason !== 0 && getReason(reason) !== null;
    repaired.values[row] = Number.NaN;
    repaired.reasons[row] = isNamed ? reason : Number.isNaN(value) || reason !== 0 ? notReported : notMeaningful;
  }
  return repaired;
}

function repairTexts(vector: TextVector): TextVector {
  const { codes, dictionary } = vector;
  if (codes.every((code) => code < dictionary.length || code === missingTextCode)) return vector;
  return { ...vector, codes: codes.map((code) => (code < dictionary.length ? code : missingTextCode)) };
}
