"use client";

import dynamic from "next/dynamic";
import { PanelSection } from "@/components/screen/filter/panel-section";
import type { EditedMetric } from "@/components/screen/own-metric/own-metrics";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { Skeleton } from "@/components/ui/skeleton";

const loading = () => <Skeleton className="my-2 h-4 w-full" />;

// What opens only on demand is loaded only then.
const RankingPanel = dynamic(
  () => import("@/components/screen/rank/ranking-panel").then((module) => module.RankingPanel),
  { loading },
);
const OwnMetrics = dynamic(
  () => import("@/components/screen/own-metric/own-metrics").then((module) => module.OwnMetrics),
  { loading },
);

/** Which of the sections is open: one at a time, so that the filters keep their room. */
export type OpenSection = "ranking" | "metrics" | null;

export interface PanelSectionsProps {
  readonly screener: ScreenerState;
  readonly open: OpenSection;
  readonly onOpenChange: (open: OpenSection) => void;
  readonly edited: EditedMetric;
  readonly onEditedChange: (edited: EditedMetric) => void;
}

/** What stands below the filters: the score that companies are ranked by, and the screen's own metrics. */
export function PanelSections({ screener, open, onOpenChange, edited, onEditedChange }: PanelSectionsProps) {
  const { screen, workbench, base, view, change } = screener;
  const toggle = (section: Exclude<OpenSection, null>) => (isOpen: boolean) => {
    onEditedChange(null);
    onOpenChange(isOpen ? section : null);
  };
  const [first] = screen.sort;
  const head = view?.heads.find((other) => other.expression === first?.expression);
  const label = head?.label ?? (first === undefined ? "" : workbench?.describe(first.expression)?.label) ?? "";
  return (
    <>
      <PanelSection
        title="Ranking"
        summary={label === "" ? "" : `${label}, ${first?.descending ? "highest" : "lowest"} first`}
        isOpen={open === "ranking"}
        onOpenChange={toggle("ranking")}
      >
        {workbench === null ? (
          loading()
        ) : (
          <RankingPanel
            query={screen.query}
            sort={screen.sort}
            workbench={workbench}
            onChange={(sort) => change({ sort })}
          />
        )}
      </PanelSection>
      <PanelSection
        title="Own metrics"
        summary={screen.metrics.length > 0 ? screen.metrics.map(({ id }) => id).join(", ") : "none"}
        isOpen={open === "metrics"}
        onOpenChange={toggle("metrics")}
      >
        {workbench === null || base === null ? (
          loading()
        ) : (
          <OwnMetrics
            screen={screen}
            base={base}
            workbench={workbench}
            edited={edited}
            onEditedChange={onEditedChange}
            onChange={change}
          />
        )}
      </PanelSection>
    </>
  );
}
