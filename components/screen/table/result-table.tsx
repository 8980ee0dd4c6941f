"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import type { WatchActions } from "#lib/contract/watchlist";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { buildViewSearch } from "#lib/screen/view-url";
import type { Density } from "#lib/workbench/column/table-model";
import type { Advice } from "#lib/workbench/filter/screen-advice";
import { formatPageUrl, type Show } from "#lib/workbench/page-url";
import type { ColumnActions } from "@/components/company-table/column-menu";
import { CompanyTable } from "@/components/company-table/company-table";
import { type CompanyTableHandle, ScrollingTable } from "@/components/company-table/scrolling-table";
import type { ColumnWidthState } from "@/components/company-table/use-column-widths";
import { HighlightedQuery } from "@/components/query/query-field";
import type { ScreenedList } from "@/components/screen/state/screened-list";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { useShortcuts } from "@/components/screen/state/use-shortcuts";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { PendingLayer } from "@/components/ui/layer";
import { Skeleton } from "@/components/ui/skeleton";
import type { WatchTarget } from "@/components/watch/watch-menu";
import { NothingFound } from "./nothing-found";

const WatchMenu = dynamic(() => import("@/components/watch/watch-menu").then((module) => module.WatchMenu), {
  ssr: false,
  loading: PendingLayer,
});

export interface ResultTableProps {
  readonly screener: ScreenerState;
  readonly density: Density;
  readonly columnActions: ColumnActions;
  /** Null: nobody is signed in, and rows offer no watchlist. */
  readonly watchActions: WatchActions | null;
  readonly hasScore: boolean;
  readonly columnWidths: ColumnWidthState;
  /** Opens the form of one of the screen's own metrics, by its place. */
  readonly onEditMetric: (at: number) => void;
  /** Whose companies they are; null for those of the index. */
  readonly list: ScreenedList | null;
  /** What to loosen, for a result without rows. */
  readonly advice: Advice | null;
}

function labelTable(show: Show, list: ScreenedList | null): string {
  if (show === "unknown") return "Companies that the filter cannot judge";
  return list === null ? "Companies that pass the filter" : `Companies on ${list.name}`;
}

/** The table with what belongs to its rows: keys to walk them, the watchlist menu, and what stands there instead. */
export function ResultTable({ screener, density, columnActions, watchActions, ...rest }: ResultTableProps) {
  const { rows, view, show, screen, change, errors } = screener;
  const { advice, hasScore, columnWidths, list } = rest;
  const table = useRef<CompanyTableHandle>(null);
  const current = useRef(-1);
  // Undefined until the first press, which loads the menu.
  const [watching, setWatching] = useState<WatchTarget | null>();

  const extraColumns = useMemo(
    () =>
      (list?.columns ?? []).map((column) => ({
        ...column,
        render: (index: number) => column.render(rows.getIdentity(index).ticker),
      })),
    [list?.columns, rows],
  );

  const walk = (by: number) => {
    if (rows.available === 0) return;
    const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset.row;
    const from = focused === undefined ? current.current : Number(focused);
    current.current = Math.min(rows.available - 1, Math.max(0, from + by));
    table.current?.focusRow(current.current);
  };
  useShortcuts({
    j: () => walk(1),
    k: () => walk(-1),
    w: () => document.activeElement?.closest("[data-row]")?.querySelector<HTMLElement>("[data-watch]")?.click(),
  });

  if (screener.isLost) return <LostResult onRetry={screener.retry} />;
  if (view === null && errors.length === 0) return <Skeleton className="m-3 h-40" />;
  if (errors.length > 0 || view === null) return <BrokenScreen screener={screener} onEditMetric={rest.onEditMetric} />;
  return (
    <>
      <CompanyTable
        label={labelTable(show, list)}
        heads={view.heads}
        extraColumns={extraColumns}
        rows={rows}
        sort={screen.sort}
        onSortChange={(sort) => change({ sort })}
        actions={columnActions}
        hasScore={hasScore}
        widths={columnWidths.widths}
        onResize={columnWidths.setWidth}
        density={density}
        renderFrame={(frame) => (
          <ScrollingTable {...frame} scrollKey={formatPageUrl(formatScreenUrl(screen), show)} handle={table} />
        )}
        isBusy={screener.isBehind}
        viewSearch={buildViewSearch(screen)}
        {...(watchActions
          ? {
              renderRowActions: (index: number) => (
                <IconButton
                  data-watch
                  size="sm"
                  label={`Add ${rows.getIdentity(index).ticker} to a watchlist`}
                  onClick={(event) =>
                    setWatching({ tickers: [rows.getIdentity(index).ticker], anchor: event.currentTarget })
                  }
                >
                  <Plus size={14} aria-hidden />
                </IconButton>
              ),
            }
          : {})}
        empty={list !== null && view.total === 0 ? list.empty : <NothingFound screener={screener} advice={advice} />}
      />
      {watchActions === null || watching === undefined ? null : (
        <WatchMenu target={watching} onClose={() => setWatching(null)} actions={watchActions} />
      )}
    </>
  );
}

/** Neither the data nor the server's answer arrived: rows of another screen would be wrong ones. */
function LostResult({ onRetry }: { readonly onRetry: () => void }) {
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

/** Says which expression of the link cannot be read, and offers to mend it or to go on without that part. */
function BrokenScreen({ screener, onEditMetric }: Pick<ResultTableProps, "screener" | "onEditMetric">) {
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
