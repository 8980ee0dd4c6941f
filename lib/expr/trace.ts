import { groupPeers, smallestPeerGroup } from "#lib/expr/engine/all-rows";
import { Engine } from "#lib/expr/engine/engine";
import { keepPer } from "#lib/util/keep-per";
import type { Plan, PlanOf } from "./plan";
import { print } from "./print";
import { readValue } from "./read-value";
import type { Unit } from "./scope";
import type { NumberVector, TextVector, TruthVector, Value, Vector } from "./vector";

/** How the value of one row came about. */
export interface TraceNode {
  /** The part in the language; a name stands with its lag, under a scenario as stressed(name). */
  readonly text: string;
  readonly kind: Plan["op"];
  /** Of a name: what it is called. */
  readonly label?: string;
  readonly unit?: Unit | "any";
  /** Of a name: its id. */
  readonly definitionId?: string;
  /** Of a metric: its formula; its inputs are the formula's root. */
  readonly formula?: string;
  /** Of a base column: its canonical id, by which its filings are found. */
  readonly columnId?: string;
  readonly value: Value;
  /** What the value alone does not say: whom a percentile compares with, why a metric does not apply. */
  readonly note?: string;
  /** The parts that settled the value, in reading order. */
  readonly inputs: readonly TraceNode[];
}

/** The most nodes of a trace: a metric that is used again and again would otherwise be spelled out each time. */
const maxTraceNodes = 2_000;

/**
 * Traces one row with the engine's own kernels on a table of that row; functions of all rows come from `engine`. What
 * was computed of a row serves all traces of it until another row is traced.
 */
export function traceRow(engine: Engine, plan: Plan, row: number): TraceNode {
  const kept = tracedRows.get(engine);
  const traced = kept?.row === row ? kept : new TracedRow(engine, row);
  tracedRows.set(engine, traced);
  traced.add(plan);
  return new Tracing(traced.read, (part) => describePeers(engine, part, row)).trace(plan);
}

const tracedRows = new WeakMap<Engine, TracedRow>();

/** A table of one row with what has been computed of it. */
class TracedRow {
  private readonly bases = new Map<string, NumberVector | TextVector>();
  private readonly formulas = new Map<Plan, Vector>();
  private readonly seen = new Set<Plan>();
  private readonly values = new Map<Plan, Value>();
  private readonly single: Engine;

  constructor(
    private readonly engine: Engine,
    readonly row: number,
  ) {
    this.single = new Engine(
      {
        rowCount: 1,
        getBase: (columnId) => this.bases.get(columnId),
        getAllRows: (part) => takeRow(engine.getNumber(part), row),
        // A formula's column is there already, or will be asked for again.
        getFormula: (part) => this.getFormula(part),
      },
      // An order of one row is of no use.
      { scansBeforeRanks: Number.POSITIVE_INFINITY },
    );
  }

  private getFormula(plan: PlanOf<"formula">): Vector {
    const kept = this.formulas.get(plan) ?? takeAny(this.engine.evaluate(plan), this.row);
    this.formulas.set(plan, kept);
    return kept;
  }

  /** Takes the row's values of the base columns of a plan, which must happen before anything of it is read. */
  add(root: Plan): void {
    const stack = [root];
    for (let plan = stack.pop(); plan; plan = stack.pop()) {
      if (this.seen.has(plan)) continue;
      this.seen.add(plan);
      stack.push(...plan.args);
      if (plan.op !== "column") continue;
      const vector = plan.type === "text" ? this.engine.getText(plan) : this.engine.getNumber(plan);
      this.bases.set(plan.columnId, vector.type === "text" ? takeText(vector, this.row) : takeRow(vector, this.row));
    }
  }

  readonly read = (plan: Plan): Value => {
    const kept = this.values.get(plan);
    if (kept !== undefined) return kept;
    const value = readValue(this.single.evaluate(plan), 0);
    this.values.set(plan, value);
    return value;
  };
}

type Read = (plan: Plan) => Value;
type DescribePeers = (plan: PlanOf<"all_rows">) => string;

class Tracing {
  private nodeCount = 0;

  constructor(
    private readonly read: Read,
    private readonly describePeers: DescribePeers,
  ) {}

