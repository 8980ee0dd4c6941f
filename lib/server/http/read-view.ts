import "server-only";
import type { z } from "zod";
import type { ErrorPlace } from "#lib/contract/app-error";
import { isPolicyParameter, parsePolicyUrl } from "#lib/screen/policy-url";
import { fail, type Result, succeed } from "#lib/util/result";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { buildParameterError, parseParameters } from "./route";

/**
 * Reads the parameters of a route that answers under a policy: those of the schema, and `policy=` with `p.NUMBER=` as on
 * every page. Throws AppError "invalid_request" with each fault by the name of its parameter. Whether there is such a
 * policy is told where a universe is asked for.
 */
export function readViewParameters<Schema extends z.ZodObject>(
  parameters: URLSearchParams,
  schema: Schema,
): z.output<Schema> & { readonly policy: PolicyChoice | null } {
  const others = new URLSearchParams([...parameters].filter(([name]) => !isPolicyParameter(name)));
  const read = parseParameters(others, schema);
  const policy = readPolicyParameters(parameters);
  if (read.ok && policy.ok) return { ...read.value, policy: policy.value };
  throw buildParameterError([...(read.ok ? [] : read.error), ...(policy.ok ? [] : policy.error)]);
}

/** The choice of a policy among the parameters; null where none is made. Errors: each by its parameter. */
export function readPolicyParameters(parameters: URLSearchParams): Result<PolicyChoice | null, readonly ErrorPlace[]> {
  const policy = parsePolicyUrl(parameters);
  if (policy.ok) return succeed(policy.value);
  return fail(policy.error.map(({ parameter, message }) => ({ at: parameter, message })));
}
