import "server-only";
import { AppError } from "#lib/contract/app-error";
import { policyNumberPrefix, urlKeys } from "#lib/screen/url-key";
import { describeFileFault } from "#lib/server/file-fault";
import { readPolicyParameters } from "#lib/server/http/read-view";
import { buildParameterError } from "#lib/server/http/route";
import { readRegularText } from "#lib/server/read-file";
import { requireUsablePolicy } from "#lib/server/service/policy/check-own-policy";
import { describePolicy, type PolicyChoice } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { draftPolicy, type NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { policySchema } from "#lib/verdict/policy/policy-schema";

/** The options of a command that answers under a policy, for parseOptions. */
export const policyOptions = {
  policy: { type: "string" },
  number: { type: "string", multiple: true },
} as const;

/** What the usage of such a command says of them. */
export const policyUsage = `--policy 1 judges by that version of the policy, --policy @SLUG by a named policy, --policy FILE.json by the rules of a
file in the form of GET /api/v1/policies/SLUG; --number w1_cover=1.5 with one of its numbers changed (repeatable).`;

export interface PolicyOptionValues {
  readonly policy?: string | undefined;
  readonly number?: readonly string[] | undefined;
}

const fileBytesMax = 1_000_000;

/**
 * The choice of a policy; null where none is made. Throws AppError "invalid_request" as the API does, and for a file that
 * cannot be read or holds no policy that can judge the current data.
 */
export async function readPolicyOptions({ policy, number = [] }: PolicyOptionValues): Promise<PolicyChoice | null> {
  const isFile = policy?.toLowerCase().endsWith(".json") === true;
  const parameters = new URLSearchParams();
  if (policy !== undefined && !isFile) parameters.set(urlKeys.policy, policy);
  for (const text of number) {
    const [id = "", ...value] = text.split("=");
    parameters.append(`${policyNumberPrefix}${id.trim()}`, value.join("="));
  }
  const read = readPolicyParameters(parameters);
  if (!read.ok) throw buildParameterError(read.error);
  if (policy === undefined || !isFile) return read.value;
  return { version: null, values: read.value?.values ?? {}, named: await readPolicyFile(policy) };
}

async function readPolicyFile(path: string): Promise<NamedPolicy> {
  const parsed = policySchema.safeParse(parseJson(path, await readText(path)));
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path: at, message }) => `${at.join(".") || "The file"}: ${message}.`);
    throw new AppError("invalid_request", `${path} is no policy. ${faults.slice(0, faultsMax).join(" ")}`);
  }
  const named: NamedPolicy = { ...draftPolicy(parsed.data), name: parsed.data.label, slug: null, revision: 0 };
  await requireUsablePolicy(named);
  return named;
}

const faultsMax = 10;

async function readText(path: string): Promise<string> {
  try {
    return await readRegularText(path, fileBytesMax);
  } catch (error) {
    const isAway = error instanceof Error && "code" in error && error.code === "ENOENT";
    const fault = isAway ? `There is no file ${path}.` : describeFileFault(error);
    if (fault === null) throw error;
    throw new AppError("invalid_request", fault, { cause: error });
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError("invalid_request", `${path} is no JSON: ${why}.`, { cause: error });
  }
}

/** The line by which a command says that another policy than the usual one judged; none under the usual one. */
export function writePolicyLine(policy: Policy): readonly string[] {
  const judgedBy = describePolicy(policy);
  return judgedBy === null ? [] : [`Judged by another policy than the usual one: ${judgedBy}.`];
}
