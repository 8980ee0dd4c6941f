import type { Node } from "@/lib/expr/ast";
import { check } from "@/lib/expr/check";
import { print } from "@/lib/expr/print";
import type { Scope, Unit } from "@/lib/expr/scope";
import { formatsByUnit } from "@/lib/metric/format";
import type { Format, Metric } from "@/lib/metric/metric";
import { allMetrics } from "@/lib/verdict/build-policy-scope";

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

const metricsById: ReadonlyMap<string, Metric> = new Map(allMetrics.map((metric) => [metric.id, metric]));

/** Describes any expression: by its declaration when it is a name, by its own text otherwise. */
export function describeColumn(node: Node, scope: Scope, expression: string = print(node)): ColumnHead {
  const checked = check(node, scope);
  const type = checked.ok ? checked.value.type : "number";
  const unit = checked.ok ? checked.value.unit : null;
  const definition = node.kind === "name" ? scope.find(node.id) : undefined;
  const metric = node.kind === "name" ? metricsById.get(node.id) : undefined;
  const lag = node.kind === "name" && node.lag ? formatLag(node.lag) : "";
  return {
    expression,
    label: definition ? `${definition.label}${lag}` : expression,
    description: metric?.description ?? null,
    type,
    format: metric?.format ?? (node.kind === "name" && node.id === "weight" ? "basis_points" : pickFormat(type, unit)),
    better: metric?.better ?? "none",
  };
}

function pickFormat(type: ColumnHead["type"], unit: Unit | "any" | null): Format {
  if (type !== "number") return type;
  return unit === null || unit === "any" ? "score" : formatsByUnit[unit];
}

function formatLag(lag: { readonly years: number } | { readonly quarters: number }): string {
  if ("years" in lag) return lag.years === 1 ? ", a year before" : `, ${lag.years} years before`;
  return lag.quarters === 1 ? ", a quarter before" : `, ${lag.quarters} quarters before`;
}
