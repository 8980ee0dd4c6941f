import "server-only";
import { policyNumberPrefix, urlKeys } from "#lib/screen/url-key";
import { readPolicyParameters } from "#lib/server/http/read-view";
import { buildParameterError } from "#lib/server/http/route";
import { describePolicy, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";

/** The options of a command that answers under a policy, for parseOptions. */
export const policyOptions = {
  policy: { type: "string" },
  number: { type: "string", multiple: true },
} as const;

/** What the usage of such a command says of them. */
export const policyUsage =
  "--policy 1 judges by that version of the policy, --number w1_cover=1.5 with one of its numbers changed (repeatable).";

export interface PolicyOptionValues {
  readonly policy?: string | undefined;
  readonly number?: readonly string[] | undefined;
}

/** The parameters of an address that say the same. */
export function listPolicyParameters({ policy, number = [] }: PolicyOptionValues): URLSearchParams {
  const parameters = new URLSearchParams();
  if (policy !== undefined) parameters.set(urlKeys.policy, policy);
  for (const text of number) {
    const [id = "", ...value] = text.split("=");
    parameters.append(`${policyNumberPrefix}${id.trim()}`, value.join("="));
  }
  return parameters;
}

/** The choice of a policy; null where none is made. Throws AppError "invalid_request" as the API does. */
export function readPolicyOptions(values: PolicyOptionValues): PolicyChoice | null {
  const read = readPolicyParameters(listPolicyParameters(values));
  if (!read.ok) throw buildParameterError(read.error);
  return read.value;
}

/** The line by which a command says that another policy than the usual one judged; none under the usual one. */
export function writePolicyLine(policy: Policy): readonly string[] {
  const judgedBy = describePolicy(policy);
  return judgedBy === null ? [] : [`Judged by another policy than the usual one: ${judgedBy}.`];
}
