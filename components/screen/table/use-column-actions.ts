"use client";

import { useMemo } from "react";
import { getShownColumns } from "#lib/workbench/column/column-set";
import { placeColumn } from "#lib/workbench/column/place-column";
import { setSortKey } from "#lib/workbench/column/sort-key";
import type { ColumnActions } from "@/components/company-table/column-menu";
import type { PlaceColumn } from "@/components/company-table/use-column-drag";
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
  const place = useStable<Parameters<PlaceColumn>, void>((expression, side, other) => {
    change({ columns: placeColumn(columns, expression, side, other) });
  });
  const remove = useStable((expression: string) => {
    change({ columns: columns.filter((column) => column !== expression) });
  });
  return useMemo(() => ({ sortBy, filterBy, arrange: { place, remove } }), [sortBy, filterBy, place, remove]);
}
