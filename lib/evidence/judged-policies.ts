/** The hashes of all policies that were ever held against the period `judge`, oldest first. None is ever removed. */
export const judgedPolicies: readonly string[] = [
  // Version 1, which version 2 is compared with.
  "4806b68b89961e8354ee12b8da0fe0e4f40b73fe7b31348796a4bb6360da49a8",
  // Version 2, after sixty of its verdicts were read against the filings (P-26 to P-30).
  "0247634b78d888be681b0428c21d85ba910946cdfd5a799db059cb9d677a9bf8",
];
