import type { Definition, Scope } from "#lib/expr/scope";
import { buildScope, type ScopeOptions } from "#lib/metric/build-scope";
import { metrics } from "#lib/metric/catalogue";
import type { Metric } from "#lib/metric/metric";
import { buildStress, stressMetrics } from "#lib/stress/build-stress";
import { defaultScenario, type Scenario } from "#lib/stress/scenario";
import { policyDefinitions, policyMetrics } from "#lib/verdict/policy/version-1/policy-metrics";
import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import { isVerdictColumn, reportedVerdictColumnId, verdictColumnId, verdictIds } from "#lib/verdict/verdict";
import { defineRules, type Policy } from "./policy";

export interface PolicyScopeOptions extends Pick<ScopeOptions, "customMetrics" | "hasColumn"> {
  readonly policy?: Policy;
  readonly scenario?: Scenario;
}

/** Every metric of the product: the catalogue, the stress, the policy's own. Pages, exports and the API list these. */
export const allMetrics: readonly Metric[] = [...metrics, ...policyMetrics, ...stressMetrics];

const verdictColumns: readonly Definition[] = [
  { kind: "column", id: verdictColumnId, type: "text", label: "Verdict", values: verdictIds },
  {
    kind: "column",
    id: reportedVerdictColumnId,
    type: "text",
    label: "Verdict without the scenario",
    values: verdictIds,
  },
];

/**
 * Every name of the product: what buildScope gives, with the scenario's and the policy's metrics and numbers, each rule
 * by its id, and the columns of verdicts. Throws when a custom metric takes a name that exists.
 */
export function buildPolicyScope(options: PolicyScopeOptions = {}): Scope {
  const { policy = policyV1, scenario = defaultScenario, customMetrics = [], hasColumn } = options;
  const stress = buildStress(scenario);
  return buildScope({
    customMetrics: [...policyMetrics, ...stress.metrics, ...customMetrics],
    parameters: [...policy.parameters, ...stress.parameters],
    extraDefinitions: [...policyDefinitions, ...stress.definitions, ...defineRules(policy), ...verdictColumns],
    stressed: stress.stressed,
    ...(hasColumn ? { hasColumn: (columnId) => isVerdictColumn(columnId) || hasColumn(columnId) } : {}),
  });
}
