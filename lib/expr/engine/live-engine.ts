import { liveParametersMax } from "#lib/expr/live-limit";
import { getKey, type Plan, type PlanOf } from "#lib/expr/plan";
import { print } from "#lib/expr/print";
import { buildUnknown, countWords } from "#lib/expr/truth";
import type { NumberVector, TextVector, TruthVector, Vector } from "#lib/expr/vector";
import { getReasonCode } from "#lib/util/missing";
import { computeAllRows } from "./all-rows";
import { ChangeableRows, type Outlook } from "./changeable-rows";
import { compareChosenText } from "./compare-text";
import type { ColumnSupply } from "./compiler";
import { Engine } from "./engine";
import { buildNumbers, isSameText, type LiveCell, LiveKnownBits, ParameterCell, replaceTruths } from "./live-cell";
import { LivePlaces } from "./live-places";
import { LiveProgram } from "./live-program";
import { RegisterPool } from "./register-pool";
import { restrict, restrictInPlace } from "./restrict";
import { RowArrangement } from "./row-arrangement";
import { computeText } from "./text-column";

const notReported = getReasonCode("not_reported");

/** What a truth was when it was last asked for: in the engine's order, and as it was given. */
interface Answer {
  readonly seen: TruthVector;
  given: TruthVector;
}

/**
 * Evaluates the truths of one scope again and again while some of its parameters change. What does not depend on them
 * comes from the scope's engine and is computed once; what does is compiled once to cells. After a change only the
 * cells are run of which an input changed, each over the rows that the change can reach: rows are put in an order in
 * which those that much depends on come first. The steps are the engine's own, so the answers are those of an engine
 * whose scope has the parameters as constants.
 */
export class LiveEngine implements ColumnSupply {
  readonly rowCount: number;
  private readonly registers = new RegisterPool();
  private readonly knownBits = new LiveKnownBits();
  private readonly parameters = new Map<string, ParameterCell>();
  /** In an order in which each comes after what it reads. */
  private readonly cells: LiveCell[] = [];
  private readonly cellsByKey = new Map<string, LiveCell>();
  private readonly cellsByPlan = new Map<Plan, LiveCell>();
  /** What stands in compiled plans for a vector computed apart. */
  private readonly carriers = new Map<LiveCell, Plan>();
  private readonly cellsByCarrier = new Map<Plan, LiveCell>();
  private readonly steadyVectors = new Map<Plan, Vector>();
  private readonly masks = new Map<Plan, number>();
  private readonly uses = new Map<string, number>();
  private readonly answers = new Map<LiveCell, Answer>();
  private readonly steadyAnswers = new Map<Plan, TruthVector>();
  private readonly resolved = new Map<Plan, Plan>();
  private changeable: ChangeableRows | null = null;
  private order: RowArrangement | null = null;

  /** `parameters` are ids and first values; at most `liveParametersMax`. */
  constructor(
    private readonly engine: Engine,
    rowCount: number,
    parameters: ReadonlyMap<string, number>,
  ) {
    if (parameters.size > liveParametersMax) throw new Error(`At most ${liveParametersMax} parameters can change.`);
    this.rowCount = rowCount;
    for (const [id, value] of parameters) {
      this.parameters.set(id, new ParameterCell(this.parameters.size, value, rowCount));
    }
  }

  /** Gives parameters new values; those that are not named keep theirs. Throws on one that was not named at first. */
  setParameters(values: ReadonlyMap<string, number>): void {
    const changed: number[] = [];
    for (const parameter of this.parameters.values()) parameter.isChanged = false;
    for (const [id, value] of values) {
      const parameter = this.parameters.get(id);
      if (!parameter) throw new Error(`${id} is no parameter that changes.`);
      if (!parameter.set(value)) continue;
      changed.push(parameter.place);
      this.knownBits.renew(parameter.vector, this.rowCount);
    }
    if (changed.length === 0) return;
    for (const cell of this.cells) {
      cell.isChanged = false;
      if (!cell.inputs.some((input) => input.isChanged)) continue;
      let reach = 0;
      for (const place of changed) reach = Math.max(reach, cell.reach[place] as number);
      cell.isChanged = reach > 0 && cell.run(reach);
    }
  }

