"use client";

import { type RefObject, useRef } from "react";
import { findIndex } from "#lib/workbench/column/row-selection";
import type { TableRows } from "#lib/workbench/column/table-model";
import type { CompanyTableHandle } from "@/components/company-table/scrolling-table";
import { type Shortcut, useShortcuts } from "@/components/key/use-shortcuts";
import type { RowSelectionState } from "./use-row-selection";

/** Marks the button of a row that `w` presses. */
export const watchMark = { "data-watch": "" } as const;

/** Marks the button that `w` presses while rows are chosen. */
export const watchSelectedMark = { "data-watch-selected": "" } as const;

export interface TableKeys {
  readonly rows: TableRows;
  readonly table: RefObject<CompanyTableHandle | null>;
  readonly chosen: RowSelectionState;
  readonly copyTickers: () => void;
  /** The company that is looked at beside the table; null: none. */
  readonly peeked: string | null;
  readonly onPeek: (ticker: string | null) => void;
}

/** The keys of the table: they walk its rows, choose them, and do what the bar does with the chosen ones. */
export function useTableKeys({ rows, table, chosen, copyTickers, peeked, onPeek }: TableKeys): void {
  const last = useRef(-1);

  const findCurrent = (): number => {
    const focused = document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (focused !== undefined) return Number(focused);
    const place = peeked === null ? -1 : findIndex(rows, peeked);
    return place >= 0 ? place : Math.min(last.current, rows.available - 1);
  };
  const walk = (by: number, isExtended: boolean): void => {
    if (rows.available === 0) return;
    const from = findCurrent();
    const to = Math.min(rows.available - 1, Math.max(0, from + by));
    if (isExtended && from >= 0) {
      if (chosen.count === 0) chosen.table.onToggle(from, false);
      chosen.table.onToggle(to, true);
    }
    last.current = to;
    table.current?.focusRow(to);
    if (peeked !== null) onPeek(rows.getIdentity(to).ticker);
  };
  const walkByArrow =
    (by: number): Shortcut =>
    (event) =>
      isInTable(event?.target ?? null) ? walk(by, event?.shiftKey ?? false) : false;
  const select = (isExtended: boolean): unknown => {
    const current = findCurrent();
    return current < 0 ? false : chosen.table.onToggle(current, isExtended);
  };
  const peek = (): unknown => {
    const current = findCurrent();
    if (current < 0) return false;
    const { ticker } = rows.getIdentity(current);
    return onPeek(ticker === peeked ? null : ticker);
  };
  const whenChosen = (run: () => void): Shortcut => {
    return () => (chosen.count === 0 ? false : run());
  };

  const putAway = (): unknown => {
    if (peeked !== null) return onPeek(null);
    return chosen.count > 0 ? chosen.clear() : false;
  };

  useShortcuts({
    j: () => walk(1, false),
    k: () => walk(-1, false),
    ArrowDown: walkByArrow(1),
    ArrowUp: walkByArrow(-1),
    x: () => select(false),
    " ": (event) => (isPressed(event?.target ?? null) ? false : event?.shiftKey ? select(true) : peek()),
    w: () => findWatchButton(chosen.count > 0, findCurrent())?.click(),
    c: whenChosen(copyTickers),
    b: whenChosen(() => findWatchButton(true, -1)?.focus()),
    Escape: putAway,
  });
}

/** Whether the focus is on a row, or on the frame that scrolls; the head has keys of its own. */
function isInTable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.closest("[data-row]") !== null || target.matches("[data-rows]"));
}

/** A space presses a button, ticks a box and opens what is folded. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, input, summary, [role=slider]") !== null;
}

function findWatchButton(isSelection: boolean, index: number): HTMLElement | null {
  return document.querySelector(isSelection ? "[data-watch-selected]" : `[data-row="${index}"] [data-watch]`);
}
