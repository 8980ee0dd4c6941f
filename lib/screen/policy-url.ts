import { parseAmount } from "#lib/metric/parameter";
import { fail, type Result, succeed } from "#lib/util/result";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { isSlugText } from "#lib/verdict/policy/policy-slug";
import { policyNumberPrefix, urlKeys } from "./url-key";

/** A parameter that cannot be read, with what was expected. */
export interface UrlError {
  readonly parameter: string;
  readonly message: string;
}

/** Whether a URL parameter belongs to the choice of the policy, by its name. */
export function isPolicyParameter(name: string): boolean {
  return name === urlKeys.policy || name.startsWith(policyNumberPrefix);
}

/**
 * Reads which policy judges: `policy=1` or `policy=@slug`, and `p.w1_cover=1.5`, numbers also with a mark (`p.r3_rate_shift=300bp`). Null
 * where neither is there. Errors: one a parameter that is no version or no number, or that is repeated. Whether there is such a policy, such a
 * number, and what it may be, `resolvePolicy` tells: this file comes into the first load of a page, the policies do not.
 */
export function parsePolicyUrl(parameters: URLSearchParams): Result<PolicyChoice | null, readonly UrlError[]> {
  const errors: UrlError[] = [];
  const refuse = (parameter: string, message: string) => errors.push({ parameter, message });
  for (const name of new Set(parameters.keys())) {
    if (!isPolicyParameter(name) || parameters.getAll(name).length === 1) continue;
    refuse(name.slice(0, 60), `The parameter "${name.slice(0, 60)}" is given more than once.`);
  }
  const version = parameters.get(urlKeys.policy);
  if (version !== null && !/^[1-9]\d{0,5}$/.test(version) && !isSlugText(version)) {
    const shown = version.slice(0, 40);
    refuse(
      urlKeys.policy,
      `"${shown}" is no version of the policy; write it as 1, or a named policy as @ with its slug.`,
    );
  }
  const values: Record<string, number> = {};
  for (const [name, text] of parameters) {
    if (!name.startsWith(policyNumberPrefix)) continue;
    const id = name.slice(policyNumberPrefix.length);
    const value = parseAmount(text.trim());
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(id))
      refuse(name.slice(0, 60), "After p. stands the id of a number of the policy.");
    else if (Number.isFinite(value)) values[id] = value;
    else refuse(name, `"${text.slice(0, 40)}" is no number; write it as 1.5, 25% or 200bp.`);
  }
  if (errors.length > 0) return fail(errors);
  return succeed(version === null && Object.keys(values).length === 0 ? null : { version, values });
}

/** Writes a choice as URL parameters; `parsePolicyUrl` gives the same choice back. Null writes nothing. */
export function formatPolicyUrl(choice: PolicyChoice | null): readonly (readonly [name: string, value: string])[] {
  if (choice === null) return [];
  const numbers = Object.entries(choice.values).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    ...(choice.version === null ? [] : [[urlKeys.policy, choice.version] as const]),
    ...numbers.map(([id, value]) => [`${policyNumberPrefix}${id}`, String(value)] as const),
  ];
}
