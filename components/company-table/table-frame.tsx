"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useImperativeHandle, useRef } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { useKeptScroll } from "./use-kept-scroll";

/** What the page around a table may do with it. */
export interface CompanyTableHandle {
  focusRow(index: number): void;
}

/** A table that scrolls in the room it has. */
export interface ScrollingFrame {
  readonly kind: "scrolling";
  /** Names the list, for coming back to a place in it. */
  readonly scrollKey: string;
  readonly handle?: RefObject<CompanyTableHandle | null>;
}

/** A table as tall as its rows, which grow with what they hold; it scrolls sideways where the page is narrow. */
export interface PageFrame {
  readonly kind: "page";
}

export interface TableFrameProps {
  readonly label: string;
  /** Columns and head; the same element while only rows change, so that scrolling does not draw it anew. */
  readonly head: ReactNode;
  readonly columnCount: number;
  readonly widthPx: number;
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly renderRow: (index: number) => ReactNode;
  readonly isBusy: boolean;
  readonly empty: ReactNode;
}

/** Only the rows in sight are in the document, the head and the ticker stay in place. */
export function ScrollingTable({ frame, ...props }: TableFrameProps & { readonly frame: ScrollingFrame }) {
  const { rowCount, rowHeightPx, columnCount } = props;
  const scroller = useRef<HTMLElement>(null);
  useKeptScroll(scroller, frame.scrollKey);
  const virtualizer = useVirtualizer({
    count: rowCount,
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

  useImperativeHandle(frame.handle, () => ({
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
  return (
    <section
      ref={scroller}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative min-h-0 flex-1 overflow-auto overscroll-contain bg-surface [contain:strict]"
    >
      <BareTable {...props}>
        {above > 0 ? <Spacer columns={columnCount} heightPx={above} /> : null}
        {items.map(({ index }) => props.renderRow(index))}
        {below > 0 ? <Spacer columns={columnCount} heightPx={below} /> : null}
      </BareTable>
      {rowCount === 0 ? <div className="sticky left-0">{props.empty}</div> : null}
    </section>
  );
}

/** Every row is in the document. */
export function PageTable(props: TableFrameProps) {
  return (
    <section
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-ui border bg-surface"
    >
      <BareTable {...props}>{Array.from({ length: props.rowCount }, (_, index) => props.renderRow(index))}</BareTable>
      {props.rowCount === 0 ? <div className="sticky left-0">{props.empty}</div> : null}
    </section>
  );
}

function BareTable({
  head,
  columnCount,
  widthPx,
  rowCount,
  isBusy,
  children,
}: TableFrameProps & { readonly children: ReactNode }) {
  return (
    <table
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount}
      aria-busy={isBusy}
      className={joinClasses(
        "table-fixed border-separate border-spacing-0 text-sm transition-opacity duration-150",
        isBusy && "opacity-60",
      )}
      style={{ width: widthPx, minWidth: "100%" }}
    >
      {head}
      <tbody>{children}</tbody>
    </table>
  );
}

function Spacer({ columns, heightPx }: { readonly columns: number; readonly heightPx: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" style={{ height: heightPx }} />
    </tr>
  );
}
