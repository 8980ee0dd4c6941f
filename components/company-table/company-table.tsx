"use client";

import {
  type ColumnDef,
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
import { useStable } from "@/components/ui/use-stable";
import type { TableFrameProps } from "./bare-table";
import type { ColumnActions } from "./column-menu";
import type { ColumnWidths } from "./column-width";
import { CompanyRow } from "./company-row";
import { HeadSelector, selectorWidthPx, type TableSelection } from "./row-selector";
import { peersOf, type Shading } from "./standing";
import { type ExtraColumn, listTableColumns } from "./table-column";
import { ExtraHead, TableHead } from "./table-head";

interface ColumnMeta {
  /** Null for an extra column. */
  readonly head: ColumnHead | null;
  /** Place among the chosen columns; null for ticker, name, the score and extra columns. */
  readonly place: number | null;
}

const features = tableFeatures({
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
  readonly widths: ColumnWidths;
  readonly onResize: (expression: string, widthPx: number | null) => void;
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
  const { hasScore = false, widths, onResize, viewSearch, renderRowActions } = props;
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
            meta: { head, place: null },
          }),
        ),
        ...shown.map((column) =>
          column.kind === "extra"
            ? helper.display({
                id: column.id,
                size: column.extra.widthPx,
                enableSorting: false,
                meta: { head: null, place: null },
              })
            : helper.accessor(readNothing, {
                id: column.id,
                size: getColumnWidthPx(column.head),
                enableSorting: true,
                sortDescFirst: column.head.type === "number" && column.head.better !== "lower",
                meta: {
                  head: column.head,
                  place: hasScore ? (column.place === 0 ? null : column.place - 1) : column.place,
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
  const table = useTable({
    features,
    columns,
    data: noRows,
    manualSorting: true,
    maxMultiSortColCount: 5,
    state: { sorting, columnSizing: widths },
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
  const hasOwnWidths = Object.keys(widths).length > 0;
  const stretched =
    extraColumns.find((extra) => extra.isStretched)?.id ??
    (hasOwnWidths && widths["name"] === undefined ? "name" : null);
  const extraById = new Map(extraColumns.map((extra) => [extra.id, extra]));

  const head = (
    <>
      <colgroup>
        {selection === null ? null : <col width={selectorWidthPx} />}
        {headers.map((header) => (
          <col key={header.id} width={header.id === stretched ? undefined : header.getSize()} />
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
            const extra = extraById.get(header.id);
            if (extra !== undefined) return <ExtraHead key={header.id} column={extra} />;
            if (!meta?.head) return null;
            return (
              <TableHead
                key={header.id}
                head={meta.head}
                sorted={header.column.getIsSorted()}
                sortPlace={sort.length > 1 ? header.column.getSortIndex() + 1 : null}
                onToggleSort={toggleSort}
                isFixed={meta.place === null}
                isFirst={meta.place === 0}
                isLast={meta.place === heads.length - (hasScore ? 2 : 1)}
                widthPx={header.getSize()}
                isOwnWidth={widths[header.id] !== undefined}
                onResize={onResize}
                actions={actions}
                className={at > 0 ? "" : selection === null ? "left-0 z-20 border-r" : "left-9 z-20 border-r"}
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
    widthPx: table.getTotalSize() + (selection === null ? 0 : selectorWidthPx),
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
        columns={shown}
        density={density}
        actions={index < rows.available ? renderRowActions?.(index) : null}
        peers={peersOf[shading]}
        selection={selection}
        isCurrent={index < rows.available && rows.getIdentity(index).ticker === currentTicker}
      />
    ),
  });
}
