import type { Plan, PlanOf } from "../plan";
import { print } from "../print";
import { buildUnknown } from "../truth";
import type { NumberVector, TextVector, TruthVector, Vector } from "../vector";
import type { Engine } from "./engine";
import { buildNumbers, isSameText, type LiveCell, LiveKnownBits, ParameterCell, replaceTruths } from "./live-cell";
import { LiveProgram, type LiveSupply } from "./live-program";
import { RegisterPool } from "./register-pool";
import { copyVector, restrict, restrictInPlace } from "./restrict";
import { computeText } from "./text-column";
import { computeUniverse } from "./universe";

/** What stands in a compiled plan for a cell, and what else is read when it is asked why a truth is unknown. */
interface Carrier {
  readonly plan: PlanOf<"formula">;
  readonly reasonInputs: ReadonlySet<LiveCell>;
}

/**
 * Evaluates plans of one scope again and again while some of its parameters change. What does not depend on them comes
 * from the scope's engine and is computed once; what does is compiled once to cells, and after a change only the cells
 * are run of which an input changed. The steps are the engine's own, so the answers are those of an engine whose scope
 * has the parameters as constants.
 */
export class LiveEngine implements LiveSupply {
  readonly rowCount: number;
  private readonly registers = new RegisterPool();
  private readonly knownBits = new LiveKnownBits();
  private readonly parameters = new Map<string, ParameterCell>();
  /** In an order in which each comes after what it reads. */
  private readonly cells: LiveCell[] = [];
  private readonly cellsByKey = new Map<string, LiveCell>();
  private readonly cellsByPlan = new Map<Plan, LiveCell>();
  /** What stands in compiled plans for a vector computed apart. */
  private readonly carriers = new Map<LiveCell, Carrier>();
  private readonly cellsByCarrier = new Map<Plan, LiveCell>();
  private readonly steadyVectors = new Map<Plan, Vector>();
  private readonly masks = new Map<Plan, number>();
  private readonly uses = new Map<string, number>();

  /** `parameters` are ids and first values; at most 31. */
  constructor(
    private readonly engine: Engine,
    rowCount: number,
    parameters: ReadonlyMap<string, number>,
  ) {
    if (parameters.size > 31) throw new Error("At most 31 parameters can change.");
    this.rowCount = rowCount;
    for (const [id, value] of parameters) {
      const cell = new ParameterCell(1 << this.parameters.size, value, rowCount);
      this.parameters.set(id, cell);
      this.knownBits.renew(cell.vector);
    }
  }

  /** Gives parameters new values; those that are not named keep theirs. Throws on one that was not named at first. */
  setParameters(values: ReadonlyMap<string, number>): void {
    let isAnyChanged = false;
    for (const parameter of this.parameters.values()) parameter.isChanged = false;
    for (const [id, value] of values) {
      const parameter = this.parameters.get(id);
      if (!parameter) throw new Error(`${id} is no parameter that changes.`);
      if (parameter.set(value)) isAnyChanged = true;
    }
    if (!isAnyChanged) return;
    for (const cell of this.cells) cell.isChanged = cell.inputs.some((input) => input.isChanged) && cell.run();
  }

  /** Tells of plans that will be evaluated, so that what they share is computed once. */
  prepare(plans: readonly Plan[]): void {
    const seen = new Set<string>();
    for (const plan of plans) this.countUses(plan, seen);
    for (const plan of plans) if (!this.isSteady(plan)) this.getCell(plan);
  }

  /** The vector of a plan under the present parameters, as long as they stand. */
  evaluate(plan: Plan): Vector {
    if (!this.isSteady(plan)) return copyVector(this.getCell(plan).vector);
    const vector = this.steadyVectors.get(plan) ?? this.engine.evaluate(plan);
    this.steadyVectors.set(plan, vector);
    return vector;
  }

  isSteady(plan: Plan): boolean {
    return this.getMask(plan) === 0;
  }

