"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import type { WatchActions } from "#lib/contract/watchlist";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { buildStressedViewSearch } from "#lib/screen/stressed-view-url";
import { formatCountOf } from "#lib/util/number-text";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { findIndex, listSelected } from "#lib/workbench/column/row-selection";
import type { Density } from "#lib/workbench/column/table-model";
import type { Advice } from "#lib/workbench/filter/screen-advice";
import { formatPageUrl, type Show } from "#lib/workbench/page-url";
import type { ColumnActions } from "@/components/company-table/column-menu";
import { CompanyTable } from "@/components/company-table/company-table";
import { type CompanyTableHandle, ScrollingTable } from "@/components/company-table/scrolling-table";
import type { Shading } from "@/components/company-table/standing";
import type { ColumnLayout } from "@/components/company-table/use-column-layout";
import { PeekFrame } from "@/components/screen/peek/peek-frame";
import type { ListColumn, ScreenedList } from "@/components/screen/state/screened-list";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { PendingLayer } from "@/components/ui/layer";
import { Skeleton } from "@/components/ui/skeleton";
import { useStable } from "@/components/ui/use-stable";
import type { WatchTarget } from "@/components/watch/watch-menu";
import { RowActions } from "./row-actions";
import { useCopySelection } from "./use-copy-selection";
import { useRowSelection } from "./use-row-selection";
import { useTableKeys } from "./use-table-keys";
import { useTrendColumns } from "./use-trend-columns";

const WatchMenu = dynamic(() => import("@/components/watch/watch-menu").then((module) => module.WatchMenu), {
  ssr: false,
  loading: PendingLayer,
});

// What stands in place of rows, and what comes with the first row that is chosen: neither belongs to the first load.
const NothingFound = dynamic(() => import("./nothing-found").then((module) => module.NothingFound));
const LostResult = dynamic(() => import("./broken-screen").then((module) => module.LostResult));
const BrokenScreen = dynamic(() => import("./broken-screen").then((module) => module.BrokenScreen));
const SelectionBar = dynamic(() => import("./selection-bar").then((module) => module.SelectionBar), { ssr: false });

const PeekPanel = dynamic(() => import("@/components/screen/peek/peek-panel").then((module) => module.PeekPanel), {
  ssr: false,
  loading: () => <PeekFrame label="A company at a glance">{null}</PeekFrame>,
});

const noHeads: readonly ColumnHead[] = [];

export interface ResultTableProps {
  readonly screener: ScreenerState;
  readonly density: Density;
  readonly shading: Shading;
  readonly columnActions: ColumnActions;
  /** Null: nobody is signed in, and the menu of watchlists asks to. */
  readonly watchActions: WatchActions | null;
  readonly hasScore: boolean;
  readonly layout: ColumnLayout;
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
  const { advice, hasScore, layout, list } = rest;
  const table = useRef<CompanyTableHandle>(null);
  // Undefined until the first press, which loads the menu.
  const [watching, setWatching] = useState<WatchTarget | null>();
  const chosen = useRowSelection(rows);
  const { copyTickers, copyRows } = useCopySelection(chosen.selection, rows, view?.heads ?? noHeads);
  const watchOne = useStable((ticker: string, anchor: HTMLElement) => setWatching({ tickers: [ticker], anchor }));
  const watchSelected = (anchor: HTMLElement) => setWatching({ tickers: listSelected(chosen.selection, rows), anchor });
  const trendColumns = useTrendColumns(screener.trends, rows);
  const extraColumns = useMemo(() => {
    // A column of the language says the same and can be sorted.
    const isShown = ({ id }: ListColumn) => view?.heads.some(({ expression }) => expression === id) ?? false;
    const own = (list?.columns ?? [])
      .filter((column) => !isShown(column))
      .map((column) => ({
        ...column,
        render: (index: number) => column.render(rows.getIdentity(index).ticker),
      }));
    return [...trendColumns, ...own];
  }, [list?.columns, view?.heads, rows, trendColumns]);
  const [peeked, setPeeked] = useState<string | null>(null);
  useTableKeys({ rows, table, chosen, copyTickers, peeked, onPeek: setPeeked });

  if (screener.isLost) return <LostResult onRetry={screener.retry} />;
  if (view === null && errors.length === 0) return <Skeleton className="m-3 h-40" />;
  if (errors.length > 0 || view === null) return <BrokenScreen screener={screener} onEditMetric={rest.onEditMetric} />;
  const hasSelection = chosen.count > 0;
  const viewSearch = buildStressedViewSearch(screen);
  return (
    <div className="@container relative flex min-h-0 flex-1">
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <CompanyTable
          label={labelTable(show, list)}
          heads={view.heads}
          rows={rows}
          sort={screen.sort}
          onSortChange={(sort) => change({ sort })}
          actions={columnActions}
          hasScore={hasScore}
          layout={layout}
          density={density}
          shading={rest.shading}
          extraColumns={extraColumns}
          selection={chosen.table}
          renderFrame={(frame) => (
            <ScrollingTable
              {...frame}
              scrollKey={formatPageUrl(formatScreenUrl(screen), show)}
              handle={table}
              isCovered={hasSelection}
            />
          )}
          isBusy={screener.isBehind}
          currentTicker={peeked}
          viewSearch={viewSearch}
          renderRowActions={(index) => (
            <RowActions ticker={rows.getIdentity(index).ticker} onPeek={setPeeked} onWatch={watchOne} />
          )}
          empty={
            list !== null && view.total === 0 ? (
              list.renderEmpty(screener.tag)
            ) : (
              <NothingFound screener={screener} advice={advice} />
            )
          }
        />
        <p role="status" className="sr-only">
          {hasSelection ? `${formatCountOf(chosen.count, "row")} selected` : ""}
        </p>
        {hasSelection ? (
          <SelectionBar
            count={chosen.count}
            isBesidePanel={peeked !== null}
            outsideCount={chosen.count - chosen.heldCount}
            onWatch={watchSelected}
            onCopyTickers={copyTickers}
            onCopyRows={copyRows}
            onClear={chosen.clear}
          />
        ) : null}
      </div>
      {peeked === null ? null : (
        <PeekPanel
          ticker={peeked}
          workbench={screener.workbench}
          isLost={screener.snapshot.status === "failed"}
          viewSearch={viewSearch}
          onWatch={(anchor) => watchOne(peeked, anchor)}
          onClose={() => {
            setPeeked(null);
            table.current?.focusRow(findIndex(rows, peeked));
          }}
        />
      )}
      {watching === undefined ? null : (
        <WatchMenu target={watching} onClose={() => setWatching(null)} actions={watchActions} />
      )}
    </div>
  );
}
