import { readSnapshot, type Snapshot, type SnapshotError } from "#lib/column/snapshot";
import type { CustomMetric } from "#lib/metric/custom-metric";
import { addCustomMetrics } from "#lib/screen/run/custom-target";
import { describePolicyError, type ScreenError } from "#lib/screen/run/screen-expressions";
import type { Scenario } from "#lib/stress/scenario";
import { formatScenario } from "#lib/stress/scenario-text";
import { RecentMap } from "#lib/util/recent-map";
import { fail, type Result, succeed } from "#lib/util/result";
import { getPolicyKey, getPublishedPolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { getJudgeSession } from "./judge-session";
import { buildUniverse, createUniverse, type Universe, UnjudgeableError } from "./universe";

/** What a universe is wanted under. Left out: the default policy, the figures as reported, no metrics of one's own. */
export interface UniverseChoice {
  readonly policy?: Policy;
  readonly scenario?: Scenario | null;
  readonly metrics?: readonly CustomMetric[];
}

/** A snapshot that is asked for universes: the one door to them for pages, API, command line and alerts. */
export interface OpenSnapshot {
  /** The universe of the default policy, on the figures as reported. Kept as long as the snapshot is open. */
  readonly base: Universe;
  /**
   * The universe of a choice; the same one as long as it is kept, with the columns that its screens have computed. Errors:
   * those of the metrics, each under the parameter `metric`, and under `policy` the rules that the data cannot answer.
   */
  with(choice: UniverseChoice): Result<Universe, readonly ScreenError[]>;
}

/**
 * The most universes beside the base of which a snapshot keeps the columns: enough for somebody who goes to and fro
 * between policies, scenarios and metrics of their own.
 */
const universesMax = 8;

const opened = new WeakMap<Snapshot, OpenSnapshot>();

/** Opens a snapshot: judges its companies under the default policy. A snapshot that is open already is not judged again. */
export function openSnapshot(snapshot: Snapshot): OpenSnapshot {
  const kept = opened.get(snapshot);
  if (kept) return kept;
  const made = open(snapshot, createUniverse(snapshot));
  opened.set(snapshot, made);
  return made;
}

/**
 * Opens the bytes of a snapshot file. Bytes that do not have the hash, or are damaged, are an error. `pause` is awaited
 * between the steps of the work, none of which takes long.
 */
export async function openSnapshotFile(
  bytes: Uint8Array<ArrayBuffer>,
  hash: string,
  pause: () => Promise<void> = async () => undefined,
): Promise<Result<OpenSnapshot, SnapshotError>> {
  const snapshot = await readSnapshot(bytes, hash);
  if (!snapshot.ok) return snapshot;
  const steps = buildUniverse(snapshot.value, {});
  for (;;) {
    const step = steps.next();
    if (step.done) return succeed(open(snapshot.value, step.value));
    await pause();
  }
}

function open(snapshot: Snapshot, base: Universe): OpenSnapshot {
  const universes = new RecentMap<string, Universe>(universesMax);
  const keep = (key: string, make: () => Universe): Universe => {
    const kept = universes.get(key);
    if (kept) return kept;
    const made = make();
    universes.set(key, made);
    return made;
  };
  const judge = (policy: Policy, scenario: Scenario | null, key: string): Universe => {
    if (policy === base.scope.policy && scenario === null) return base;
    const published = getPublishedPolicy(policy);
    const make = (): Universe => {
      if (published === policy && scenario === null) return createUniverse(snapshot, { policy });
      // Numbers and scenarios are tried on the universe of the policy as published, where nothing else is computed anew.
      const session = getJudgeSession(judge(published, null, getPolicyKey(published)));
      return published === policy && scenario !== null ? session.stress(scenario) : session.move(policy, scenario);
    };
    return isPassing(policy) ? make() : keep(key, make);
  };
  return {
    base,
    with: ({ policy = base.scope.policy, scenario = null, metrics = [] }) => {
      // The key of a universe names all that it stands on: policy, scenario, metrics.
      const policyKey = getPolicyKey(policy);
      const key = scenario === null ? policyKey : `${policyKey} under ${formatScenario(scenario)}`;
      let judged: Universe;
      try {
        judged = judge(policy, scenario, key);
      } catch (error) {
        if (error instanceof UnjudgeableError) return fail([describePolicyError(error.message)]);
        throw error;
      }
      if (metrics.length === 0) return succeed(judged);
      const extendedKey = `${key} with ${JSON.stringify(metrics)}`;
      const kept = universes.get(extendedKey);
      if (kept) return succeed(kept);
      const extended = addCustomMetrics(judged, metrics);
      if (extended.ok && !isPassing(policy)) universes.set(extendedKey, extended.value);
      return extended;
    },
  };
}

/** A policy that is being edited is another one with each letter: what it gives must not crowd out what others ask for. */
function isPassing({ named }: Policy): boolean {
  return named?.slug === null;
}
