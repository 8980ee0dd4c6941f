import { memo } from "react";
import { formatCount } from "#lib/util/number-text";
import { capitalize, isRemoval, type Loosening } from "#lib/workbench/filter/loosening";
import type { Advice, ClauseAdvice } from "#lib/workbench/filter/screen-advice";
import { Button } from "@/components/ui/button";

export interface AdviceSummaryProps {
  readonly advice: Advice;
  readonly isBehind: boolean;
  readonly onLoosen: (loosening: Loosening) => void;
}

/** Which clause to loosen first, and what the least loosening of it gives. */
export const AdviceSummary = memo(function AdviceSummary({ advice, isBehind, onLoosen }: AdviceSummaryProps) {
  const { first, pair, count } = advice;
  if (first === null) {
    return (
      <p className="border-b bg-sunken px-3 py-2 text-xs text-pretty text-ink-muted">
        {pair === null
          ? "No filter costs a company by itself: whoever fails one fails another too."
          : `No filter costs a company by itself. ${pair.clauses[0].label} and ${pair.clauses[1].label} remove the most together: without both, ${formatCount(pair.count)} pass instead of ${formatCount(count)}.`}
      </p>
    );
  }
  const step = pickStep(first, count);
  return (
    <div className="border-b bg-sunken px-3 py-2 text-xs">
      <p className="text-pretty text-ink-muted">
        Loosen <span className="font-medium text-ink">{first.label}</span> first: it alone removes{" "}
        <span className="font-medium text-ink">{formatCount(first.removesOnlyIt)}</span> that pass all else.
      </p>
      {step === null ? null : (
        <p className="mt-1.5 flex items-center justify-between gap-2">
          <span className="text-ink-muted">
            {isRemoval(step) ? "Without it" : capitalize(step.text)} gives{" "}
            <span className="font-medium text-ink">{formatCount(step.count)}</span> instead of {formatCount(count)}
          </span>
          <Button size="sm" disabled={isBehind} onClick={() => onLoosen(step)}>
            {isRemoval(step) ? "Remove" : "Loosen"}
          </Button>
        </p>
      )}
    </div>
  );
});

/** The least change that gives at least a twentieth more; else the greatest there is. */
function pickStep({ loosenings }: ClauseAdvice, count: number): Loosening | null {
  return loosenings.find((step) => step.count >= count * 1.05) ?? loosenings.at(-1) ?? null;
}
