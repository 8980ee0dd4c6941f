import type { ScreenerState } from "@/components/screen/state/use-screener";

/** Why what stands beside the table cannot be counted in the browser; null where it can, or the data are on their way. */
export function describeSideProblem({ snapshot, reported, errors }: ScreenerState): string | null {
  if (snapshot.status === "failed")
    return "The data did not arrive in the browser, and only there they are judged anew.";
  if (reported !== null) return null;
  return errors.find(({ parameter }) => parameter === "policy")?.errors[0]?.message ?? null;
}
