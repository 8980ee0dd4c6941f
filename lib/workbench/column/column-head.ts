import type { Node } from "#lib/expr/ast";
import { check } from "#lib/expr/check";
import { describeInEnglish } from "#lib/expr/describe";
import { print } from "#lib/expr/print";
import type { Definition, Unit } from "#lib/expr/scope";
import { formatsByUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { readWeightedSum } from "#lib/screen/run/weighted-sum";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";
import type { PolicyScope } from "#lib/verdict/policy/policy-scope";

/** What a column's head says, and how its values are written. Plain data, so that the server can send it. */
export interface ColumnHead {
  /** The expression, as it stands in the URL; the column's id. */
  readonly expression: string;
  readonly label: string;
  readonly description: string | null;
  readonly type: "number" | "text" | "truth";
  readonly format: Format;
  readonly better: "higher" | "lower" | "none";
}

/** What a person works on: a target whose names stand under a policy. */
export interface WorkTarget extends ScreenTarget {
  readonly scope: PolicyScope;
}

/** Describes any expression: by its declaration when it is a name, by its own text otherwise. */
export function describeColumn(node: Node, scope: PolicyScope, expression: string = print(node)): ColumnHead {
  const checked = check(node, scope);
  const type = checked.ok ? checked.value.type : "number";
  const unit = checked.ok ? checked.value.unit : null;
  const definition = node.kind === "name" ? scope.find(node.id) : undefined;
  const metric = node.kind === "name" ? findPolicyMetric(scope.policy, node.id) : undefined;
  const score = isScore(node) ? describeInEnglish(node, scope) : null;
  const lag = node.kind === "name" && node.lag ? formatLag(node.lag) : "";
  return {
    expression,
    label: definition ? `${definition.label}${lag}` : score === null ? expression : "Score",
    description: metric?.description ?? score ?? describeOwn(definition),
    type,
    format: metric?.format ?? (node.kind === "name" && node.id === "weight" ? "basis_points" : pickFormat(type, unit)),
    better: metric?.better ?? "none",
  };
}

/** A weighted sum of calls, as companies are ranked by: its own text is too long for a head. */
function isScore(node: Node): boolean {
  return readWeightedSum(node)?.every((term) => term.node.kind === "call") ?? false;
}

/** What a metric of the screen's own says of itself is its formula. */
function describeOwn(definition: Definition | undefined): string | null {
  return definition?.kind === "formula" ? definition.formula : null;
}

function pickFormat(type: ColumnHead["type"], unit: Unit | "any" | null): Format {
  if (type !== "number") return type;
  return unit === null || unit === "any" ? "score" : formatsByUnit[unit];
}

function formatLag(lag: { readonly years: number } | { readonly quarters: number }): string {
  if ("years" in lag) return lag.years === 1 ? ", a year before" : `, ${lag.years} years before`;
  return lag.quarters === 1 ? ", a quarter before" : `, ${lag.quarters} quarters before`;
}
