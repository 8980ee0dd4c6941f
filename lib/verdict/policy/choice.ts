import { formatParameter, type Parameter } from "#lib/metric/parameter";
import { RecentMap } from "#lib/util/recent-map";
import { fail, type Result, succeed } from "#lib/util/result";
import { defaultPolicy, findPolicy, policies } from "./catalogue";
import { editPolicy, type Policy } from "./policy";
import { buildNamedPolicy, type NamedPolicy } from "./policy-draft";
import { readSlug, writeSlug } from "./policy-slug";

/** A policy as a screen, a link or a request names it: a shipped or a named one, with some numbers changed. */
export interface PolicyChoice {
  /** `2` for a shipped version, `@slug` for a named policy. Null: the version that judges by default. */
  readonly version: string | null;
  /** The changed numbers by parameter id, in the unit of the parameter. */
  readonly values: Readonly<Record<string, number>>;
  /**
   * What the policy says, where it is no shipped one: looked up by its slug, or brought along by a file or an editor. No
   * address holds it.
   */
  readonly named?: NamedPolicy;
}

/** The version that judges where nobody asks for another one. */
export const defaultVersion: number = defaultPolicy.version;

/** The most choices whose policies are kept. A policy is small; what is judged by it is kept elsewhere. */
const resolvedMax = 64;

const resolved = new RecentMap<string, Policy>(resolvedMax);

/** Policies without a slug, as long as what they say is held. */
const unkept = new WeakMap<NamedPolicy, Result<Policy, string>>();

/**
 * The policy of a choice; of null the default. The same choice gives the same object while it is kept, so that what was
 * built for it is found again. Errors: a sentence that names the version, the slug, the parameter and the versions that
 * have it, or the bounds of its value.
 */
