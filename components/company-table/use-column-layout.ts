"use client";

import { useMemo } from "react";
import { useKeptState } from "@/components/ui/use-kept-state";
import { useStable } from "@/components/ui/use-stable";
import { type ColumnWidths, columnWidthsCookie, formatColumnWidths, setColumnWidth } from "./column-width";
import { formatPinnedColumns, pinnedColumnsCookie, togglePinned } from "./pinned-columns";

/** How wide columns are and which stay in sight, as somebody set them. */
export interface ColumnLayoutValues {
  readonly widths: ColumnWidths;
  /** Expressions of the columns that stay beside the ticker, in their order. */
  readonly pinned: readonly string[];
}

export interface ColumnLayout extends ColumnLayoutValues {
  /** Null: as wide as by default. */
  readonly setWidth: (expression: string, widthPx: number | null) => void;
  readonly togglePin: (expression: string) => void;
}

/** What this browser keeps of the columns. */
export function useColumnLayout(initial: ColumnLayoutValues): ColumnLayout {
  const [widths, changeWidths] = useKeptState(columnWidthsCookie, initial.widths, formatColumnWidths);
  const [pinned, changePinned] = useKeptState(pinnedColumnsCookie, initial.pinned, formatPinnedColumns);
  const setWidth = useStable((expression: string, widthPx: number | null) =>
    changeWidths(setColumnWidth(widths, expression, widthPx)),
  );
  const togglePin = useStable((expression: string) => changePinned(togglePinned(pinned, expression)));
  return useMemo(() => ({ widths, pinned, setWidth, togglePin }), [widths, pinned, setWidth, togglePin]);
}
