"use client";

import type { ReactNode } from "react";
import { formatCount, formatShare } from "#lib/util/number-text";
import type { VerdictMoves } from "#lib/workbench/verdict-moves";
import { Button } from "@/components/ui/button";

export interface MovesHeadlineProps {
  readonly moves: Pick<VerdictMoves, "flipped" | "total">;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  /** What stands beside the weight. */
  readonly beside?: ReactNode;
  /** What the two sides are. */
  readonly compared?: ReactNode;
  /** Shows who changes. */
  readonly onShow: () => void;
  /** The way back to the side that is compared with. */
  readonly back: string;
  readonly onBack: () => void;
}

/** How many verdicts change, of how much of the index, and the ways to those companies and back. */
export function MovesHeadline({ moves, counted, beside, compared, onShow, back, onBack }: MovesHeadlineProps) {
  const { flipped, total } = moves;
  return (
    <div className="min-h-25">
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
        {beside}
      </p>
      {compared === undefined || compared === null ? null : (
        <p className="mt-0.5 text-xs text-pretty text-ink-muted">{compared}</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" disabled={flipped.count === 0} onClick={onShow}>
          Show {flipped.count === 0 ? "who changes" : `the ${formatCount(flipped.count)}`}
        </Button>
        <Button size="sm" variant="quiet" onClick={onBack}>
          {back}
        </Button>
      </div>
    </div>
  );
}

/** What stands in the headline's place where nothing is compared, or not yet. */
export function RestingHeadline({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="min-h-25">
      <p className="text-sm font-medium">{title}</p>
      <p className="mt-0.5 text-xs text-pretty text-ink-muted">{children}</p>
    </div>
  );
}
