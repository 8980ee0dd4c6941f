"use client";

import {
  ArrowDownNarrowWide,
  ArrowDownWideNarrow,
  ArrowLeft,
  ArrowRight,
  ChevronDown,
  ListPlus,
  SlidersHorizontal,
  X,
} from "lucide-react";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { ColumnHead } from "./column-head";

export interface ColumnActions {
  readonly sortBy: (expression: string, descending: boolean, isAdded: boolean) => void;
  readonly filterBy: (expression: string) => void;
  readonly move: (expression: string, by: -1 | 1) => void;
  readonly remove: (expression: string) => void;
}

export interface ColumnMenuProps {
  readonly head: ColumnHead;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Ticker and name stay where they are. */
  readonly isFixed: boolean;
  readonly actions: ColumnActions;
}

export function ColumnMenu({ head, isFirst, isLast, isFixed, actions }: ColumnMenuProps) {
  const { expression } = head;
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Column ${head.label}`}
          className="absolute top-1 right-0.5 grid size-6 place-items-center rounded-ui bg-surface text-ink-faint opacity-0 group-hover/head:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 data-popup-open:opacity-100 pointer-coarse:hidden"
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      }
    >
      <MenuItem icon={<ArrowDownWideNarrow />} onSelect={() => actions.sortBy(expression, true, false)}>
        Sort, highest first
      </MenuItem>
      <MenuItem icon={<ArrowDownNarrowWide />} onSelect={() => actions.sortBy(expression, false, false)}>
        Sort, lowest first
      </MenuItem>
      <MenuItem
        icon={<ListPlus />}
        detail="Shift-click"
        onSelect={() => actions.sortBy(expression, head.type === "number", true)}
      >
        Then sort by this
      </MenuItem>
      {head.type === "truth" || isFixed ? null : (
        <MenuItem icon={<SlidersHorizontal />} onSelect={() => actions.filterBy(expression)}>
          Filter by this
        </MenuItem>
      )}
      {isFixed ? null : (
        <>
          <MenuSeparator />
          <MenuItem icon={<ArrowLeft />} disabled={isFirst} onSelect={() => actions.move(expression, -1)}>
            Move left
          </MenuItem>
          <MenuItem icon={<ArrowRight />} disabled={isLast} onSelect={() => actions.move(expression, 1)}>
            Move right
          </MenuItem>
          <MenuItem icon={<X />} onSelect={() => actions.remove(expression)}>
            Remove the column
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
