"use client";

import { useMemo } from "react";
import { getShownColumns } from "#lib/workbench/column/column-set";
import { setSortKey } from "#lib/workbench/column/sort-key";
import type { ColumnActions } from "@/components/company-table/column-menu";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { useStable } from "@/components/ui/use-stable";

/** What the menu of a column's head does, as functions that stay the same. */
export function useColumnActions({ screen, change, workbench, addFilter }: ScreenerState): ColumnActions {
  const columns = getShownColumns(screen);
  const sortBy = useStable<Parameters<ColumnActions["sortBy"]>, void>((expression, descending, isAdded) => {
    change({ sort: setSortKey(screen.sort, { expression, descending }, isAdded) });
  });
  const filterBy = useStable((expression: string) => {
    const head = workbench?.describe(expression);
    if (head) addFilter({ id: expression, type: head.type });
  });
  const move = useStable((expression: string, by: -1 | 1) => {
    const next = columns.filter((column) => column !== expression);
    next.splice(columns.indexOf(expression) + by, 0, expression);
    change({ columns: next });
  });
  const remove = useStable((expression: string) => {
    change({ columns: columns.filter((column) => column !== expression) });
  });
  return useMemo(() => ({ sortBy, filterBy, arrange: { move, remove } }), [sortBy, filterBy, move, remove]);
}
