import { baselineLabels } from "#lib/evidence/evidence-choice";
import { filingReadings } from "#lib/evidence/filing-readings";
import type { KeptComparison, KeptEvidence } from "#lib/evidence/kept-evidence";
import { formatDifference } from "#lib/evidence/rate-text";
import { Notice } from "@/components/ui/notice";
import { judgeComparison } from "./judge-comparison";

/** What came of the one look at the years that were kept for it, by the goal that was set before. */
export function JudgementNotice({ evidence, version }: { readonly evidence: KeptEvidence; readonly version: string }) {
  const all = evidence.comparisons.filter(
    ({ policy, period, sample, horizon }) =>
      policy === version && period === "judge" && sample === "all" && horizon === 24,
  );
  if (all.length === 0) {
    return (
      <Notice tone="notice" title={`Version ${version} has not been judged yet`} className="mt-4">
        The years 2019 to 2022 are kept for one look at a policy that was written down before. Until then these rates
        describe the years by which the rules were chosen, and are no proof.
      </Notice>
    );
  }
  const count = (outcome: ReturnType<typeof judgeComparison>) =>
    all.filter((each) => judgeComparison(each) === outcome).length;
  const better = count("better");
  const isReached = better === all.length;
  return (
    <Notice
      tone={isReached ? "info" : "notice"}
      title={`Version ${version} was judged on 2019 to 2022: its goal was ${isReached ? "reached" : "not reached"}`}
      className="mt-4"
    >
      The goal was to do better than every other measure, for the weak and for the resilient, by both meanings of
      failure. Of {all.length} comparisons it did better in {better} and worse in {count("worse")}; in the others no
      difference is shown. {describeWeak(all)} {describeReadings()}
    </Notice>
  );
}

/** What decided which version judges by default: the weak, beside the version before and the simplest ratio. */
function describeWeak(comparisons: readonly KeptComparison[]): string {
  const parts = (["policy_1", "return_on_assets"] as const).flatMap((baseline) => {
    const found = comparisons.find(
      (each) => each.baseline === baseline && each.side === "weak" && each.outcome === "solvency",
    );
    if (found === undefined || judgeComparison(found) === null) return [];
    const [difference, low, high] = [found.difference, found.low, found.high].map(formatDifference);
    return [`${difference} points (${low} to ${high}) beside ${baselineLabels[baseline]}`];
  });
  return parts.length === 0 ? "" : `Of as many weak companies, those that failed: ${parts.join(", ")}.`;
}

function describeReadings(): string {
  const parts = filingReadings.map(({ policy, read, wrong }) => `${wrong} of ${read} by version ${policy}`);
  return `Verdicts that were read against the filings and were wrong: ${parts.join(", ")}.`;
}
