import { metrics } from "#lib/metric/catalogue";
import type { Metric } from "#lib/metric/metric";
import { fillNumbers } from "#lib/metric/parameter";
import { stressMetrics } from "#lib/stress/build-stress";
import { headroomCover } from "#lib/stress/scenario";
import type { Policy } from "./policy";

interface PolicyMetrics {
  readonly list: readonly Metric[];
  readonly byId: ReadonlyMap<string, Metric>;
}

// A policy never changes, and an edited one is another object, so what is built for it is kept as long as it lives.
const built = new WeakMap<Policy, PolicyMetrics>();

/** Every metric under a policy: the catalogue, the policy's own, the stress. Pages, exports and the API list these. */
export function listPolicyMetrics(policy: Policy): readonly Metric[] {
  return getMetrics(policy).list;
}

/** The metric with the id, or undefined where the policy, the catalogue and the stress have none. */
export function findPolicyMetric(policy: Policy, id: string): Metric | undefined {
  return getMetrics(policy).byId.get(id);
}

function getMetrics(policy: Policy): PolicyMetrics {
  const kept = built.get(policy);
  if (kept) return kept;
  const parameters = [...policy.parameters, headroomCover];
  const list = [...metrics, ...policy.metrics, ...stressMetrics].map((metric) => ({
    ...metric,
    description: fillNumbers(metric.description, parameters),
  }));
  const made = { list, byId: new Map(list.map((metric) => [metric.id, metric])) };
  built.set(policy, made);
  return made;
}
