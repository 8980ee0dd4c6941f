"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useImperativeHandle, useRef } from "react";
import { joinClasses } from "@/components/ui/class-names";
import { BareTable, type TableFrameProps } from "./bare-table";
import { useKeptScroll } from "./use-kept-scroll";

/** What the page around a table may do with it. */
export interface CompanyTableHandle {
  focusRow(index: number): void;
}

export interface ScrollingTableProps extends TableFrameProps {
  /** Names the list, for coming back to a place in it. */
  readonly scrollKey: string;
  readonly handle?: RefObject<CompanyTableHandle | null>;
  /** Something lies over the lower end; the last rows can be scrolled above it. */
  readonly isCovered?: boolean;
}

/** Room for what lies over the lower end, `pb-16`. */
const coverPx = 64;

/** A table that scrolls in the room it has: only the rows in sight are in the document, the head and the ticker stay in place. */
export function ScrollingTable({ scrollKey, handle, isCovered = false, ...props }: ScrollingTableProps) {
  const { rowCount, rowHeightPx, columnCount } = props;
  const scroller = useRef<HTMLElement>(null);
  useKeptScroll(scroller, scrollKey);
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    // Before the browser has measured anything, the server draws a screenful: these rows and the ones over.
    initialRect: { width: 1200, height: 660 },
    scrollPaddingStart: 60,
    scrollPaddingEnd: isCovered ? coverPx : 0,
  });
  const lastHeight = useRef(rowHeightPx);
  if (lastHeight.current !== rowHeightPx) {
    lastHeight.current = rowHeightPx;
    virtualizer.measure();
  }

  useImperativeHandle(handle, () => ({
    focusRow: (index) => {
      if (index < 0) return;
      virtualizer.scrollToIndex(index, { align: "auto" });
      const focus = () => {
        const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${index}"] a`);
        link?.focus({ preventScroll: true });
        return Boolean(link);
      };
      // At once where the row is there, so that the next key finds the focus on it.
      if (!focus()) requestAnimationFrame(focus);
    },
  }));

  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section
      ref={scroller}
      data-rows
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={joinClasses(
        "relative min-h-0 flex-1 overflow-auto overscroll-contain bg-surface [contain:strict]",
        isCovered && "pb-16",
      )}
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

function Spacer({ columns, heightPx }: { readonly columns: number; readonly heightPx: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} className="p-0" height={heightPx} />
    </tr>
  );
}
