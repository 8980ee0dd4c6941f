import type { CoverageReason } from "#lib/coverage/coverage";

/** The reason as it stands after a number: `201 not reported`. */
export const reasonWords: Readonly<Record<CoverageReason, string>> = {
  not_reported: "not reported",
  not_applicable: "not applicable",
  not_meaningful: "not meaningful",
  no_debt: "without debt",
  stale: "stale",
  conflict: "in conflict",
  unknown: "undecided",
};
