import "server-only";
import type { MetricsAnswer } from "#lib/contract/metric";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { factColumns } from "#lib/fact/definition/fact-columns";
import { baseColumns } from "#lib/metric/base-columns";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";

/**
 * Every metric under a policy (null: the default one) with its formula, and every column that formulas may read. Throws
 * AppError "invalid_request" for a policy that there is not.
 */
export async function listMetrics(choice: PolicyChoice | null = null): Promise<MetricsAnswer> {
  const policy = await requirePolicy(choice);
  return {
    policy: buildPolicyAnswer(policy),
    metrics: listPolicyMetrics(policy).map(
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
