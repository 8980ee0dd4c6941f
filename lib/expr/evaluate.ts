import { Engine, type EngineOptions } from "#lib/expr/engine/engine";
import { keepPer } from "#lib/util/keep-per";
import type { Node } from "./ast";
import { compile } from "./check";
import type { Plan } from "./plan";
import { print } from "./print";
import type { Scope } from "./scope";
import { type TraceNode, traceRow } from "./trace";
import type { NumberVector, TextVector, TruthVector, Vector, VectorSource } from "./vector";

/**
 * Evaluates expressions on the rows of one source in one scope. Vectors that it returns are shared: read, never write.
 * An expression that check() refuses is a bug of the caller and throws.
 */
export interface Evaluator {
  readonly rowCount: number;
  /** Evaluates plans, for who evaluates the parts of an expression one by one. */
  readonly engine: Engine;
  getPlan(node: Node): Plan;
  evaluate(node: Node): Vector;
  evaluateNumber(node: Node): NumberVector;
  evaluateText(node: Node): TextVector;
  evaluateTruth(node: Node): TruthVector;
  /** How the value of one row came about, by the same kernels. */
  trace(node: Node, row: number): TraceNode;
}

// A plan knows no rows, so evaluators of one scope share theirs: a table of one row is made for every company.
const getPlans = keepPer((_scope: Scope) => new WeakMap<Node, Plan>());

/** Builds an evaluator. Results are kept, so one evaluator should live as long as its source and scope. */
export function createEvaluator(source: VectorSource, scope: Scope, options: EngineOptions = {}): Evaluator {
  const engine = new Engine({ rowCount: source.rowCount, getBase: (columnId) => source.getVector(columnId) }, options);
  const plans = getPlans(scope);
  const getPlan = (node: Node): Plan => {
    const kept = plans.get(node);
    if (kept) return kept;
    const compiled = compile(node, scope);
    if (!compiled.ok) {
      throw new Error(`${print(node)} was evaluated without having been checked: ${compiled.error[0]?.message}`);
    }
    plans.set(node, compiled.value.plan);
    return compiled.value.plan;
  };
  return {
    rowCount: source.rowCount,
    engine,
    getPlan,
    evaluate: (node) => engine.evaluate(getPlan(node)),
    evaluateNumber: (node) => engine.getNumber(getPlan(node)),
    evaluateText: (node) => engine.getText(getPlan(node)),
    evaluateTruth: (node) => engine.getTruth(getPlan(node)),
    trace: (node, row) => {
      if (!Number.isInteger(row) || row < 0 || row >= source.rowCount) {
        throw new Error(`Row ${row} is not one of the table's ${source.rowCount}.`);
      }
      return traceRow(engine, getPlan(node), row);
    },
  };
}
