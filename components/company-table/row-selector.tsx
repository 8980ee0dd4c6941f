"use client";

import { memo } from "react";
import type { SelectionState } from "#lib/workbench/column/row-selection";
import { Checkbox } from "@/components/ui/checkbox";

/** The choice of rows that a table offers; without it the table has no column of boxes. */
export interface TableSelection {
  /** Of the rows of the table. */
  readonly state: SelectionState;
  readonly has: (ticker: string) => boolean;
  /** Extended: all rows from the one before to this one. */
  readonly onToggle: (index: number, isExtended: boolean) => void;
  readonly onToggleAll: () => void;
}

/** The column of boxes, in pixels; the ticker stands beside it. */
export const selectorWidthPx = 36;

/** The whole cell is the target. */
const fillClass = "absolute inset-0 justify-center";

/** The box in the head that chooses every row. */
export function HeadSelector({
  selection,
  isWaiting,
}: {
  readonly selection: TableSelection;
  readonly isWaiting: boolean;
}) {
  return (
    <th scope="col" className="sticky top-0 left-0 z-20 border-b border-line-strong bg-surface p-0">
      <Checkbox
        hiddenLabel="Select all rows"
        checked={selection.state === "all"}
        indeterminate={selection.state === "some"}
        disabled={isWaiting}
        onCheckedChange={selection.onToggleAll}
        className="absolute inset-0 items-end justify-center pb-1.5"
      />
    </th>
  );
}

export interface RowSelectorProps extends Pick<TableSelection, "onToggle"> {
  readonly index: number;
  readonly ticker: string;
  readonly isChosen: boolean;
}

/** The box of a row, which fills its cell. With Shift it chooses all rows from the one before. */
export const RowSelector = memo(function RowSelector({ index, ticker, isChosen, onToggle }: RowSelectorProps) {
  return (
    <Checkbox
      hiddenLabel={`Select ${ticker}`}
      checked={isChosen}
      onCheckedChange={(_, isExtended) => onToggle(index, isExtended)}
      className={fillClass}
    />
  );
});