  getNumber(plan: Plan): NumberVector {
    const vector = this.find(plan) ?? this.engine.getNumber(plan);
    if (vector.type !== "number") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getText(plan: Plan): TextVector {
    const vector = this.find(plan) ?? this.engine.getText(plan);
    if (vector.type !== "text") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getTruth(plan: Plan): TruthVector {
    const vector = this.find(plan) ?? this.engine.getTruth(plan);
    if (vector.type !== "truth") throw new Error(`Impossible state: ${print(plan.node)} is a ${vector.type}`);
    return vector;
  }

  getKnownBits(vector: NumberVector): Uint32Array {
    return this.knownBits.find(vector) ?? this.engine.getKnownBits(vector);
  }

  getKnownTextBits(vector: TextVector): Uint32Array {
    return this.engine.getKnownTextBits(vector);
  }

  private find(plan: Plan): Vector | undefined {
    return this.cellsByCarrier.get(plan)?.vector ?? this.steadyVectors.get(plan);
  }

  /** Which parameters a plan depends on, one bit each; a carrier has those of what it stands for. */
  private getMask(plan: Plan): number {
    const kept = this.masks.get(plan);
    if (kept !== undefined) return kept;
    let mask = (plan.op === "constant" && this.findParameter(plan)?.bit) || 0;
    for (const arg of plan.args) mask |= this.getMask(arg);
    this.masks.set(plan, mask);
    return mask;
  }

  private findParameter(plan: PlanOf<"constant">): ParameterCell | undefined {
    return plan.definition?.kind === "parameter" ? this.parameters.get(plan.definition.id) : undefined;
  }

  private countUses(plan: Plan, seen: Set<string>): void {
    if (this.isSteady(plan)) return;
    const key = getKey(plan);
    this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
    if (seen.has(key)) return;
    seen.add(key);
    for (const arg of plan.args) this.countUses(arg, seen);
  }

  private getCell(plan: Plan): LiveCell {
    const known = this.cellsByPlan.get(plan);
    if (known) return known;
    const parameter = plan.op === "constant" ? this.findParameter(plan) : undefined;
    if (parameter) return parameter;
    const key = getKey(plan);
    const kept = this.cellsByKey.get(key);
    const cell = kept ?? this.buildCell(plan);
    this.cellsByPlan.set(plan, cell);
    if (kept) return kept;
    this.cellsByKey.set(key, cell);
    this.cells.push(cell);
    return cell;
  }

  private buildCell(plan: Plan): LiveCell {
    const inputs = new Set<LiveCell>();
    if (plan.type === "text") return this.buildTextCell(plan, inputs);
    if (plan.op === "universe") return this.buildUniverseCell(plan, inputs);
    const body =
      plan.op === "formula" ? this.rewrite(plan.body, this.getMask(plan), inputs) : this.rewriteArgs(plan, inputs);
    const applies = plan.op === "formula" && plan.applies ? this.carry(plan.applies, inputs) : null;
    const restrictTo = (vector: Vector): void => {
      if (applies) restrictInPlace(vector, this.getTruth(applies));
    };
    const readsText = [...inputs].some(({ vector }) => vector.type === "text");
    if (plan.type === "number") {
      const vector = buildNumbers(this.rowCount);
      const run = this.compile(readsText, (program) => program.number(body, { ...vector, stride: 1 }));
      return this.start(inputs, vector, () => {
        run();
        restrictTo(vector);
        this.knownBits.renew(vector);
        return true;
      });
    }
    const [vector, next] = [buildUnknown(this.rowCount), buildUnknown(this.rowCount)];
    const run = this.compile(readsText, (program) => program.truth(body, { ...next, stride: 1 }));
    return this.start(inputs, vector, () => {
      run();
      restrictTo(next);
      return replaceTruths(vector, next);
    });
  }

  /** Compiles once, or, where the dictionary of a text may change, at each run. */
  private compile(readsText: boolean, fill: (program: LiveProgram) => void): () => void {
    const build = (): LiveProgram => {
      const program = new LiveProgram(this, this.registers);
      fill(program);
      program.release();
      return program;
    };
    if (readsText) return () => build().run(this.rowCount);
    const program = build();
    return () => program.run(this.rowCount);
  }

  private buildTextCell(plan: Plan, inputs: Set<LiveCell>): LiveCell {
    const isFormula = plan.op === "formula";
    const applies = isFormula && plan.applies ? this.carry(plan.applies, inputs, false) : null;
    const body = isFormula
      ? this.carry(plan.body, inputs, false)
      : ({ ...plan, args: plan.args.map((arg) => this.carry(arg, inputs, false)) } as Plan);
    const compute = (): TextVector => {
      const whole = isFormula ? this.getText(body) : computeText(body, this, this.rowCount);
      const restricted = applies ? restrict(whole, this.getTruth(applies)) : whole;
      return restricted as TextVector;
    };
    let vector = compute();
    const cell: LiveCell = {
      inputs: [...inputs],
      vector,
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

  private buildUniverseCell(plan: PlanOf<"universe">, inputs: Set<LiveCell>): LiveCell {
    const [x, group] = plan.args.map((arg) => this.carry(arg, inputs)) as [Plan, Plan | undefined];
    const vector = buildNumbers(this.rowCount);
    return this.start(inputs, vector, () => {
      // A vector of its own for each run: what is kept of a vector is kept as long as it lives.
      const numbers = { ...this.getNumber(x) };
      const result = computeUniverse(plan.name, numbers, group ? this.getText(group) : null);
      vector.values.set(result.values);
      vector.reasons.set(result.reasons);
      this.knownBits.renew(vector);
      return true;
    });
  }

  private start(inputs: ReadonlySet<LiveCell>, vector: Vector, run: () => boolean): LiveCell {
    run();
    return { inputs: [...inputs], vector, isChanged: false, run };
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
      plan.op === "universe" ||
      plan.type === "text" ||
      this.getMask(plan) !== maskAround ||
      (this.uses.get(getKey(plan)) ?? 0) > 1;
    return isApart ? this.carry(plan, inputs) : this.rewriteArgs(plan, inputs);
  }

  /** What stands for a part that is computed apart. A text does not ask why its conditions are unknown. */
  private carry(plan: Plan, inputs: Set<LiveCell>, asksWhy = plan.type === "truth"): Plan {
    if (this.isSteady(plan)) return this.carrySteady(plan);
    const cell = this.getCell(plan);
    const carrier = this.carriers.get(cell) ?? this.buildCarrier(plan, cell);
    inputs.add(cell);
    if (asksWhy) for (const input of carrier.reasonInputs) inputs.add(input);
    return carrier.plan;
  }

  private buildCarrier(plan: Plan, cell: LiveCell): Carrier {
    const reasonInputs = new Set<LiveCell>();
    const isFormula = plan.op === "formula";
    const body = isFormula
      ? this.rewrite(plan.body, this.getMask(plan), reasonInputs)
      : this.rewriteArgs(plan, reasonInputs);
    const applies = isFormula && plan.applies ? this.carry(plan.applies, reasonInputs) : null;
    const carrier = { plan: writeCarrier(plan, body, applies), reasonInputs };
    this.carriers.set(cell, carrier);
    this.cellsByCarrier.set(carrier.plan, cell);
    this.masks.set(carrier.plan, this.getMask(plan));
    return carrier;
  }

  private carrySteady(plan: Plan): Plan {
    if (plan.args.length === 0 || plan.op === "formula" || plan.op === "universe") return plan;
    const carrier = writeCarrier(plan, plan, null);
    this.steadyVectors.set(carrier, this.engine.evaluate(plan));
    this.masks.set(carrier, 0);
    return carrier;
  }
}

function getKey(plan: Plan): string {
  return `${plan.type} ${print(plan.node)}`;
}

/** The steps take a formula as a whole column; why one is unknown is still read from its body. */
function writeCarrier(plan: Plan, body: Plan, applies: Plan | null): PlanOf<"formula"> {
  const { type, unit, node, isStressed } = plan;
  const definition = { kind: "formula", id: "", type, label: "", formula: "" } as const;
  return { type, unit, node, isStressed, op: "formula", definition, formula: "", body, applies, args: [] };
}
