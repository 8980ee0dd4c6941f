"use client";

import {
  type ColumnDef,
  columnPinningFeature,
  columnSizingFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, type SyntheticEvent, useMemo } from "react";
import type { SortKey } from "#lib/screen/screen";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { identityHeads } from "#lib/workbench/column/identity-column";
import { type Density, getColumnWidthPx, rowHeightsPx, type TableRows } from "#lib/workbench/column/table-model";
import { joinClasses } from "@/components/ui/class-names";
import { useStable } from "@/components/ui/use-stable";
import type { TableFrameProps } from "./bare-table";
import type { ColumnActions } from "./column-menu";
import { CompanyRow } from "./company-row";
import { pinClasses } from "./pinned-columns";
import { HeadSelector, selectorWidthPx, type TableSelection } from "./row-selector";
import { peersOf, type Shading } from "./standing";
import { type ExtraColumn, listTableColumns, type TableColumn } from "./table-column";
import { ExtraHead, TableHead } from "./table-head";
import { useColumnDrag } from "./use-column-drag";
import type { ColumnLayout } from "./use-column-layout";

interface ColumnMeta {
  /** Null for an extra column. */
  readonly head: ColumnHead | null;
  /** Place among the chosen columns; null for ticker, name, the score and extra columns. */
  readonly place: number | null;
  /** What a row shows there; null for the ticker, which every row begins with. */
  readonly column: TableColumn | null;
}

