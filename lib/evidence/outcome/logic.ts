/** What is observed: null is missing, which is never false. */
export type Observed = boolean | null;

/** Whether any is true; missing where none is and one is missing. */
export function isAny(parts: readonly Observed[]): Observed {
  if (parts.includes(true)) return true;
  return parts.includes(null) ? null : false;
}

/** Whether all are true; missing where none is false and one is missing. */
export function isEvery(parts: readonly Observed[]): Observed {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}
