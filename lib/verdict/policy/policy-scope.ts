import type { Definition, Scope } from "#lib/expr/scope";
import { buildScope, type ScopeOptions } from "#lib/metric/build-scope";
import { buildStress } from "#lib/stress/build-stress";
import { defaultScenario, type Scenario } from "#lib/stress/scenario";
import {
  isVerdictColumn,
  publishedVerdictColumnId,
  reportedVerdictColumnId,
  verdictColumnId,
  verdictIds,
  whyColumnId,
} from "#lib/verdict/verdict";
import { defaultPolicy, policies } from "./catalogue";
import { defineRules, type Policy } from "./policy";

export interface PolicyScopeOptions extends Pick<ScopeOptions, "customMetrics" | "hasColumn" | "listTexts"> {
  readonly policy?: Policy;
  readonly scenario?: Scenario;
}

const verdictColumns: readonly Definition[] = [
  { kind: "column", id: verdictColumnId, type: "text", label: "Verdict", values: verdictIds },
  {
    kind: "column",
    id: reportedVerdictColumnId,
    type: "text",
    label: "Verdict without the scenario",
    values: verdictIds,
  },
  {
    kind: "column",
    id: publishedVerdictColumnId,
    type: "text",
    label: "Verdict by the policy as published",
    values: verdictIds,
  },
  { kind: "column", id: whyColumnId, type: "text", label: "Why" },
];

/** A scope with the policy whose names it has. */
export interface PolicyScope extends Scope {
  readonly policy: Policy;
}

/**
 * Every name under a policy (the default when absent): what buildScope gives, with the scenario's and the policy's
 * metrics and numbers, each rule by its id, and the columns of verdicts. Throws when a custom metric takes a name that
 * exists.
 */
export function buildPolicyScope(options: PolicyScopeOptions = {}): PolicyScope {
  const { policy = defaultPolicy, scenario = defaultScenario, customMetrics = [], hasColumn, listTexts } = options;
  const stress = buildStress(scenario);
  const scope = buildScope({
    customMetrics: [...policy.metrics, ...stress.metrics, ...customMetrics],
    parameters: [...policy.parameters, ...stress.parameters],
    extraDefinitions: [...policy.definitions, ...stress.definitions, ...defineRules(policy), ...verdictColumns],
    stressed: stress.stressed,
    ...(listTexts ? { listTexts } : {}),
    ...(hasColumn ? { hasColumn: (columnId) => isVerdictColumn(columnId) || hasColumn(columnId) } : {}),
  });
  return { ...scope, policy, describeElsewhere };
}

/** Queries of the time when another version judged by default may have its names. */
function describeElsewhere(id: string): string | null {
  const owners = policies.filter((each) =>
    [each.rules, each.parameters, each.metrics, each.definitions].some((named) => named.some((one) => one.id === id)),
  );
  if (owners.length === 0) return null;
  return owners.map(({ version }) => `It is a name of version ${version} of the policy (policy=${version}).`).join(" ");
}
