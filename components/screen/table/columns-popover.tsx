"use client";

import { ArrowDown, ArrowUp, Columns3, Plus, X } from "lucide-react";
import { useState } from "react";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { type TrendId, trendIds, trends } from "#lib/workbench/column/trend";
import type { Workbench } from "#lib/workbench/workbench";
import { MetricPicker } from "@/components/search/metric-picker";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";

export interface ColumnsPopoverProps {
  readonly heads: readonly ColumnHead[];
  readonly workbench: Workbench | null;
  readonly onChange: (columns: readonly string[]) => void;
  /** Keeps these columns as "My columns" on this device. */
  readonly onKeep: () => void;
  readonly trends: readonly TrendId[];
  readonly onTrendsChange: (trends: readonly TrendId[]) => void;
  /** Opens the form for a metric of the screen's own. */
  readonly onNewMetric: () => void;
}

/** Which columns the table shows, and in which order. */
export function ColumnsPopover(props: ColumnsPopoverProps) {
  const { heads, workbench, onChange, onKeep, onNewMetric, trends: shownTrends, onTrendsChange } = props;
  const [isOpen, setOpen] = useState(false);
  const columns = heads.map((head) => head.expression);
  const swap = (at: number, by: -1 | 1) => {
    const next = [...columns];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) next.splice(at + by, 0, moved);
    onChange(next);
  };
  return (
    <Popover
      label="Columns"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      className="grid sm:grid-cols-2"
      trigger={
        <Button size="sm" disabled={workbench === null}>
          <Columns3 size={14} aria-hidden />
          <span className="max-sm:sr-only">Columns</span>
        </Button>
      }
    >
      <div className="flex max-h-[min(26rem,70dvh)] w-full flex-col max-sm:max-h-56 max-sm:border-b sm:w-80 sm:border-r">
        <div className="flex h-9 shrink-0 items-center justify-between border-b px-3">
          <h3 className="text-sm">Shown</h3>
          <Button variant="quiet" size="sm" onClick={onKeep}>
            Keep as my columns
          </Button>
        </div>
        <ol className="min-h-0 flex-1 overflow-y-auto py-1">
          {heads.map((head, at) => (
            <li key={head.expression} className="flex min-h-7 items-center gap-0.5 pr-1 pl-3 text-sm hover:bg-hover">
              <span className="min-w-0 flex-1 truncate" title={head.description ?? undefined}>
                {head.label}
              </span>
              <IconButton size="sm" label={`Move ${head.label} left`} disabled={at === 0} onClick={() => swap(at, -1)}>
                <ArrowUp size={13} aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={`Move ${head.label} right`}
                disabled={at === heads.length - 1}
                onClick={() => swap(at, 1)}
              >
                <ArrowDown size={13} aria-hidden />
              </IconButton>
              <IconButton
                size="sm"
                label={`Remove ${head.label}`}
                disabled={heads.length === 1}
                onClick={() => onChange(columns.filter((column) => column !== head.expression))}
              >
                <X size={13} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ol>
      </div>
      {workbench === null ? null : (
        <MetricPicker
          label="Columns to add"
          search={workbench.searchSubjects}
          chosen={new Set(columns)}
          onPick={({ id }) => {
            if (!columns.includes(id)) onChange([...columns, id]);
          }}
        />
      )}
      <fieldset className="flex flex-wrap items-center gap-x-4 border-t px-3 py-2 sm:col-span-2">
        <legend className="sr-only">Lines of six years</legend>
        <span aria-hidden className="text-xs text-ink-muted">
          Lines of six years
        </span>
        {trendIds.map((id) => (
          <Checkbox
            key={id}
            label={trends[id].label}
            checked={shownTrends.includes(id)}
            onCheckedChange={(isShown) =>
              onTrendsChange(trendIds.filter((other) => (other === id ? isShown : shownTrends.includes(other))))
            }
          />
        ))}
      </fieldset>
      <div className="flex items-center justify-between gap-3 border-t px-3 py-2 text-xs text-ink-muted sm:col-span-2">
        Not in the list? Write it as a formula.
        <Button
          size="sm"
          onClick={() => {
            setOpen(false);
            onNewMetric();
          }}
        >
          <Plus size={14} aria-hidden />
          New metric
        </Button>
      </div>
    </Popover>
  );
}
