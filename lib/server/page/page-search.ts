import "server-only";
import { AppError } from "#lib/contract/app-error";
import { parsePolicyUrl, type UrlError } from "#lib/screen/policy-url";
import { urlKeys } from "#lib/screen/url-key";
import type { ViewChoice } from "#lib/screen/view-url";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { fail, type Result, succeed } from "#lib/util/result";
import { catchRefusal } from "./catch-refusal";

/** The search parameters of a page as Next hands them over. */
export type PageSearch = Readonly<Record<string, string | string[] | undefined>>;

/** The search parameters as the browser had them, repeated ones included. */
export function readSearch(search: PageSearch): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of [value ?? []].flat()) parameters.append(name, item);
  }
  return parameters;
}

/** One parameter; null where it is absent or given more than once. */
export function readParameter(search: PageSearch, name: string): string | null {
  const value = search[name];
  return typeof value === "string" ? value : null;
}

/**
 * Reads which data a page shows and which policy judges them. What is no day or no snapshot is refused where the data are
 * asked for. Errors: what is wrong with the policy, by parameter, a version or a number that there is not among it.
 */
export async function readViewChoice(search: PageSearch): Promise<Result<ViewChoice, readonly UrlError[]>> {
  const policy = parsePolicyUrl(readSearch(search));
  if (!policy.ok) return policy;
  const resolved = await catchRefusal(requirePolicy(policy.value));
  if (resolved instanceof AppError) return fail([{ parameter: urlKeys.policy, message: resolved.message }]);
  return succeed({
    asOf: readParameter(search, urlKeys.asOf),
    snapshot: readParameter(search, urlKeys.snapshot),
    policy: policy.value,
  });
}

/** A part of a page's path, which Next leaves escaped, as it was meant; what no text escapes to stays as it is. */
export function readPathPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
