import { Engine } from "./engine/engine";
import { groupPeers, smallestPeerGroup } from "./engine/universe";
import type { Plan, PlanOf } from "./plan";
import { print } from "./print";
import { readValue } from "./read-value";
import type { Unit } from "./scope";
import type { NumberVector, TextVector, Value } from "./vector";

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

/** Traces one row with the engine's own kernels on a table of that row; functions of all rows come from `engine`. */
export function traceRow(engine: Engine, plan: Plan, row: number): TraceNode {
  const bases = sliceBases(engine, plan, row);
  const single = new Engine({
    rowCount: 1,
    getBase: (columnId) => bases.get(columnId),
    getUniverse: (part) => takeRow(engine.getNumber(part), row),
  });
  const read: Read = (part) => readValue(single.evaluate(part), 0);
  return new Tracing(read, (part) => describePeers(engine, part, row)).trace(plan);
}

type Read = (plan: Plan) => Value;
type DescribePeers = (plan: PlanOf<"universe">) => string;

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
      text: print(plan.node),
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
  if (plan.op === "universe") return describePeers(plan);
  if (plan.op !== "formula" || !plan.applies || value.type === "number") return null;
  const applies = read(plan.applies);
  if (isTrue(applies)) return null;
  const condition = plan.definition.kind === "formula" ? plan.definition.applies : undefined;
  return applies.type === "unknown"
    ? `Whether it applies is unknown: ${condition}`
    : `It applies only where ${condition}`;
}

function describePeers(engine: Engine, plan: PlanOf<"universe">, row: number): string {
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

function sliceBases(engine: Engine, root: Plan, row: number): ReadonlyMap<string, NumberVector | TextVector> {
  const bases = new Map<string, NumberVector | TextVector>();
  const seen = new Set<Plan>();
  const stack = [root];
  for (let plan = stack.pop(); plan; plan = stack.pop()) {
    if (seen.has(plan)) continue;
    seen.add(plan);
    stack.push(...plan.args);
    if (plan.op !== "column") continue;
    const vector = plan.type === "text" ? engine.getText(plan) : engine.getNumber(plan);
    bases.set(plan.columnId, vector.type === "text" ? takeText(vector, row) : takeRow(vector, row));
  }
  return bases;
}

function takeRow(vector: NumberVector, row: number): NumberVector {
  return { type: "number", values: vector.values.slice(row, row + 1), reasons: vector.reasons.slice(row, row + 1) };
}

function takeText(vector: TextVector, row: number): TextVector {
  return { ...vector, codes: vector.codes.slice(row, row + 1) };
}
