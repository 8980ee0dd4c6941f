"use client";

import {
  listDependents,
  listMetricUses,
  type MetricUse,
  removeMetricWithUses,
  replaceMetricByFormula,
  type ScreenEdit,
} from "#lib/workbench/own-metric-edit";
import { HighlightedQuery } from "@/components/query/query-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";

export interface RemoveMetricDialogProps {
  readonly screen: ScreenEdit;
  readonly id: string;
  readonly onRemove: (edit: ScreenEdit) => void;
  readonly onClose: () => void;
}

const useNames: Readonly<Record<MetricUse["kind"], string>> = {
  filter: "Filter",
  sort: "Order",
  column: "Column",
  metric: "Metric",
};

/** Asks what becomes of the places that use a metric before it goes. */
export function RemoveMetricDialog({ screen, id, onRemove, onClose }: RemoveMetricDialogProps) {
  const uses = listMetricUses(screen, id);
  const replaced = replaceMetricByFormula(screen, id);
  const direct = new Set(uses.flatMap(({ kind, text }) => (kind === "metric" ? [text] : [])));
  const further = [...listDependents(screen, id)].filter((other) => other !== id && !direct.has(other));
  return (
    <Dialog
      title={`Remove ${id}?`}
      description={uses.length === 1 ? "It is still used in one place." : `It is still used in ${uses.length} places.`}
      width="md"
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <ul className="divide-y rounded-ui border text-sm">
        {uses.map(({ kind, text }) => (
          <li key={kind + text} className="flex items-baseline gap-3 px-3 py-1.5">
            <span className="w-14 shrink-0 text-xs text-ink-muted">{useNames[kind]}</span>
            <code className="min-w-0 flex-1 text-xs break-words">
              <HighlightedQuery text={text} />
            </code>
          </li>
        ))}
      </ul>
      {further.length > 0 ? (
        <p className="mt-2 text-xs text-ink-muted">
          {further.join(", ")} {further.length === 1 ? "uses" : "use"} those in turn and would go with them.
        </p>
      ) : null}
      <p className="mt-3 text-sm text-pretty text-ink-muted">
        {replaced === null
          ? "Its formula cannot be written in its place there, so these have to go with it."
          : "With its formula in its place the result stays as it is."}
      </p>
      <DialogActions>
        <Button variant="quiet" onClick={onClose}>
          Keep it
        </Button>
        <Button variant="danger" onClick={() => onRemove(removeMetricWithUses(screen, id))}>
          Remove these too
        </Button>
        {replaced === null ? null : (
          <Button variant="primary" onClick={() => onRemove(replaced)}>
            Write its formula there
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
