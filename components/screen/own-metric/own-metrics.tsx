"use client";

import { Pencil, Plus, X } from "lucide-react";
import { useRef, useState } from "react";
import type { Screen } from "#lib/screen/screen";
import { customMetricsMax } from "#lib/screen/screen-limits";
import { getShownColumns } from "#lib/workbench/column/column-set";
import { changeMetric, listMetricUses, removeMetricWithUses, type ScreenEdit } from "#lib/workbench/own-metric-edit";
import type { Workbench } from "#lib/workbench/workbench";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { showToast } from "@/components/ui/toast";
import { OwnMetricForm } from "./own-metric-form";
import { RemoveMetricDialog } from "./remove-metric-dialog";

/** Which metric is being written: one of the list by its place, or a new one. */
export type EditedMetric = number | "new" | null;

export interface OwnMetricsProps {
  readonly screen: Screen;
  /** Knows all names but the screen's own metrics. */
  readonly base: Workbench;
  readonly workbench: Workbench;
  readonly edited: EditedMetric;
  readonly onEditedChange: (edited: EditedMetric) => void;
  readonly onChange: (change: Partial<Screen>, mode?: ChangeMode) => void;
}

/** The metrics that the screen itself defines, and the means to write, change, rename and remove them. */
export function OwnMetrics({ screen, base, workbench, edited, onEditedChange, onChange }: OwnMetricsProps) {
  const { metrics } = screen;
  const [removed, setRemoved] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const close = () => {
    onEditedChange(null);
    requestAnimationFrame(() => addButton.current?.focus());
  };

  const remove = (id: string) => {
    const uses = listMetricUses(screen, id);
    if (uses.some(({ kind }) => kind !== "column")) {
      setRemoved(id);
      return;
    }
    const { query, sort, columns } = screen;
    onChange(removeMetricWithUses(screen, id));
    close();
    showToast({
      title: uses.length > 0 ? `Removed ${id} and its column` : `Removed ${id}`,
      action: { label: "Undo", onPress: () => onChange({ query, sort, columns, metrics }) },
    });
  };
  const finishRemoval = (edit: ScreenEdit) => {
    onChange(edit);
    setRemoved(null);
    close();
  };

  const form = {
    metrics,
    base,
    completion: workbench,
    onCancel: close,
  };
  return (
    <>
      {metrics.length === 0 && edited === null ? (
        <p className="pb-2 text-xs text-pretty text-ink-muted">
          A metric of your own, in the same language as the built-in ones. It can stand in filters, columns, ranking and
          other metrics, and goes with the link.
        </p>
      ) : null}
      <ul className="-mx-3">
        {metrics.map((metric, at) =>
          edited === at ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a metric keeps its place while its name changes.
            <li key={at} className="border-t px-3 py-2">
              <OwnMetricForm
                {...form}
                at={at}
                screen={screen}
                onWrite={(next, mode) => onChange(changeMetric(screen, metric.id, next), mode)}
                onDone={close}
              />
            </li>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a metric keeps its place while its name changes.
            <li key={at} className="flex items-start gap-0.5 border-t py-1 pr-1.5 pl-3">
              <div className="min-w-0 flex-1 py-1 leading-4">
                <code className="block truncate text-xs font-medium">{metric.id}</code>
                <code className="block truncate text-2xs text-ink-muted" title={metric.formula}>
                  {metric.formula}
                </code>
              </div>
              <IconButton size="sm" label={`Edit ${metric.id}`} className="mt-1" onClick={() => onEditedChange(at)}>
                <Pencil size={13} aria-hidden />
              </IconButton>
              <IconButton size="sm" label={`Remove ${metric.id}`} className="mt-1" onClick={() => remove(metric.id)}>
                <X size={14} aria-hidden />
              </IconButton>
            </li>
          ),
        )}
      </ul>
      {edited === "new" ? (
        <div className="-mx-3 border-t px-3 pt-2">
          <OwnMetricForm
            {...form}
            at={metrics.length}
            screen={screen}
            onWrite={null}
            onDone={(metric) => {
              const columns = [...getShownColumns(screen), metric.id];
              onChange({ metrics: [...metrics, metric], columns });
              close();
            }}
          />
        </div>
      ) : (
        <div className={metrics.length > 0 ? "-mx-3 border-t px-3 pt-2" : undefined}>
          <Button
            ref={addButton}
            size="sm"
            disabled={metrics.length >= customMetricsMax}
            onClick={() => onEditedChange("new")}
          >
            <Plus size={14} aria-hidden />
            New metric
          </Button>
          {metrics.length >= customMetricsMax ? (
            <p className="mt-1 text-xs text-ink-muted">A screen holds at most {customMetricsMax}.</p>
          ) : null}
        </div>
      )}
      {removed === null ? null : (
        <RemoveMetricDialog screen={screen} id={removed} onRemove={finishRemoval} onClose={() => setRemoved(null)} />
      )}
    </>
  );
}