export function resolvePolicy(choice: PolicyChoice | null): Result<Policy, string> {
  if (choice === null) return succeed(defaultPolicy);
  const origin = findOrigin(choice);
  if (!origin.ok) return origin;
  const changed = listChanged(readValues(origin.value), choice.values);
  if (changed.length === 0) return origin;
  const strange = changed.find(([id]) => !hasParameter(origin.value, id));
  if (strange !== undefined) return fail(describeStrange(origin.value, strange[0]));
  const key = writeKey(getPolicyKey(origin.value), changed);
  const kept = resolved.get(key);
  if (kept !== undefined) return succeed(kept);
  const edited = editPolicy(origin.value, Object.fromEntries(changed));
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

/** The policy of a choice with its own numbers. */
function findOrigin({ version, named }: PolicyChoice): Result<Policy, string> {
  if (named !== undefined) return resolveNamed(named);
  if (version === null) return succeed(defaultPolicy);
  const policy = findPolicy(version);
  if (policy !== undefined) return succeed(policy);
  if (readSlug(version) !== null) return fail(`The policy ${version} is not at hand.`);
  const known = policies.map((each) => each.version).join(", ");
  return fail(`There is no version ${version} of the policy. Known versions: ${known}.`);
}

function resolveNamed(named: NamedPolicy): Result<Policy, string> {
  if (named.slug === null) {
    const kept = unkept.get(named) ?? buildNamedPolicy(named);
    unkept.set(named, kept);
    return kept;
  }
  const key = writeNamedKey(named.slug, named.revision);
  const kept = resolved.get(key);
  if (kept !== undefined) return succeed(kept);
  const built = buildNamedPolicy(named);
  if (built.ok) resolved.set(key, built.value);
  return built;
}

/**
 * A short text that tells a policy from every other one, for the keys of caches: `ballast-1`, or with its changed numbers
 * `ballast-1?w1_cover=2`. A named policy is its slug and its revision, which is another one with each change. A policy whose
 * rules are no shipped one's and that is nowhere kept is written whole.
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
  const { named, version, applies, rules } = policy;
  const changed = listChanged(readOwnValues(policy), readValues(policy));
  if (named !== undefined) {
    const { slug, revision, numbers } = named;
    return writeKey(
      slug === null ? JSON.stringify([version, applies, numbers, rules]) : writeNamedKey(slug, revision),
      changed,
    );
  }
  const shipped = policies.find((each) => each.rules === policy.rules && each.metrics === policy.metrics);
  return shipped === undefined ? JSON.stringify(policy) : writeKey(`${shipped.id}-${shipped.version}`, changed);
}

/** The numbers of a policy that are not its own, those of the shipped version or of the named policy, by parameter id. */
export function listPolicyChanges(policy: Policy): Readonly<Record<string, number>> {
  return Object.fromEntries(listChanged(readOwnValues(policy), readValues(policy)));
}

/**
 * A choice with one number moved, which goes back where it is the policy's own. A choice with moved numbers names its version,
 * so that its link means the same when another one judges by default; the default as it is needs no choice.
 */
export function moveNumber(
  choice: PolicyChoice | null,
  { id, value: own }: Parameter,
  value: number,
): PolicyChoice | null {
  const { [id]: _, ...others } = choice?.values ?? {};
  return chooseNumbers(choice, value === own ? others : { ...others, [id]: value });
}

/** A choice with these numbers moved and no others. */
export function chooseNumbers(choice: PolicyChoice | null, values: PolicyChoice["values"]): PolicyChoice | null {
  const version = choice?.version ?? String(defaultVersion);
  const isPlain = version === String(defaultVersion) && Object.keys(values).length === 0;
  return isPlain ? null : { ...choice, version, values };
}

/** The policy with its own numbers, as its version or the named policy has them; itself where none is changed. */
export function getPublishedPolicy(policy: Policy): Policy {
  if (Object.keys(listPolicyChanges(policy)).length === 0) return policy;
  const shipped = policies.find((each) => each.rules === policy.rules && each.metrics === policy.metrics);
  if (policy.named === undefined && shipped !== undefined) return shipped;
  const own = readOwnValues(policy);
  const parameters = policy.parameters.map((entry) => ({ ...entry, value: own[entry.id] ?? entry.value }));
  return { ...policy, parameters };
}

/**
 * Which policy judges, in words, with its changed numbers and its own in brackets; null for the default policy as it is,
 * of which nothing need be said.
 */
export function describePolicy(policy: Policy): string | null {
  if (policy === defaultPolicy) return null;
  const own = readOwnValues(policy);
  const changed = listPolicyChanges(policy);
  const numbers = policy.parameters
    .filter(({ id }) => id in changed)
    .map(({ id, label, value, format }) => {
      const before = own[id];
      return `${label} ${formatParameter(value, format)}${before === undefined ? "" : ` (instead of ${formatParameter(before, format)})`}`;
    });
  const name = policy.named === undefined ? policy.label : `"${policy.label}", made from version ${policy.version}`;
  return numbers.length === 0 ? name : `${name}, with ${numbers.join(", ")}`;
}

/** The values that differ from a policy's own, ordered by id. */
function listChanged(
  own: Readonly<Record<string, number>>,
  values: Readonly<Record<string, number>>,
): readonly (readonly [id: string, value: number])[] {
  return Object.entries(values)
    .filter(([id, value]) => own[id] !== value)
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function writeKey(name: string, changed: readonly (readonly [id: string, value: number])[]): string {
  return changed.length === 0 ? name : `${name}?${changed.map(([each, value]) => `${each}=${value}`).join("&")}`;
}

function writeNamedKey(slug: string, revision: number): string {
  return `${writeSlug(slug)}.${revision}`;
}

/** What the numbers of a policy are where nobody changes them: those of its version, or of the named policy. */
function readOwnValues(policy: Policy): Readonly<Record<string, number>> {
  const shipped = findPolicy(String(policy.version)) ?? policy;
  return { ...readValues(shipped), ...policy.named?.numbers };
}

function readValues({ parameters }: Policy): Readonly<Record<string, number>> {
  return Object.fromEntries(parameters.map(({ id, value }) => [id, value]));
}
