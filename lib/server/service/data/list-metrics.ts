import "server-only";
import type { MetricsAnswer } from "#lib/contract/metric";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseColumns } from "#lib/metric/base-columns";
import { defaultPolicy } from "#lib/verdict/policy/catalogue";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";

/** Every metric with its formula, and every column that formulas may read. */
export function listMetrics(): MetricsAnswer {
  return {
    metrics: listPolicyMetrics(defaultPolicy).map(
      ({ id, label, description, type, unit, format, better, category, applies, formula, source }) => ({
        id,
        label,
        description,
        type,
        unit,
        format,
        better,
        category,
        applies: applies ?? null,
        formula,
        source,
      }),
    ),
    columns: [...baseColumns, ...factColumns].flatMap((column) =>
      column.kind === "column"
        ? [
            {
              id: column.id,
              label: column.label,
              type: column.type,
              unit: column.type === "number" ? column.unit : null,
            },
          ]
        : [],
    ),
  };
}
