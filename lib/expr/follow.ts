import { LiveEngine } from "#lib/expr/engine/live-engine";
import type { Node } from "./ast";
import type { Evaluator } from "./evaluate";
import type { TruthVector } from "./vector";

/**
 * Evaluates truths under parameters that change, with the answers of an evaluator whose scope has them as they
 * are. What does not depend on them is shared with the evaluator that it follows; after a change only what depends on
 * the changed ones is computed. An expression that check() refuses throws, as does a parameter that was not named.
 */
export interface LiveEvaluator {
  setParameters(values: ReadonlyMap<string, number>): void;
  /** Tells of expressions that will be evaluated, so that what they share is computed once. */
  prepare(nodes: readonly Node[]): void;
  evaluateTruth(node: Node): TruthVector;
}

/**
 * Opens an evaluator with some parameters of its scope free to change, by id with the values to begin with. It stands
 * apart from createEvaluator, so that a page that shows no scenario need not load it.
 */
export function follow(evaluator: Evaluator, parameters: ReadonlyMap<string, number>): LiveEvaluator {
  const { engine, getPlan, rowCount } = evaluator;
  const live = new LiveEngine(engine, rowCount, parameters);
  return {
    setParameters: (values) => live.setParameters(values),
    prepare: (nodes) => live.prepare(nodes.map(getPlan)),
    evaluateTruth: (node) => live.evaluate(getPlan(node)),
  };
}
