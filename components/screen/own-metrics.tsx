"use client";

import { X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { Screen } from "@/lib/screen/screen";

export interface OwnMetricsProps {
  readonly metrics: Screen["metrics"];
  /** What is wrong with a list of metrics; null when nothing is. */
  readonly findError: (metrics: Screen["metrics"]) => string | null;
  readonly onAdd: (metric: Screen["metrics"][number]) => void;
  readonly onRemove: (id: string) => void;
}

/** The metrics that the screen itself defines, and the form for another. */
export function OwnMetrics({ metrics, findError, onAdd, onRemove }: OwnMetricsProps) {
  const [id, setId] = useState("");
  const [formula, setFormula] = useState("");
  const [error, setError] = useState<string | null>(null);
  const errorId = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const metric = { id: id.trim().toLowerCase().replaceAll(" ", "_"), formula: formula.trim() };
    const found =
      metric.id === "" || metric.formula === "" ? "Give a name and a formula." : findError([...metrics, metric]);
    setError(found);
    if (found !== null) return;
    onAdd(metric);
    setId("");
    setFormula("");
  };

  return (
    <section aria-label="New metric" className="border-t p-3">
      <h3 className="text-sm">New metric</h3>
      {metrics.length === 0 ? null : (
        <ul className="mt-1">
          {metrics.map((metric) => (
            <li key={metric.id} className="flex min-h-7 items-center gap-1 text-xs">
              <code className="min-w-0 flex-1 truncate" title={metric.formula}>
                {metric.id} = {metric.formula}
              </code>
              <IconButton size="sm" label={`Remove ${metric.id}`} onClick={() => onRemove(metric.id)}>
                <X size={13} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="mt-2 flex flex-wrap gap-2">
        <div className="w-28">
          <Input
            size="sm"
            aria-label="Name of the metric"
            placeholder="my_score"
            autoComplete="off"
            spellCheck={false}
            value={id}
            onChange={(event) => setId(event.target.value)}
            className="w-full font-mono"
          />
        </div>
        <div className="min-w-48 flex-1">
          <Input
            size="sm"
            aria-label="Formula of the metric"
            aria-invalid={error !== null || undefined}
            aria-describedby={errorId}
            placeholder="0.6 * pct(roic) + 0.4 * pct(fcf_yield)"
            autoComplete="off"
            spellCheck={false}
            value={formula}
            onChange={(event) => setFormula(event.target.value)}
            className="w-full font-mono"
          />
        </div>
        <Button size="sm" type="submit">
          Add
        </Button>
      </form>
      <p id={errorId} role="status" className="mt-1 text-xs text-danger empty:hidden">
        {error}
      </p>
    </section>
  );
}