  /** Tells of truths that will be evaluated, so that what they share is computed once and rows are put in order. */
  prepare(plans: readonly Plan[]): void {
    const seen = new Map<string, Plan>();
    for (const plan of plans) this.countUses(plan, seen);
    this.order ??= this.arrange([...seen.values()]);
    for (const plan of plans) if (!this.isSteady(plan)) this.getCell(plan);
    // What was found out about single plans is not needed any more, and large.
    this.changeable = null;
  }

  /** A truth under the present parameters. It stays as it is when they change. */
  evaluate(plan: Plan): TruthVector {
    if (plan.type !== "truth") throw new Error(`${print(plan.node)} is a ${plan.type}, not a truth.`);
    if (this.isSteady(plan)) return this.getSteady(plan);
    const cell = this.getCell(plan);
    const answer = this.answers.get(cell) ?? this.startAnswer(cell);
    this.renewAnswer(answer, cell.vector as TruthVector);
    return answer.given;
  }

  getNumber(plan: Plan): NumberVector {
    const vector = this.find(plan) ?? this.getOrder().arrangeNumber(this.engine.getNumber(plan));
    if (vector.type !== "number") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getText(plan: Plan): TextVector {
    const vector = this.find(plan) ?? this.getOrder().arrangeText(this.engine.getText(plan));
    if (vector.type !== "text") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getTruth(plan: Plan): TruthVector {
    const vector = this.find(plan) ?? this.getOrder().arrangeTruth(this.engine.getTruth(plan));
    if (vector.type !== "truth") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getKnownBits(vector: NumberVector): Uint32Array {
    return this.knownBits.find(vector);
  }

  getKnownTextBits(vector: TextVector): Uint32Array {
    return this.engine.getKnownTextBits(vector);
  }

  private find(plan: Plan): Vector | undefined {
    return this.cellsByCarrier.get(plan)?.vector ?? this.steadyVectors.get(plan);
  }

  private getSteady(plan: Plan): TruthVector {
    const kept = this.steadyAnswers.get(plan);
    if (kept) return kept;
    const truth = this.engine.getTruth(plan);
    this.steadyAnswers.set(plan, truth);
    return truth;
  }

  private startAnswer(cell: LiveCell): Answer {
    const answer = { seen: buildUnknown(this.rowCount), given: buildUnknown(this.rowCount) };
    this.answers.set(cell, answer);
    return answer;
  }

  /** Rows that say what they said at the last time are left alone; so is the answer when no row differs. */
  private renewAnswer(answer: Answer, now: TruthVector): void {
    const { seen } = answer;
    const order = this.getOrder();
    let given: TruthVector | null = null;
    for (let word = 0; word < now.truth.length; word += 1) {
      const truth = (now.truth[word] as number) ^ (seen.truth[word] as number);
      const known = (now.known[word] as number) ^ (seen.known[word] as number);
      if ((truth | known) === 0) continue;
      given ??= { ...answer.given, truth: answer.given.truth.slice(), known: answer.given.known.slice() };
      turnBits(given.truth, truth, word, order);
      turnBits(given.known, known, word, order);
      seen.truth[word] = now.truth[word] as number;
      seen.known[word] = now.known[word] as number;
    }
    if (given) answer.given = given;
  }

  private isSteady(plan: Plan): boolean {
    return this.getMask(plan) === 0;
  }

  /** Which parameters a plan depends on, one bit each; a carrier has those of what it stands for. */
  private getMask(plan: Plan): number {
    const kept = this.masks.get(plan);
    if (kept !== undefined) return kept;
    const parameter = plan.op === "constant" ? this.findParameter(plan) : undefined;
    let mask = parameter ? 1 << parameter.place : 0;
    for (const arg of plan.args) mask |= this.getMask(arg);
    this.masks.set(plan, mask);
    return mask;
  }

  private findParameter(plan: PlanOf<"constant">): ParameterCell | undefined {
    return plan.definition?.kind === "parameter" ? this.parameters.get(plan.definition.id) : undefined;
  }

  private countUses(plan: Plan, seen: Map<string, Plan>): void {
    if (this.isSteady(plan)) return;
    const key = getKey(plan);
    this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
    if (seen.has(key)) return;
    const resolved = this.resolve(plan);
    seen.set(key, resolved);
    for (const arg of resolved.args) this.countUses(arg, seen);
  }

  /** The plan that is computed for another, the same one each time. */
  private resolve(plan: Plan): Plan {
    const kept = this.resolved.get(plan);
    if (kept) return kept;
    const resolved = compareChosenText(plan, (part) => this.isSteady(part)) ?? plan;
    this.resolved.set(plan, resolved);
    return resolved;
  }

  /** Rows that more of the plans can change in come first, so that the others need not be computed. */
  private arrange(plans: readonly Plan[]): RowArrangement {
    const formulas = plans.filter(({ op }) => op === "formula");
    return RowArrangement.fromSets(
      formulas.flatMap((plan) => this.getOutlook(plan).changes),
      this.rowCount,
    );
  }

  private getOrder(): RowArrangement {
    this.order ??= RowArrangement.fromSets([], this.rowCount);
    return this.order;
  }

  private getOutlook(plan: Plan): Outlook {
    this.changeable ??= new ChangeableRows(
      this.engine,
      this.rowCount,
      this.parameters.size,
      (part) => this.getMask(part),
      (part) => this.findParameter(part)?.place ?? -1,
    );
    return this.changeable.find(plan);
  }

  private getCell(plan: Plan): LiveCell {
    const known = this.cellsByPlan.get(plan);
    if (known) return known;
    const parameter = plan.op === "constant" ? this.findParameter(plan) : undefined;
    if (parameter) return parameter;
    const key = getKey(plan);
    const kept = this.cellsByKey.get(key);
    const cell = kept ?? this.buildCell(this.resolve(plan));
    this.cellsByPlan.set(plan, cell);
    if (kept) return kept;
    this.cellsByKey.set(key, cell);
    this.cells.push(cell);
    return cell;
  }

  private buildCell(plan: Plan): LiveCell {
    const inputs = new Set<LiveCell>();
    if (plan.type === "text") return this.buildTextCell(plan, inputs);
    if (plan.op === "all_rows") return this.buildAllRowsCell(plan, inputs);
    if (asksWhy(plan)) return this.buildReasonCell(plan);
    const body =
      plan.op === "formula" ? this.rewrite(plan.body, this.getMask(plan), inputs) : this.rewriteArgs(plan, inputs);
    const applies = plan.op === "formula" && plan.applies ? this.carry(plan.applies, inputs) : null;
    const restrictTo = (vector: Vector, rowCount: number): void => {
      if (applies) restrictInPlace(vector, this.getTruth(applies), rowCount);
    };
    const readsText = [...inputs].some(({ vector }) => vector.type === "text");
    if (plan.type === "number") {
      const vector = buildNumbers(this.rowCount);
      const run = this.compile(readsText, (program) => program.number(body, { ...vector, stride: 1 }));
      return this.start(plan, inputs, vector, (rowCount) => {
        run(rowCount);
        restrictTo(vector, rowCount);
        this.knownBits.renew(vector, rowCount);
        return true;
      });
    }
    const [vector, next] = [buildUnknown(this.rowCount), buildUnknown(this.rowCount)];
    const run = this.compile(readsText, (program) => program.truth(body, { ...next, stride: 1 }));
    return this.start(plan, inputs, vector, (rowCount) => {
      run(rowCount);
      restrictTo(next, rowCount);
      return replaceTruths(vector, next, countWords(rowCount));
    });
  }

  /** Compiles once, or, where the dictionary of a text may change, at each run. */
  private compile(readsText: boolean, fill: (program: LiveProgram) => void): (rowCount: number) => void {
    const build = (): LiveProgram => {
      const program = new LiveProgram(this, this.registers);
      fill(program);
      program.release();
      return program;
    };
    if (readsText) return (rowCount) => build().run(rowCount);
    const program = build();
    return (rowCount) => program.run(rowCount);
  }

  private buildTextCell(plan: Plan, inputs: Set<LiveCell>): LiveCell {
    const isFormula = plan.op === "formula";
    const applies = isFormula && plan.applies ? this.carry(plan.applies, inputs) : null;
    const body = isFormula
      ? this.carry(plan.body, inputs)
      : ({ ...plan, args: plan.args.map((arg) => this.carry(arg, inputs)) } as Plan);
    const compute = (): TextVector => {
      const whole = isFormula ? this.getText(body) : computeText(body, this, this.rowCount);
      const restricted = applies ? restrict(whole, this.getTruth(applies)) : whole;
      return restricted as TextVector;
    };
    let vector = compute();
    const cell: LiveCell = {
      inputs: [...inputs],
      vector,
      reach: this.findReach(plan),
      isChanged: false,
      run: () => {
        const next = compute();
        const isChanged = !isSameText(vector, next);
        vector = next;
        cell.vector = next;
        return isChanged;
      },
    };
    return cell;
  }

  private buildAllRowsCell(plan: PlanOf<"all_rows">, inputs: Set<LiveCell>): LiveCell {
    const [x, group] = plan.args.map((arg) => this.carry(arg, inputs)) as [Plan, Plan | undefined];
    const vector = buildNumbers(this.rowCount);
    const renew = (): boolean => {
      this.knownBits.renew(vector, this.rowCount);
      return true;
    };
    const { name } = plan;
    if ((name === "pct" || name === "rank") && (!group || this.isSteady(group))) {
      vector.values.fill(Number.NaN);
      const places = new LivePlaces(name, group ? this.getText(group) : null, this.rowCount);
      return this.start(plan, inputs, vector, () => places.run(this.getNumber(x).values, vector.values) && renew());
    }
    return this.start(plan, inputs, vector, () => {
      const { values } = this.getNumber(x);
      const numbers: NumberVector = { type: "number", values, reasons: writeReasons(values) };
      vector.values.set(computeAllRows(name, numbers, group ? this.getText(group) : null).values);
      return renew();
    });
  }

  /** Why a number is missing is not kept. Where no row's reason can change it is known already, else found anew. */
  private buildReasonCell(plan: Plan): LiveCell {
    const vector = buildUnknown(this.rowCount);
    const inputs = new Set<LiveCell>();
    const mask = this.getMask(plan);
    for (const parameter of this.parameters.values()) if ((mask >>> parameter.place) & 1) inputs.add(parameter);
    const reach = this.findReach(plan);
    if (reach.every((count) => count === 0)) {
      const [truth, isFalse] = this.getOutlook(plan).states as [Uint32Array, Uint32Array];
      const known = truth.map((word, at) => word | (isFalse[at] as number));
      replaceTruths(vector, this.getOrder().arrangeTruth({ ...vector, truth, known }), countWords(this.rowCount));
      return { inputs: [...inputs], vector, reach, isChanged: false, run: () => false };
    }
    return this.start(plan, inputs, vector, () => {
      const found = this.getOrder().arrangeTruth(this.evaluateAnew(plan));
      return replaceTruths(vector, found, countWords(this.rowCount));
    });
  }

  /** A truth as an engine gives it whose scope has the parameters as constants. */
  private evaluateAnew(plan: Plan): TruthVector {
    const columns = new Map<string, PlanOf<"column">>();
    const replaced = new Map<Plan, Plan>();
    const replace = (part: Plan): Plan => {
      const kept = replaced.get(part);
      if (kept) return kept;
      if (part.op === "column") columns.set(part.columnId, part);
      const parameter = part.op === "constant" ? this.findParameter(part) : undefined;
      const args = part.args.map(replace);
      const body = part.op === "formula" ? { body: replace(part.body) } : {};
      const applies = part.op === "formula" && part.applies ? { applies: replace(part.applies) } : {};
      const value = parameter ? { value: parameter.value } : {};
      const result = { ...part, args, ...body, ...applies, ...value } as Plan;
      replaced.set(part, result);
      return result;
    };
    const whole = replace(plan);
    const getBase = (columnId: string): NumberVector | TextVector | undefined => {
      const column = columns.get(columnId);
      if (!column) return undefined;
      return column.type === "text" ? this.engine.getText(column) : this.engine.getNumber(column);
    };
    return new Engine({ rowCount: this.rowCount, getBase }).getTruth(whole);
  }

  private start(
    plan: Plan,
    inputs: ReadonlySet<LiveCell>,
    vector: Vector,
    run: (rowCount: number) => boolean,
  ): LiveCell {
    run(this.rowCount);
    return { inputs: [...inputs], vector, reach: this.findReach(plan), isChanged: false, run };
  }

  private findReach(plan: Plan): readonly number[] {
    const order = this.getOrder();
    return this.getOutlook(plan).changes.map((rows) => order.countPlaces(rows));
  }

  private rewriteArgs(plan: Plan, inputs: Set<LiveCell>): Plan {
    const args = plan.args.map((arg) => this.rewrite(arg, this.getMask(plan), inputs));
    const rewritten = { ...plan, args } as Plan;
    this.masks.set(rewritten, this.getMask(plan));
    return rewritten;
  }

  /** A part of a plan as it is compiled: what is computed apart has a carrier in its place. */
  private rewrite(plan: Plan, maskAround: number, inputs: Set<LiveCell>): Plan {
    const isApart =
      plan.op === "constant" ||
      plan.op === "formula" ||
      plan.op === "all_rows" ||
      plan.type === "text" ||
      asksWhy(plan) ||
      this.getMask(plan) !== maskAround ||
      (this.uses.get(getKey(plan)) ?? 0) > 1;
    return isApart ? this.carry(plan, inputs) : this.rewriteArgs(plan, inputs);
  }

  /** What stands for a part that is computed apart. */
  private carry(plan: Plan, inputs: Set<LiveCell>): Plan {
    if (this.isSteady(plan)) return this.carrySteady(plan);
    const cell = this.getCell(plan);
    const carrier = this.carriers.get(cell) ?? this.buildCarrier(plan, cell);
    inputs.add(cell);
    return carrier;
  }

  private buildCarrier(plan: Plan, cell: LiveCell): Plan {
    const carrier = writeCarrier(plan);
    this.carriers.set(cell, carrier);
    this.cellsByCarrier.set(carrier, cell);
    this.masks.set(carrier, this.getMask(plan));
    return carrier;
  }

  private carrySteady(plan: Plan): Plan {
    if (plan.args.length === 0 || plan.op === "formula" || plan.op === "all_rows") return plan;
    const carrier = writeCarrier(plan);
    const vector = this.engine.evaluate(plan);
    this.steadyVectors.set(carrier, this.arrangeVector(vector));
    this.masks.set(carrier, 0);
    return carrier;
  }

  private arrangeVector(vector: Vector): Vector {
    const order = this.getOrder();
    if (vector.type === "number") return order.arrangeNumber(vector);
    return vector.type === "text" ? order.arrangeText(vector) : order.arrangeTruth(vector);
  }
}

/** Whether a truth asks for one of the reasons why something is missing. */
function asksWhy(plan: Plan): boolean {
  return plan.op === "is" && plan.state !== "known" && plan.state !== "missing";
}

/** Turns the bits of one word of places in a bitset of rows. */
function turnBits(bits: Uint32Array, turned: number, word: number, order: RowArrangement): void {
  for (let rest = turned; rest !== 0; rest &= rest - 1) {
    const row = order.getRow(word * 32 + 31 - Math.clz32(rest & -rest));
    bits[row >>> 5] = (bits[row >>> 5] as number) ^ (1 << (row & 31));
  }
}

/** Reasons for numbers of which the missing are NaN. */
function writeReasons(values: Float64Array): Uint8Array {
  return Uint8Array.from(values, (value) => (Number.isNaN(value) ? notReported : 0));
}

/** The steps take a formula as a whole column. */
function writeCarrier(plan: Plan): PlanOf<"formula"> {
  const { type, unit, node, isStressed } = plan;
  const definition = { kind: "formula", id: "", type, label: "", formula: "" } as const;
  return { type, unit, node, isStressed, op: "formula", definition, formula: "", body: plan, applies: null, args: [] };
}
