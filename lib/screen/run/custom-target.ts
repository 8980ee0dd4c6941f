import { createEvaluator } from "#lib/expr/evaluate";
import type { VectorSource } from "#lib/expr/vector";
import { buildCustomScope, type CustomMetric } from "#lib/metric/custom-metric";
import { fail, type Result, succeed } from "#lib/util/result";
import type { ScreenTarget } from "./run-screen";
import type { ScreenError } from "./screen-expressions";

/** A target that tells where its columns come from, so that other names can be given to them. */
export interface ExtensibleTarget extends ScreenTarget {
  readonly source: VectorSource;
}

/**
 * A target that knows a screen's own metrics beside all other names. Without any it is the target itself; the verdicts
 * stand as they were judged. Errors: those of the definitions, each under the parameter `metric`.
 */
export function addCustomMetrics<Target extends ExtensibleTarget>(
  target: Target,
  customs: readonly CustomMetric[],
): Result<Target, readonly ScreenError[]> {
  if (customs.length === 0) return succeed(target);
  const built = buildCustomScope(target.scope, customs, (columnId) => {
    const vector = target.source.getVector(columnId);
    return vector?.type === "text" ? vector.dictionary : undefined;
  });
  if (!built.ok) {
    return fail(
      built.error.map(({ id, formula, errors }) => ({ parameter: "metric", subject: id, expression: formula, errors })),
    );
  }
  const { scope } = built.value;
  return succeed({ ...target, scope, evaluator: createEvaluator(target.source, scope) });
}
