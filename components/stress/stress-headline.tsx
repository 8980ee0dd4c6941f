"use client";

import type { Scenario } from "#lib/stress/scenario";
import { formatCount } from "#lib/util/number-text";
import { notModelledQuery, type StressView, writeStressQuery } from "#lib/workbench/stress-view";
import { MovesHeadline, RestingHeadline } from "@/components/verdict/moves-headline";
import { notModelledMeaning } from "./not-modelled";

interface StressHeadlineProps {
  readonly view: StressView | null;
  readonly scenario: Scenario | null;
  readonly problem: string | null;
  readonly counted: string;
  readonly judgedBy: string | null;
  readonly onShow: (query: string) => void;
  readonly onLeave: () => void;
}

/** How many verdicts change, of how much of the index, and who is not modelled. */
export function StressHeadline(props: StressHeadlineProps) {
  const { view, scenario, problem, counted, judgedBy, onShow, onLeave } = props;
  if (scenario === null) {
    return (
      <RestingHeadline title="As reported">
        No scenario is in force. Each verdict is that of the figures as filed.
      </RestingHeadline>
    );
  }
  if (view === null) {
    return problem === null ? (
      <RestingHeadline title="The data are on their way">
        The verdicts are counted as soon as they are here.
      </RestingHeadline>
    ) : (
      <RestingHeadline title="The verdicts cannot be counted">{problem}</RestingHeadline>
    );
  }
  return (
    <MovesHeadline
      moves={view}
      counted={counted}
      beside={
        view.notModelled.count === 0 ? null : (
          <button type="button" onClick={() => onShow(notModelledQuery)} title={notModelledMeaning} className="link">
            {formatCount(view.notModelled.count)} not modelled
          </button>
        )
      }
      compared={
        judgedBy === null
          ? null
          : `Against the figures as reported. Both sides are judged by your numbers: ${judgedBy}.`
      }
      onShow={() => onShow(writeStressQuery(null))}
      back="Back to reported"
      onBack={onLeave}
    />
  );
}
