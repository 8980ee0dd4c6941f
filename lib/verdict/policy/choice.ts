import { formatParameter } from "#lib/metric/parameter";
import { RecentMap } from "#lib/util/recent-map";
import { fail, type Result, succeed } from "#lib/util/result";
import { defaultPolicy, findPolicy, policies } from "./catalogue";
import { editPolicy, type Policy } from "./policy";

/** A policy as a screen, a link or a request names it: a shipped one, with some numbers changed. */
export interface PolicyChoice {
  /** Null: the version that judges by default. */
  readonly version: string | null;
  /** The changed numbers by parameter id, in the unit of the parameter. */
  readonly values: Readonly<Record<string, number>>;
}

/** The version that judges where nobody asks for another one. */
export const defaultVersion: number = defaultPolicy.version;

/** The most choices whose policies are kept. A policy is small; what is judged by it is kept elsewhere. */
const resolvedMax = 64;

const resolved = new RecentMap<string, Policy>(resolvedMax);

/**
 * The policy of a choice; of null the default. The same choice gives the same object while it is kept, so that what was
 * built for it is found again. Errors: a sentence that names the version, the parameter and the versions that have it, or
 * the bounds of its value.
 */
export function resolvePolicy(choice: PolicyChoice | null): Result<Policy, string> {
  if (choice === null) return succeed(defaultPolicy);
  const policy = choice.version === null ? defaultPolicy : findPolicy(choice.version);
  if (policy === undefined) {
    const known = policies.map(({ version }) => version).join(", ");
    return fail(`There is no version ${choice.version} of the policy. Known versions: ${known}.`);
  }
  const changed = listChanged(policy, choice.values);
  if (changed.length === 0) return succeed(policy);
  const strange = changed.find(([id]) => !hasParameter(policy, id));
  if (strange !== undefined) return fail(describeStrange(policy, strange[0]));
  const key = writeKey(policy, changed);
  const kept = resolved.get(key);
  if (kept !== undefined) return succeed(kept);
  const edited = editPolicy(policy, Object.fromEntries(changed));
  if (edited.ok) resolved.set(key, edited.value);
  return edited;
}

function hasParameter({ parameters }: Policy, id: string): boolean {
  return parameters.some((parameter) => parameter.id === id);
}

/** Links from before a version judged by default name numbers that it has not: the sentence says who has them. */
function describeStrange(policy: Policy, id: string): string {
  const owners = policies.filter((each) => hasParameter(each, id)).map(({ version }) => version);
  const sentence = `The policy "${policy.label}" has no parameter "${id}"`;
  return owners.length === 0
    ? `${sentence}.`
    : `${sentence}; ${owners.map((version) => `version ${version} has it (policy=${version})`).join(", ")}.`;
}

/**
 * A short text that tells a policy from every other one, for the keys of caches: `ballast-1`, or with its changed numbers
 * `ballast-1?w1_cover=2`. A policy whose rules are no shipped one's is written whole.
 */
export function getPolicyKey(policy: Policy): string {
  const kept = keys.get(policy);
  if (kept !== undefined) return kept;
  const key = buildKey(policy);
  keys.set(policy, key);
  return key;
}

/** The version of the shipped policy that has the key; null for the key of another policy. */
export function findKeyVersion(key: string): number | null {
  return policies.find((policy) => getPolicyKey(policy) === key)?.version ?? null;
}

const keys = new WeakMap<Policy, string>();

function buildKey(policy: Policy): string {
  const shipped = policies.find(({ rules, metrics }) => rules === policy.rules && metrics === policy.metrics);
  if (shipped === undefined) return JSON.stringify(policy);
  return writeKey(shipped, listChanged(shipped, readValues(policy)));
}

/** The numbers of a policy that are not those of the shipped one of its version, by parameter id. */
export function listPolicyChanges(policy: Policy): Readonly<Record<string, number>> {
  return Object.fromEntries(listChanged(findPolicy(String(policy.version)) ?? policy, readValues(policy)));
}

/**
 * Which policy judges, in words, with its changed numbers and the shipped ones in brackets; null for the default policy
 * as it is, of which nothing need be said.
 */
export function describePolicy(policy: Policy): string | null {
  if (policy === defaultPolicy) return null;
  const shipped = new Map(findPolicy(String(policy.version))?.parameters.map(({ id, value }) => [id, value]));
  const changed = listPolicyChanges(policy);
  const numbers = policy.parameters
    .filter(({ id }) => id in changed)
    .map(({ id, label, value, format }) => {
      const before = shipped.get(id);
      return `${label} ${formatParameter(value, format)}${before === undefined ? "" : ` (instead of ${formatParameter(before, format)})`}`;
    });
  return numbers.length === 0 ? policy.label : `${policy.label}, with ${numbers.join(", ")}`;
}

/** The values that differ from the policy's own, ordered by id. */
function listChanged(
  { parameters }: Policy,
  values: Readonly<Record<string, number>>,
): readonly (readonly [id: string, value: number])[] {
  const ownById = new Map(parameters.map(({ id, value }) => [id, value]));
  return Object.entries(values)
    .filter(([id, value]) => ownById.get(id) !== value)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function writeKey({ id, version }: Policy, changed: readonly (readonly [id: string, value: number])[]): string {
  const name = `${id}-${version}`;
  return changed.length === 0 ? name : `${name}?${changed.map(([each, value]) => `${each}=${value}`).join("&")}`;
}

function readValues({ parameters }: Policy): Readonly<Record<string, number>> {
  return Object.fromEntries(parameters.map(({ id, value }) => [id, value]));
}
