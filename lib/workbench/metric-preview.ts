import { getRankIndex } from "#lib/expr/engine/rank-index";
import { countTrue, countUnknown } from "#lib/expr/truth";
import { missingTextCode } from "#lib/expr/vector";
import type { Format } from "#lib/metric/metric";
import { addCustomMetrics, type ExtensibleTarget } from "#lib/screen/run/custom-target";
import type { ScreenError } from "#lib/screen/run/screen-expressions";
import type { Screen } from "#lib/screen/screen";
import { fail, type Result, succeed } from "#lib/util/result";
import { describeColumn, type WorkTarget } from "#lib/workbench/column/column-head";
import { buildQuantileScale, getValueAt } from "#lib/workbench/filter/quantile-scale";
import type { OwnMetric } from "./own-metric-edit";

/** Stands for the name of a metric that has none yet, or one that cannot be, so that its formula can be tried. */
export const namelessId = "metric_without_a_name";

/** What a metric gives on the data at hand. */
export type MetricPreview = { readonly known: number; readonly total: number } & (
  | {
      readonly type: "number";
      readonly format: Format;
      readonly median: number | null;
      /** The values at a tenth and at nine tenths of the known companies. */
      readonly low: number | null;
      readonly high: number | null;
    }
  | { readonly type: "truth"; readonly trueCount: number }
  | { readonly type: "text"; readonly textCount: number }
);

/** What is wrong with a metric: with its name, with its formula, or with another that uses it. */
export interface MetricErrors {
  readonly name: string | null;
  readonly formula: readonly ScreenError["errors"][number][];
  readonly others: readonly { readonly id: string; readonly message: string }[];
}

/**
 * Tries one metric of a screen on the data: `metrics` are all that the screen defines, the tried one under `id` among
 * them. `target` knows none of them yet. Errors: where they belong on a form.
 */
export function previewMetric(
  target: ExtensibleTarget & WorkTarget,
  metrics: Screen["metrics"],
  at: number,
): Result<MetricPreview, MetricErrors> {
  const metric = metrics[at] as OwnMetric;
  const extended = addCustomMetrics(target, metrics);
  if (!extended.ok) return fail(sortErrors(target, metrics, at, extended.error));
  const { evaluator, scope, rowCount } = extended.value;
  const node = { kind: "name", id: metric.id } as const;
  const vector = evaluator.evaluate(node);
  if (vector.type === "truth") {
    const trueCount = countTrue(vector);
    return succeed({ type: "truth", known: rowCount - countUnknown(vector), total: rowCount, trueCount });
  }
  if (vector.type === "text") {
    const known = vector.codes.reduce((count, code) => count + Number(code !== missingTextCode), 0);
    return succeed({
      type: "text",
      known,
      total: rowCount,
      textCount: new Set(vector.codes.filter((code) => code !== missingTextCode)).size,
    });
  }
  const scale = buildQuantileScale(vector);
  return succeed({
    type: "number",
    format: describeColumn(node, scope).format,
    known: getRankIndex(vector).knownCount,
    total: rowCount,
    median: getValueAt(scale, 0.5),
    low: getValueAt(scale, 0.1),
    high: getValueAt(scale, 0.9),
  });
}

function sortErrors(
  target: ExtensibleTarget & WorkTarget,
  metrics: Screen["metrics"],
  at: number,
  errors: readonly ScreenError[],
): MetricErrors {
  const { id } = metrics[at] as OwnMetric;
  const others = metrics.filter((_, other) => other !== at);
  // A formula that is surely right leaves only what is wrong with the name.
  const named = addCustomMetrics(target, [{ id, formula: "1" }]);
  const isTaken = others.some((other) => other.id === id);
  const [nameError] = named.ok ? [] : (named.error[0]?.errors ?? []);
  if (nameError === undefined && !isTaken) {
    return { name: null, formula: listErrors(errors, id), others: listOthers(errors, id) };
  }
  // The formula is looked at all the same, under a name that is free.
  const name = nameError ? joinHint(nameError) : `${id} is defined already. Choose another name.`;
  const renamed = metrics.map((metric, place) => (place === at ? { ...metric, id: namelessId } : metric));
  const again = addCustomMetrics(target, renamed);
  return { name, formula: again.ok ? [] : listErrors(again.error, namelessId), others: [] };
}

function listErrors(errors: readonly ScreenError[], id: string): MetricErrors["formula"] {
  return errors.filter(({ subject }) => subject === id).flatMap((error) => error.errors);
}

function listOthers(errors: readonly ScreenError[], id: string): MetricErrors["others"] {
  return errors.flatMap(({ subject = "", errors: [first] }) =>
    subject !== id && first ? [{ id: subject, message: joinHint(first) }] : [],
  );
}

const joinHint = ({ message, hint }: ScreenError["errors"][number]): string =>
  hint === undefined ? message : `${message} ${hint}`;
