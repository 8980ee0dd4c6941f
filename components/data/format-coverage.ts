import type { CoverageReason } from "#lib/coverage/coverage";

const countFormat = new Intl.NumberFormat("en-US");

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

export function formatCount(count: number): string {
  return countFormat.format(count);
}

/** A share in percent, rounded down, so that 100% means all; a dash where there is nothing to know. */
export function formatShare(share: number | null, digits = 0): string {
  if (share === null) return "–";
  const scale = 10 ** digits;
  return `${(Math.floor(share * 100 * scale + 1e-6) / scale).toFixed(digits)}%`;
}
