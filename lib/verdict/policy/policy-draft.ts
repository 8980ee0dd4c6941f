import { fail, type Result, succeed } from "#lib/util/result";
import { findPolicy, policies } from "./catalogue";
import { editPolicy, type Policy, type Rule } from "./policy";
import { writeSlug } from "./policy-slug";

/** The most that a person may write into a policy. The largest shipped version has 26 rules of 568 parts. */
export const policyDraftLimits = {
  rules: 40,
  numbers: 100,
  /** Names, numbers and operations of all conditions together, so that judging by them takes no longer than a screen. */
  parts: 1_500,
  idLength: 40,
  labelLength: 80,
  descriptionLength: 600,
  formulaLength: 1_000,
} as const;

/** Rules of one's own on a shipped version, whose metrics and numbers they may use. */
export interface PolicyDraft {
  /** The shipped version that it is made from. */
  readonly version: number;
  /** A truth in the language: the companies that are judged at all. */
  readonly applies: string;
  /** The numbers that are not those of the version, by parameter id. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly rules: readonly Rule[];
}

/** A policy of one's own with what it is called. */
export interface NamedPolicy extends PolicyDraft {
  readonly name: string;
  /** What a link names it by; null for one that is nowhere kept: from a file, or still being edited. */
  readonly slug: string | null;
  /** Counted up with each change, so that nothing made for an earlier one is taken for it. */
  readonly revision: number;
}

/** What a person writes of a policy: without the metrics and definitions of its version, which nobody changes. */
export type WrittenPolicy = Omit<Policy, "metrics" | "definitions" | "named">;

/** The draft that says what a policy says: where a person begins to change it. */
export function draftPolicy({
  version,
  applies,
  parameters,
  rules,
}: Pick<WrittenPolicy, "version" | "applies" | "parameters" | "rules">): PolicyDraft {
  const shipped = new Map(findPolicy(String(version))?.parameters.map(({ id, value }) => [id, value]));
  const changed = parameters.filter(({ id, value }) => shipped.get(id) !== value);
  return { version, applies, numbers: Object.fromEntries(changed.map(({ id, value }) => [id, value])), rules };
}

/**
 * The policy that a draft says, with the metrics and definitions of its version. Its texts are not checked here: see
 * `findDraftFaults`. Errors: a sentence that names the version or the number that there is not.
 */
export function buildNamedPolicy(named: NamedPolicy): Result<Policy, string> {
  const { name, slug, revision, version, applies, numbers, rules } = named;
  const base = findPolicy(String(version));
  if (base === undefined) {
    const known = policies.map((policy) => policy.version).join(", ");
    const which = slug === null ? `"${name}"` : `"${name}" (${writeSlug(slug)})`;
    return fail(`The policy ${which} is made from version ${version}, which there is not. Known versions: ${known}.`);
  }
  const edited = editPolicy(base, numbers);
  if (!edited.ok) return edited;
  return succeed({ ...edited.value, label: name, applies, rules, named: { slug, name, revision, numbers } });
}
