import { policyV1 } from "#lib/verdict/policy/version-1/policy-v1";
import type { Policy } from "./policy";
import { policyV2 } from "./version-2/policy-v2";

/** Every policy that the product ships, oldest first. A snapshot holds what all of them read, a publish judges by each. */
export const policies: readonly Policy[] = [policyV1, policyV2];

/** The policy that judges where nobody asks for another one. */
export const defaultPolicy: Policy = policyV2;

/** The policy of a version, as a link names it (`policy=1`); undefined where there is none. */
export function findPolicy(version: string): Policy | undefined {
  return policies.find((policy) => String(policy.version) === version);
}
