/** The hashes of all policies that were ever held against the period `judge`, oldest first. None is ever removed. */
export const judgedPolicies: readonly string[] = [];
