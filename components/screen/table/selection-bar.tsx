"use client";

import { Copy, Eye, Table2, X } from "lucide-react";
import { formatCount } from "#lib/util/number-text";
import { Button } from "@/components/ui/button";
import { joinClasses } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { watchSelectedMark } from "./use-table-keys";

export interface SelectionBarProps {
  readonly count: number;
  /** How many of them the table does not list. */
  readonly outsideCount: number;
  /** The panel of a company is open: where that lies over the table, the bar stands beside it. */
  readonly isBesidePanel: boolean;
  readonly onWatch: (anchor: HTMLElement) => void;
  readonly onCopyTickers: () => void;
  readonly onCopyRows: () => void;
  readonly onClear: () => void;
}

/** What can be done with the chosen rows. It lies over the lower end of the table, so that nothing moves when it comes. */
export function SelectionBar({ count, outsideCount, isBesidePanel, ...props }: SelectionBarProps) {
  const labelClass = isBesidePanel ? "@max-[60rem]:sr-only" : "@max-[36rem]:sr-only";
  return (
    <div
      className={joinClasses(
        "pointer-events-none absolute inset-x-0 bottom-3 z-10 flex justify-center px-3",
        isBesidePanel && "@max-[36rem]:bottom-[calc(60%+0.75rem)] @min-[36rem]:@max-[60rem]:right-88",
      )}
    >
      <section
        aria-label="Selected rows"
        className="pop pointer-events-auto flex max-w-full items-center gap-1 py-1.5 pr-1.5 pl-3 text-sm"
      >
        <p className="mr-2 min-w-0">
          <span className="font-medium whitespace-nowrap">{formatCount(count)} selected</span>
          {outsideCount === 0 ? null : (
            <span className={joinClasses("ml-2 text-xs whitespace-nowrap text-ink-muted", labelClass)}>
              {formatCount(outsideCount)} not in this result
            </span>
          )}
        </p>
        <Button
          {...watchSelectedMark}
          size="sm"
          variant="primary"
          aria-haspopup="menu"
          onClick={(event) => props.onWatch(event.currentTarget)}
        >
          <Eye size={14} aria-hidden />
          <span className={labelClass}>Add to watchlist</span>
        </Button>
        <Button size="sm" onClick={props.onCopyTickers} title="Copy the tickers (c)">
          <Copy size={14} aria-hidden />
          <span className={labelClass}>Copy tickers</span>
        </Button>
        <Button size="sm" onClick={props.onCopyRows} title="Copy the rows with their columns, for a spreadsheet">
          <Table2 size={14} aria-hidden />
          <span className={labelClass}>Copy rows</span>
        </Button>
        <IconButton size="sm" label="Clear the selection" title="Clear the selection (Escape)" onClick={props.onClear}>
          <X size={14} aria-hidden />
        </IconButton>
      </section>
    </div>
  );
}
