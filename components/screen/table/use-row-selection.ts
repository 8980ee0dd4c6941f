"use client";

import { useMemo, useState } from "react";
import {
  countHeld,
  extendSelection,
  getSelectionState,
  noSelection,
  toggleAll,
  toggleRow,
} from "#lib/workbench/column/row-selection";
import type { TableRows } from "#lib/workbench/column/table-model";
import type { TableSelection } from "@/components/company-table/row-selector";
import { useStable } from "@/components/ui/use-stable";

export interface RowSelectionState {
  readonly selection: typeof noSelection;
  /** How many rows are chosen, and how many of them the result has. */
  readonly count: number;
  readonly heldCount: number;
  /** What the table needs of it. */
  readonly table: TableSelection;
  readonly clear: () => void;
}

/** The rows that are chosen, in the memory of the page: they stay while it is filtered and sorted, and end with it. */
export function useRowSelection(rows: TableRows): RowSelectionState {
  const [selection, setSelection] = useState(noSelection);
  const onToggle = useStable((index: number, isExtended: boolean) => {
    if (index >= rows.available) return;
    setSelection((before) =>
      isExtended ? extendSelection(before, rows, index) : toggleRow(before, rows.getIdentity(index).ticker),
    );
  });
  const onToggleAll = useStable(() => setSelection((before) => toggleAll(before, rows)));
  const clear = useStable(() => setSelection(noSelection));
  const table = useMemo(
    (): TableSelection => ({
      state: getSelectionState(selection, rows),
      has: (ticker) => selection.tickers.has(ticker),
      onToggle,
      onToggleAll,
    }),
    [selection, rows, onToggle, onToggleAll],
  );
  const heldCount = useMemo(() => countHeld(selection, rows), [selection, rows]);
  return { selection, count: selection.tickers.size, heldCount, table, clear };
}