  trace(plan: Plan): TraceNode {
    this.nodeCount += 1;
    const value = this.read(plan);
    const isCut = plan.op === "formula" && this.nodeCount > maxTraceNodes;
    const note = isCut
      ? "Not spelled out again; trace it by itself"
      : getNote(plan, value, this.read, this.describePeers);
    return {
      text: getText(plan),
      kind: plan.op,
      ...getDefinition(plan),
      ...(plan.unit ? { unit: plan.unit } : {}),
      ...(plan.op === "formula" ? { formula: plan.formula } : {}),
      ...(plan.op === "column" ? { columnId: plan.columnId } : {}),
      value,
      ...(note ? { note } : {}),
      inputs: isCut ? [] : listInputs(plan, this.read).map((input) => this.trace(input)),
    };
  }
}

// Plans are shared by all rows, and most traces by all companies.
const getText = keepPer((plan: Plan): string => print(plan.node));

function getDefinition(plan: Plan): { label?: string; definitionId?: string } {
  if (plan.op !== "column" && plan.op !== "formula" && plan.op !== "constant") return {};
  return plan.definition ? { label: plan.definition.label, definitionId: plan.definition.id } : {};
}

/** Of a choice only what was looked at; of a metric that does not apply only the condition. */
function listInputs(plan: Plan, read: Read): readonly Plan[] {
  if (plan.op === "formula") {
    return plan.applies && !isTrue(read(plan.applies)) ? [plan.applies] : [plan.body];
  }
  if (plan.op === "row" && plan.name === "if") {
    const inputs: Plan[] = [];
    for (let at = 0; at + 2 < plan.args.length; at += 2) {
      const condition = plan.args[at] as Plan;
      const outcome = read(condition);
      inputs.push(condition);
      if (isTrue(outcome)) return [...inputs, plan.args[at + 1] as Plan];
      if (outcome.type === "unknown") return inputs;
    }
    return [...inputs, plan.args.at(-1) as Plan];
  }
  if (plan.op === "row" && plan.name === "coalesce") {
    const known = plan.args.findIndex((arg) => !["missing", "unknown"].includes(read(arg).type));
    return known === -1 ? plan.args : plan.args.slice(0, known + 1);
  }
  return plan.args;
}

function getNote(plan: Plan, value: Value, read: Read, describePeers: DescribePeers): string | null {
  if (plan.op === "all_rows") return describePeers(plan);
  if (plan.op !== "formula" || !plan.applies || value.type === "number") return null;
  const applies = read(plan.applies);
  if (isTrue(applies)) return null;
  const condition = plan.definition.kind === "formula" ? plan.definition.applies : undefined;
  return applies.type === "unknown"
    ? `Whether it applies is unknown: ${condition}`
    : `It applies only where ${condition}`;
}

function describePeers(engine: Engine, plan: PlanOf<"all_rows">, row: number): string {
  const [x, group] = plan.args as [Plan, Plan | undefined];
  const peers = groupPeers(plan.name, engine.getNumber(x), group ? engine.getText(group) : null).getPeers(row);
  if (!peers) return `${group ? print(group.node) : "The group"} is missing`;
  const count = peers.sorted.length;
  if (peers.isFallback) return `Fewer than ${smallestPeerGroup} in the group, so among all ${count} known rows`;
  return peers.group === null ? `Among all ${count} known rows` : `Among ${count} known rows of ${peers.group}`;
}

function isTrue(value: Value): boolean {
  return value.type === "truth" && value.value;
}

function takeAny(vector: Vector, row: number): Vector {
  if (vector.type === "number") return takeRow(vector, row);
  return vector.type === "text" ? takeText(vector, row) : takeTruth(vector, row);
}

function takeTruth({ truth, known }: TruthVector, row: number): TruthVector {
  const take = (bits: Uint32Array) => Uint32Array.of(((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1);
  return { type: "truth", rowCount: 1, truth: take(truth), known: take(known) };
}

function takeRow(vector: NumberVector, row: number): NumberVector {
  return { type: "number", values: vector.values.slice(row, row + 1), reasons: vector.reasons.slice(row, row + 1) };
}

function takeText(vector: TextVector, row: number): TextVector {
  const codes = vector.codes.slice(row, row + 1);
  return vector.reasons ? { ...vector, codes, reasons: vector.reasons.slice(row, row + 1) } : { ...vector, codes };
}
