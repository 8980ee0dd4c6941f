"use client";

import type { Scenario } from "#lib/stress/scenario";
import { type StressView, writeStressQuery } from "#lib/workbench/stress-view";
import { writeSectorQuery } from "#lib/workbench/verdict-moves";
import { MoveTable } from "@/components/verdict/move-table";
import { SectorMovesList } from "@/components/verdict/sector-moves-list";
import { ScenarioPresets } from "./scenario-presets";
import { ScenarioSliders } from "./scenario-sliders";
import { StressHeadline } from "./stress-headline";

export interface StressPanelProps {
  /** Null: the verdicts are those of the figures as reported. */
  readonly scenario: Scenario | null;
  /** What the scenario does; null without one, and while the data are on their way. */
  readonly view: StressView | null;
  /** Why the view is not there although a scenario is; null while the data are on their way. */
  readonly problem: string | null;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  /** By which policy both sides are judged, where its numbers are moved; else null. */
  readonly judgedBy: string | null;
  /** With each step of a handle. */
  readonly onChange: (scenario: Scenario | null) => void;
  /** When a handle rests: the scenario stands from now on. */
  readonly onRest: () => void;
  /** Shows the companies of a query. */
  readonly onShow: (query: string) => void;
}

/** What is assumed about rates, earnings and costs, and which verdicts it changes. */
export function StressPanel(props: StressPanelProps) {
  const { scenario, view, counted, problem, judgedBy, onChange, onRest, onShow } = props;
  const settle = (next: Scenario | null) => {
    onChange(next);
    onRest();
  };
  return (
    <div className="space-y-4 p-3">
      <StressHeadline
        view={view}
        scenario={scenario}
        problem={problem}
        counted={counted}
        judgedBy={judgedBy}
        onShow={onShow}
        onLeave={() => settle(null)}
      />
      <ScenarioPresets scenario={scenario} onPick={settle} />
      <ScenarioSliders scenario={scenario} onChange={onChange} onRest={onRest} />
      {view === null ? null : (
        <>
          <MoveTable
            moves={view.moves}
            before="reported"
            caption="Companies by the verdict as reported, in rows, and under the scenario, in columns"
            onShow={(move) => onShow(writeStressQuery(move))}
          />
          <SectorMovesList
            sectors={view.sectors}
            onShow={(sector) => onShow(writeSectorQuery(writeStressQuery(null), sector))}
          />
        </>
      )}
    </div>
  );
}
