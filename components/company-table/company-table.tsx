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
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, type SyntheticEvent, useImperativeHandle, useMemo, useRef } from "react";
import type { SortKey } from "#lib/screen/screen";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { type Density, getColumnWidthPx, rowHeightsPx, type TableRows } from "#lib/workbench/column/table-model";
import { joinClasses } from "@/components/ui/class-names";
import { useStable } from "@/components/ui/use-stable";
import type { ColumnActions } from "./column-menu";
import type { ColumnWidths } from "./column-width";
import { ScreenTableRow } from "./company-table-row";
import { TableHead } from "./table-head";
import { useKeptScroll } from "./use-kept-scroll";

interface ColumnMeta {
  readonly head: ColumnHead;
  /** Place among the chosen columns; null for ticker, name and the score. */
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

const fixedHeads: readonly (ColumnHead & { readonly widthPx: number })[] = [
  { expression: "ticker", label: "Ticker", widthPx: 84 },
  { expression: "name", label: "Name", widthPx: 200 },
].map((fixed) => ({ ...fixed, description: null, type: "text", format: "text", better: "none" }));

/** What the page around the table may do with it. */
export interface ScreenTableHandle {
  focusRow(index: number): void;
}

export interface ScreenTableProps {
  readonly label: string;
  readonly heads: readonly ColumnHead[];
  readonly rows: TableRows;
  readonly sort: readonly SortKey[];
  readonly onSortChange: (sort: SortKey[]) => void;
  readonly actions: ColumnActions;
  /** The first column is the score that ranks the rows; it comes and goes with the ranking. */
  readonly hasScore: boolean;
  readonly widths: ColumnWidths;
  readonly onResize: (expression: string, widthPx: number | null) => void;
  readonly density: Density;
  /** New rows are on their way; the old ones stay in sight, dimmed. */
  readonly isBusy?: boolean;
  /** What a row offers besides opening it, for instance a watchlist button. */
  readonly renderRowActions?: (index: number) => ReactNode;
  readonly handle?: RefObject<ScreenTableHandle | null>;
  /** What keeps a link to a company on the data of the table; empty: the newest. */
  readonly dataSearch: string;
  /** Names the list, for coming back to a place in it. */
  readonly scrollKey: string;
  readonly empty: ReactNode;
}

/** The result as a table: only the rows in sight are in the document, the head and the ticker stay in place. */
export function ScreenTable(props: ScreenTableProps) {
  const { label, heads, rows, sort, onSortChange, actions, density, isBusy = false, handle } = props;
  const { hasScore, widths, onResize } = props;
  const scroller = useRef<HTMLElement>(null);
  useKeptScroll(scroller, props.scrollKey);

  const columns = useMemo(
    (): ColumnDef<typeof features, NoRow>[] =>
      helper.columns([
        ...fixedHeads.map((head) =>
          helper.accessor(readNothing, {
            id: head.expression,
            size: head.widthPx,
            enableSorting: true,
            sortDescFirst: false,
            meta: { head, place: null },
          }),
        ),
        ...heads.map((head, place) =>
          helper.accessor(readNothing, {
            id: head.expression,
            size: getColumnWidthPx(head),
            enableSorting: true,
            sortDescFirst: head.type === "number" && head.better !== "lower",
            meta: { head, place: hasScore ? (place === 0 ? null : place - 1) : place },
          }),
        ),
      ]),
    [heads, hasScore],
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

  const rowHeightPx = rowHeightsPx[density];
  const virtualizer = useVirtualizer({
    count: rows.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    // Before the browser has measured anything, the server draws a screenful: these rows and the ones over.
    initialRect: { width: 1200, height: 660 },
    scrollPaddingStart: 44,
  });
  const lastHeight = useRef(rowHeightPx);
  if (lastHeight.current !== rowHeightPx) {
    lastHeight.current = rowHeightPx;
    virtualizer.measure();
  }

  useImperativeHandle(handle, () => ({
    focusRow: (index) => {
      virtualizer.scrollToIndex(index, { align: "auto" });
      requestAnimationFrame(() => {
        scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"] a`)?.focus({ preventScroll: true });
      });
    },
  }));

  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const columnCount = headers.length;
  // Room that is left over would make every set width wider than it was set, so one column takes all of it.
  const hasOwnWidths = Object.keys(widths).length > 0;
  const stretched = hasOwnWidths && widths["name"] === undefined ? "name" : null;

  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain bg-surface [contain:strict]"
    >
      <table
        aria-rowcount={rows.count + 1}
        aria-colcount={columnCount}
        aria-busy={isBusy}
        className={joinClasses(
          "table-fixed border-separate border-spacing-0 text-sm transition-opacity duration-150",
          isBusy && "opacity-60",
        )}
        style={{ width: table.getTotalSize(), minWidth: "100%" }}
      >
        <colgroup>
          {headers.map((header) => (
            <col key={header.id} style={header.id === stretched ? undefined : { width: header.getSize() }} />
          ))}
          {hasOwnWidths && stretched === null ? <col /> : null}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {headers.map((header, at) => {
              const meta = header.column.columnDef.meta;
              if (meta === undefined) return null;
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
                  className={at === 0 ? "left-0 z-20 border-r" : ""}
                />
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <Spacer columns={columnCount} heightPx={above} /> : null}
          {items.map(({ index }) => (
            <ScreenTableRow
              key={index < rows.available ? rows.getIdentity(index).row : `waiting-${index}`}
              index={index}
              rows={rows}
              dataSearch={props.dataSearch}
              heads={heads}
              heightPx={rowHeightPx}
              actions={index < rows.available ? props.renderRowActions?.(index) : null}
            />
          ))}
          {below > 0 ? <Spacer columns={columnCount} heightPx={below} /> : null}
        </tbody>
      </table>
      {rows.count === 0 ? <div className="sticky left-0">{props.empty}</div> : null}
    </section>
  );
}

function Spacer({ columns, heightPx }: { readonly columns: number; readonly heightPx: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" style={{ height: heightPx }} />
    </tr>
  );
}
