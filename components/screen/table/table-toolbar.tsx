"use client";

import { Blend, ChartBarDecreasing, CircleHelp, Hash, Rows2, Rows3, Rows4 } from "lucide-react";
import dynamic from "next/dynamic";
import { memo } from "react";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { columnSets } from "#lib/workbench/column/column-set";
import type { Density } from "#lib/workbench/column/table-model";
import type { TrendId } from "#lib/workbench/column/trend";
import type { Grouping } from "#lib/workbench/grouping";
import type { Workbench } from "#lib/workbench/workbench";
import type { Shading } from "@/components/company-table/standing";
import { GroupSelect } from "@/components/screen/group/group-select";
import type { EditedMetric } from "@/components/screen/own-metric/own-metrics";
import { joinClasses } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { ColumnsPopover } from "./columns-popover";

const MarksLegend = dynamic(() => import("./marks-legend").then((module) => module.MarksLegend), {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full" />,
});

export interface TableToolbarProps {
  /** Id of the set in force; null when the columns were chosen one by one. */
  readonly set: string | null;
  readonly heads: readonly ColumnHead[];
  readonly workbench: Workbench | null;
  readonly density: Density;
  readonly shading: Shading;
  /** Whether "My columns" were kept on this device, and are the ones shown. */
  readonly mine: "none" | "kept" | "shown";
  readonly onSetChange: (set: string) => void;
  readonly onMine: () => void;
  readonly onKeepMine: () => void;
  readonly onColumnsChange: (columns: readonly string[]) => void;
  readonly onDensityChange: (density: Density) => void;
  readonly onShadingChange: (shading: Shading) => void;
  readonly trends: readonly TrendId[];
  readonly onTrendsChange: (trends: readonly TrendId[]) => void;
  readonly grouping: Grouping | null;
  readonly onGroupingChange: (grouping: Grouping | null) => void;
  readonly onEditMetric: (edited: EditedMetric) => void;
}

const tabClass =
  "relative h-9 shrink-0 px-2 text-xs whitespace-nowrap -outline-offset-2 aria-pressed:font-medium aria-pressed:text-ink aria-pressed:after:absolute aria-pressed:after:inset-x-2 aria-pressed:after:bottom-0 aria-pressed:after:h-0.5 aria-pressed:after:bg-accent text-ink-muted hover:text-ink";

/** Drawn anew only when something of it changes, and not with each step of a slider. */
export const TableToolbar = memo(function TableToolbar(props: TableToolbarProps) {
  const { set, heads, workbench, density, shading, mine } = props;
  return (
    <div className="flex shrink-0 items-center gap-2 border-b bg-surface pr-3 pl-1 md:pl-2">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll sideways in a flex row. */}
      <div
        role="group"
        aria-label="Column sets"
        className="flex min-w-0 flex-1 overflow-x-auto pr-6 [mask-image:linear-gradient(to_right,black_calc(100%-1.5rem),transparent)] [scrollbar-width:none]"
      >
        {columnSets.map((entry) => (
          <button
            key={entry.id}
            type="button"
            aria-pressed={entry.id === set}
            onClick={() => props.onSetChange(entry.id)}
            className={tabClass}
          >
            {entry.label}
          </button>
        ))}
        {mine === "none" && set !== null ? null : (
          <button
            type="button"
            aria-pressed={set === null}
            onClick={mine === "none" ? undefined : props.onMine}
            className={joinClasses(tabClass)}
          >
            {set === null && mine !== "shown" ? "Own choice" : "My columns"}
          </button>
        )}
      </div>
      <Popover
        label="What the marks mean"
        align="end"
        className="w-88 p-3"
        trigger={
          <IconButton label="What the marks mean" size="sm">
            <CircleHelp size={14} aria-hidden />
          </IconButton>
        }
      >
        <MarksLegend />
      </Popover>
      <span className="flex gap-2 max-md:hidden">
        <Segmented
          label="Behind numbers"
          value={shading}
          onValueChange={props.onShadingChange}
          options={[
            { value: "off", name: "Plain numbers", label: <Hash size={13} aria-hidden /> },
            { value: "bars", name: "Percentile bars", label: <ChartBarDecreasing size={13} aria-hidden /> },
            { value: "sector", name: "Shade by sector", label: <Blend size={13} aria-hidden /> },
          ]}
        />
        <Segmented
          label="Row height"
          value={density}
          onValueChange={props.onDensityChange}
          options={[
            { value: "compact", name: "Compact rows", label: <Rows4 size={13} aria-hidden /> },
            { value: "normal", name: "Normal rows", label: <Rows3 size={13} aria-hidden /> },
            { value: "roomy", name: "Roomy rows", label: <Rows2 size={13} aria-hidden /> },
          ]}
        />
      </span>
      <GroupSelect grouping={props.grouping} onChange={props.onGroupingChange} />
      <ColumnsPopover
        heads={heads}
        workbench={workbench}
        onChange={props.onColumnsChange}
        onKeep={props.onKeepMine}
        trends={props.trends}
        onTrendsChange={props.onTrendsChange}
        onNewMetric={() => props.onEditMetric("new")}
      />
    </div>
  );
});
