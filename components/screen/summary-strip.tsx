"use client";

import type { ReactNode } from "react";
import { formatCount, formatShare } from "#lib/util/number-text";
import type { Verdict } from "#lib/verdict/verdict";
import type { Show } from "#lib/workbench/page-url";
import type { ScreenView } from "#lib/workbench/workbench";
import { joinClasses } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { VerdictBar } from "@/components/verdict/verdict-bar";
import { SectorSplit } from "./sector-split";

export interface SummaryStripProps {
  readonly view: ScreenView;
  readonly show: Show;
  readonly onShowChange: (show: Show) => void;
  readonly onChooseVerdict: (verdict: Verdict) => void;
  /** Leaves out companies whose figures are second-hand. */
  readonly onKeepFiled: () => void;
  readonly onChooseSector: (sector: string) => void;
  /** Chooses the policy that judges. */
  readonly policySelect: ReactNode;
}

/** What the result is, before its rows: how many, how many unknown, of which verdict and sector, how much of the index. */
export function SummaryStrip(props: SummaryStripProps) {
  const { view, show, onShowChange, onChooseVerdict, onKeepFiled, onChooseSector, policySelect } = props;
  const { count, unknown, total, furtherLines, summary } = view;
  return (
    <div className="flex shrink-0 flex-wrap items-stretch gap-x-6 gap-y-2 border-b bg-surface px-3 py-2.5 md:px-4">
      <div className="flex gap-5">
        <div>
          <p aria-live="polite" className="text-xl leading-7 font-semibold tracking-tight whitespace-nowrap">
            {formatCount(count)}{" "}
            <span className="text-xs font-normal tracking-normal text-ink-muted">
              of {formatCount(total)} <span className="max-sm:sr-only">companies</span>
            </span>
          </p>
          <div className="flex gap-x-3">
            <UnknownButton unknown={unknown} show={show} onShowChange={onShowChange} />
            {furtherLines === 0 ? null : (
              <p
                className="flex min-h-6 items-center text-xs whitespace-nowrap text-ink-muted"
                title="A company with several classes of shares counts once, here and in every median, percentile and share. Each class has a row below."
              >
                {formatCount(furtherLines)} more {furtherLines === 1 ? "share class" : "share classes"}
              </p>
            )}
          </div>
        </div>
        <div className="min-w-20">
          <p className="text-xl leading-7 font-semibold tracking-tight">
            {summary.weight === null ? "–" : formatShare(summary.weight, 1)}
          </p>
          <p className="flex min-h-6 items-center text-xs text-ink-muted">of index weight</p>
        </div>
      </div>
      <VerdictBar
        counts={summary.verdicts}
        provisional={summary.provisional}
        notModelled={summary.notModelled}
        onChoose={onChooseVerdict}
        onKeepFiled={onKeepFiled}
        className="order-last w-full min-w-0 pt-2 md:order-none md:w-auto md:max-w-md md:min-w-72 md:flex-1"
      />
      {policySelect}
      <SectorSplit sectors={summary.sectors} onChoose={onChooseSector} />
    </div>
  );
}

/** Stands where the summary of a result stands that has yet to arrive. */
export function WaitingSummary() {
  return (
    <div aria-busy className="flex min-h-18 shrink-0 items-center gap-6 border-b bg-surface px-3 py-2.5 md:px-4">
      <Skeleton className="h-8 w-28" />
      <Skeleton className="h-8 w-20" />
      <Skeleton className="h-8 max-w-md flex-1 max-md:hidden" />
    </div>
  );
}

interface UnknownButtonProps {
  readonly unknown: number;
  readonly show: Show;
  readonly onShowChange: (show: Show) => void;
}

function UnknownButton({ unknown, show, onShowChange }: UnknownButtonProps) {
  if (unknown === 0 && show === "passed") {
    return <p className="flex min-h-6 items-center text-xs text-ink-muted">none unknown</p>;
  }
  const isShown = show === "unknown";
  return (
    <button
      type="button"
      aria-pressed={isShown}
      title="Companies that the filter cannot judge, since a number it needs is missing"
      onClick={() => onShowChange(isShown ? "passed" : "unknown")}
      className={joinClasses(
        "-mx-1 flex min-h-6 items-center rounded-ui px-1 text-xs",
        isShown ? "bg-accent-soft font-medium text-accent" : "link",
      )}
    >
      {isShown ? "Back to those that pass" : `${formatCount(unknown)} unknown`}
    </button>
  );
}
