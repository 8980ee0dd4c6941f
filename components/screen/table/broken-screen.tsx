"use client";

import { HighlightedQuery } from "@/components/query/query-field";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** Neither the data nor the server's answer arrived: rows of another screen would be wrong ones. */
export function LostResult({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-surface">
      <ErrorState title="This screen could not be run" actions={<Button onClick={onRetry}>Try again</Button>}>
        The data did not arrive in the browser, and the server did not answer either.
      </ErrorState>
    </div>
  );
}

const parameterNames = {
  q: "filter",
  sort: "sorting",
  columns: "columns",
  metric: "metrics",
  policy: "policy",
} as const;

export interface BrokenScreenProps {
  readonly screener: ScreenerState;
  /** Opens the form of one of the screen's own metrics, by its place. */
  readonly onEditMetric: (at: number) => void;
}

/** Says which expression of the link cannot be read, and offers to mend it or to go on without that part. */
export function BrokenScreen({ screener, onEditMetric }: BrokenScreenProps) {
  const { errors, change, screen } = screener;
  const wrong = errors.find(({ parameter }) => parameter === "metric")?.subject;
  const wrongAt = screen.metrics.findIndex(({ id }) => id === wrong);
  const parts = [...new Set(errors.map((error) => error.parameter))];
  const drop = () =>
    change({
      ...(parts.includes("q") ? { query: "" } : {}),
      ...(parts.includes("sort") ? { sort: [{ expression: "market_cap", descending: true }] } : {}),
      ...(parts.includes("columns") ? { columns: [] } : {}),
      ...(parts.includes("metric") ? { metrics: [] } : {}),
      ...(parts.includes("policy") ? { policy: null } : {}),
    });
  return (
    <div className="min-h-0 flex-1 overflow-auto bg-surface">
      <ErrorState
        title="This screen cannot be run"
        actions={
          <>
            {wrongAt < 0 ? null : (
              <Button variant="primary" onClick={() => onEditMetric(wrongAt)}>
                Edit {wrong}
              </Button>
            )}
            <Button onClick={drop}>Go on without its {parts.map((part) => parameterNames[part]).join(" and ")}</Button>
          </>
        }
      >
        <ul className="space-y-3">
          {errors.map((error) => (
            <li key={`${error.parameter} ${error.expression}`}>
              {error.expression === "" ? null : (
                <code className="block rounded-ui text-left bg-sunken px-2 py-1 text-xs break-words">
                  {error.subject === undefined ? null : `${error.subject} = `}
                  <HighlightedQuery text={error.expression} />
                </code>
              )}
              {error.errors.map(({ code, message, hint }) => (
                <span key={code + message} className="mt-1 block">
                  {message} {hint}
                </span>
              ))}
            </li>
          ))}
        </ul>
      </ErrorState>
    </div>
  );
}
