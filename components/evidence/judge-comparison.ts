import type { KeptComparison } from "#lib/evidence/kept-evidence";

/** What the interval of a difference says of the policy; null where nothing is claimed. */
export function judgeComparison({
  difference,
  low,
  high,
}: Pick<KeptComparison, "difference" | "low" | "high">): "better" | "worse" | "no difference shown" | null {
  if (difference === null || low === null || high === null) return null;
  if (low > 0) return "better";
  return high < 0 ? "worse" : "no difference shown";
}
