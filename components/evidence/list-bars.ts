import { baselineLabels, type EvidenceChoice, isChosen } from "#lib/evidence/evidence-choice";
import type { KeptComparison, KeptEvidence, KeptRate } from "#lib/evidence/kept-evidence";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import type { RateBar } from "./rate-chart";

/** The rates of each verdict, then of what each baseline picks in place of the weak. */
export function listBars(evidence: KeptEvidence, version: string, choice: EvidenceChoice): readonly RateBar[] {
  const isShown = (each: KeptRate | KeptComparison) => each.policy === version && isChosen(each, choice);
  const verdicts = verdictIds.map((verdict): RateBar => {
    const found = evidence.rates.find((each) => isShown(each) && each.verdict === verdict);
    return {
      id: verdict,
      label: verdictLabels[verdict],
      verdict,
      rate: found?.rate ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      n: found?.n ?? 0,
    };
  });
  const baselines = evidence.comparisons
    .filter((each) => isShown(each) && each.side === "weak")
    .map(
      (each): RateBar => ({
        id: each.baseline,
        label: `Worst by ${baselineLabels[each.baseline]}`,
        verdict: null,
        rate: each.baselineRate,
        low: each.baselineLow,
        high: each.baselineHigh,
        n: Math.round(each.share * each.n),
      }),
    );
  return [...verdicts, ...baselines];
}
