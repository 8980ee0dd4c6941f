"use client";

import type { Scenario } from "#lib/stress/scenario";
import { formatCount, formatShare } from "#lib/util/number-text";
import { notModelledQuery, type StressView, writeMoveQuery } from "#lib/workbench/stress-view";
import { Button } from "@/components/ui/button";

interface StressHeadlineProps {
  readonly view: StressView | null;
  readonly scenario: Scenario | null;
  readonly counted: string;
  readonly onShow: (query: string) => void;
  readonly onLeave: () => void;
}

/** How many verdicts change, of how much of the index, and who is not modelled. */
export function StressHeadline({ view, scenario, counted, onShow, onLeave }: StressHeadlineProps) {
  if (scenario === null || view === null) {
    return (
      <div className="min-h-24">
        <p className="text-sm font-medium">{scenario === null ? "As reported" : "The data are on their way"}</p>
        <p className="mt-0.5 text-xs text-pretty text-ink-muted">
          {scenario === null
            ? "No scenario is in force. Each verdict is that of the figures as filed."
            : "The verdicts are counted as soon as they are here."}
        </p>
      </div>
    );
  }
  const { flipped, notModelled, total } = view;
  return (
    <div className="min-h-24">
      <p aria-live="polite" className="text-xl leading-7 font-semibold tracking-tight">
        {formatCount(flipped.count)}{" "}
        <span className="text-xs font-normal tracking-normal text-ink-muted">
          of {formatCount(total)} in {counted} change their verdict
        </span>
      </p>
      <p className="text-xs text-ink-muted">
        {flipped.weight === null
          ? "Index weights are not known."
          : `${formatShare(flipped.weight, 1)} of index weight.`}{" "}
        {notModelled.count === 0 ? null : (
          <button
            type="button"
            onClick={() => onShow(notModelledQuery)}
            title="Interest is the cost of goods of banks, insurers and lenders, so no scenario speaks of their earnings."
            className="link"
          >
            {formatCount(notModelled.count)} not modelled
          </button>
        )}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" disabled={flipped.count === 0} onClick={() => onShow(writeMoveQuery(null))}>
          Show {flipped.count === 0 ? "who changes" : `the ${formatCount(flipped.count)}`}
        </Button>
        <Button size="sm" variant="quiet" onClick={onLeave}>
          Back to reported
        </Button>
      </div>
    </div>
  );
}
