/**
 * Why a number is absent. The order is permanent: a reason is stored in snapshots as its index + 1
 * (0 means the number is known).
 */
export const missingReasons = [
  "not_reported",
  "not_applicable",
  "not_meaningful",
  "no_debt",
  "stale",
  "conflict",
] as const;

export type MissingReason = (typeof missingReasons)[number];

/** The byte that stands for "known" in a column of reasons. */
export const knownCode = 0;

/** The byte that stands for a reason in a column of reasons (1 and up). */
export function getReasonCode(reason: MissingReason): number {
  return missingReasons.indexOf(reason) + 1;
}

/** The reason behind a byte of a column of reasons, or null when the byte means "known". */
export function getReason(code: number): MissingReason | null {
  return code === knownCode ? null : (missingReasons[code - 1] ?? null);
}
