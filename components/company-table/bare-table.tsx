import { type ReactNode, useLayoutEffect, useRef } from "react";
import { joinClasses } from "@/components/ui/class-names";

/** What a frame draws: the head, and a row for each index. */
export interface TableFrameProps {
  readonly label: string;
  /** Columns and head; the same element while only rows change, so that scrolling does not draw it anew. */
  readonly head: ReactNode;
  readonly columnCount: number;
  readonly widthPx: number;
  /** How far from the left the columns stay that are pinned beside the ticker. */
  readonly pinStartsPx: readonly number[];
  readonly rowCount: number;
  readonly rowHeightPx: number;
  readonly renderRow: (index: number) => ReactNode;
  readonly isBusy: boolean;
  /** What stands in place of rows. */
  readonly empty: ReactNode;
}

/** The table itself, in whatever frame. */
export function BareTable({
  head,
  columnCount,
  widthPx,
  pinStartsPx,
  rowCount,
  isBusy,
  children,
}: TableFrameProps & { readonly children: ReactNode }) {
  const table = useRef<HTMLTableElement>(null);
  useLayoutEffect(() => {
    for (const [at, startPx] of pinStartsPx.entries()) table.current?.style.setProperty(`--pin-${at}`, `${startPx}px`);
  }, [pinStartsPx]);
  return (
    <table
      ref={table}
      aria-rowcount={rowCount + 1}
      aria-colcount={columnCount}
      aria-busy={isBusy}
      className={joinClasses(
        "min-w-full table-fixed border-separate border-spacing-0 text-sm transition-opacity duration-150",
        isBusy && "opacity-60",
      )}
      width={widthPx}
    >
      {head}
      <tbody>{children}</tbody>
    </table>
  );
}