const features = tableFeatures({
  columnPinningFeature,
  columnSizingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

/** The rows stay in their columns and are read by index; the library keeps the columns, their widths and the sort. */
type NoRow = Readonly<Record<string, never>>;

const noRows: readonly NoRow[] = [];

/** The library sorts only columns that read something; the order itself comes with the rows. */
const readNothing = () => null;

const helper = createColumnHelper<typeof features, NoRow>();

const noExtras: readonly ExtraColumn[] = [];

const nameColumn: TableColumn = { kind: "name", id: "name" };

export interface CompanyTableProps {
  readonly label: string;
  /** The columns after ticker and name. */
  readonly heads: readonly ColumnHead[];
  /** Columns of the page's own among them. The same array while they are the same. */
  readonly extraColumns?: readonly ExtraColumn[];
  readonly rows: TableRows;
  readonly sort: readonly SortKey[];
  readonly onSortChange: (sort: SortKey[]) => void;
  readonly actions: ColumnActions;
  /** The first column is the score that ranks the rows; it comes and goes with the ranking. */
  readonly hasScore?: boolean;
  readonly layout: ColumnLayout;
  readonly density: Density;
  /** How the table stands on the page: a `ScrollingTable` of what it is given. */
  readonly renderFrame: (frame: TableFrameProps) => ReactNode;
  /** New rows are on their way; the old ones stay in sight, dimmed. */
  readonly isBusy?: boolean;
  /** What a row offers besides opening it, for instance a watchlist button. */
  readonly renderRowActions?: (index: number) => ReactNode;
  /** The rows may be chosen; absent: they may not. */
  readonly selection?: TableSelection;
  /** The ticker of the row that keys act on; null where there is none. */
  readonly currentTicker?: string | null;
  /** What stands behind numbers; nothing when absent. */
  readonly shading?: Shading;
  /** What keeps a link to a company on the data and the policy of the table. */
  readonly viewSearch: string;
  /** What stands in place of rows. */
  readonly empty?: ReactNode;
}

/** Companies by rows and figures by columns: heads that sort, are resized and have a menu, and links to the companies. */
export function CompanyTable(props: CompanyTableProps) {
  const { heads, extraColumns = noExtras, rows, sort, onSortChange, actions, density, renderFrame } = props;
  const { hasScore = false, layout, viewSearch, renderRowActions } = props;
  const { selection = null, currentTicker = null, shading = "off" } = props;
  const shown = useMemo(() => listTableColumns(heads, extraColumns), [heads, extraColumns]);
  const columns = useMemo(
    (): ColumnDef<typeof features, NoRow>[] =>
      helper.columns([
        ...identityHeads.map(({ head, widthPx }) =>
          helper.accessor(readNothing, {
            id: head.expression,
            size: widthPx,
            enableSorting: true,
            sortDescFirst: false,
            meta: { head, place: null, column: head.expression === "name" ? nameColumn : null },
          }),
        ),
        ...shown.map((column) =>
          column.kind === "extra"
            ? helper.display({
                id: column.id,
                size: column.extra.widthPx,
                enableSorting: false,
                meta: { head: null, place: null, column },
              })
            : helper.accessor(readNothing, {
                id: column.id,
                size: getColumnWidthPx(column.head),
                enableSorting: true,
                sortDescFirst: column.head.type === "number" && column.head.better !== "lower",
                meta: {
                  head: column.head,
                  place: hasScore ? (column.place === 0 ? null : column.place - 1) : column.place,
                  column,
                },
              }),
        ),
      ]),
    [shown, hasScore],
  );
  const sorting = useMemo(
    (): SortingState => sort.map(({ expression, descending }) => ({ id: expression, desc: descending })),
    [sort],
  );
  const columnPinning = useMemo(() => {
    const isShown = (id: string) =>
      id === "name" || shown.some((column) => column.kind === "value" && column.id === id);
    return { start: ["ticker", ...layout.pinned.filter(isShown)], end: [] };
  }, [shown, layout.pinned]);
  const drag = useColumnDrag(actions.arrange?.place ?? null);
  const table = useTable({
    features,
    columns,
    data: noRows,
    manualSorting: true,
    maxMultiSortColCount: 5,
    state: { sorting, columnSizing: layout.widths, columnPinning },
    onSortingChange: (update) => {
      const next = typeof update === "function" ? update(sorting) : update;
      onSortChange(next.map(({ id, desc }) => ({ expression: id, descending: desc })));
    },
  });

  const toggleSort = useStable((expression: string, event: SyntheticEvent) =>
    table.getColumn(expression)?.getToggleSortingHandler()?.(event),
  );

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  // Room that is left over would make every set width wider than it was set, so one column takes all of it.
  const hasOwnWidths = Object.keys(layout.widths).length > 0;
  const stretched =
    extraColumns.find((extra) => extra.isStretched)?.id ??
    (hasOwnWidths && layout.widths["name"] === undefined ? "name" : null);
  const pinnedCount = columnPinning.start.length - 1;
  // What a person may move columns among: those chosen and not pinned, in the order in which they are seen.
  const movable = headers.filter(
    ({ id, column }) => column.columnDef.meta?.place != null && !layout.pinned.includes(id),
  );
  const neighbours = new Map(
    movable.map(({ id }, at) => [id, { left: movable[at - 1]?.id ?? null, right: movable[at + 1]?.id ?? null }]),
  );
  const rowColumns = headers.flatMap((header) => header.column.columnDef.meta?.column ?? []);
  const leadPx = selection === null ? 0 : selectorWidthPx;

  const head = (
    <>
      <colgroup>
        {selection === null ? null : <col width={selectorWidthPx} />}
        {headers.map((header) => (
          <col
            key={header.id}
            width={header.id === stretched ? undefined : header.getSize()}
            // A phone has room for the verdict beside a shorter name.
            className={header.id === "name" && layout.widths["name"] === undefined ? "max-sm:w-32" : undefined}
          />
        ))}
        {hasOwnWidths && stretched === null ? <col /> : null}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {selection === null ? null : (
            <HeadSelector selection={selection} isWaiting={rows.available < rows.count || rows.count === 0} />
          )}
          {headers.map((header, at) => {
            const meta = header.column.columnDef.meta;
            if (meta?.column?.kind === "extra") return <ExtraHead key={header.id} column={meta.column.extra} />;
            if (!meta?.head) return null;
            const edge = at === pinnedCount ? "border-r" : "";
            return (
              <TableHead
                key={header.id}
                head={meta.head}
                sorted={header.column.getIsSorted()}
                sortPlace={sort.length > 1 ? header.column.getSortIndex() + 1 : null}
                onToggleSort={toggleSort}
                isFixed={meta.place === null}
                isPinned={at > 0 && at <= pinnedCount}
                leftNeighbour={neighbours.get(header.id)?.left ?? null}
                rightNeighbour={neighbours.get(header.id)?.right ?? null}
                widthPx={header.getSize()}
                isOwnWidth={layout.widths[header.id] !== undefined}
                layout={layout}
                actions={actions}
                drag={neighbours.has(header.id) ? drag.handlers : null}
                dropSide={drag.over?.expression === header.id ? drag.over.side : null}
                className={joinClasses(
                  edge,
                  at === 0 && (selection === null ? "left-0 z-20" : "left-9 z-20"),
                  at > 0 && at <= pinnedCount && `${pinClasses[at - 1]} sm:z-20`,
                )}
              />
            );
          })}
        </tr>
      </thead>
    </>
  );
  return renderFrame({
    label: props.label,
    head,
    columnCount: headers.length + (selection === null ? 0 : 1),
    widthPx: table.getTotalSize() + leadPx,
    pinStartsPx: headers.slice(1, pinnedCount + 1).map((header) => leadPx + header.column.getStart("start")),
    rowCount: rows.count,
    rowHeightPx: rowHeightsPx[density],
    isBusy: props.isBusy ?? false,
    empty: props.empty,
    renderRow: (index: number) => (
      <CompanyRow
        key={index < rows.available ? rows.getIdentity(index).ticker : `waiting ${index}`}
        index={index}
        rows={rows}
        viewSearch={viewSearch}
        columns={rowColumns}
        pinnedCount={pinnedCount}
        density={density}
        actions={index < rows.available ? renderRowActions?.(index) : null}
        peers={peersOf[shading]}
        selection={selection}
        isCurrent={index < rows.available && rows.getIdentity(index).ticker === currentTicker}
      />
    ),
  });
}
