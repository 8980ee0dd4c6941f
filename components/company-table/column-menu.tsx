"use client";

import {
  ArrowDownNarrowWide,
  ArrowDownWideNarrow,
  ArrowLeft,
  ArrowRight,
  ChevronDown,
  FoldHorizontal,
  ListPlus,
  MoveHorizontal,
  Pin,
  PinOff,
  SlidersHorizontal,
  Undo2,
  X,
} from "lucide-react";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { columnWidthMaxPx, columnWidthMinPx } from "./column-width";
import { pinnedMax } from "./pinned-columns";
import type { PlaceColumn } from "./use-column-drag";

/** What a person may do with a column. */
export interface ColumnActions {
  readonly sortBy: (expression: string, descending: boolean, isAdded: boolean) => void;
  /** Absent where the table has no filter. */
  readonly filterBy?: (expression: string) => void;
  /** Absent where the columns are the page's choice. */
  readonly arrange?: {
    readonly place: PlaceColumn;
    readonly remove: (expression: string) => void;
  };
}

export interface ColumnMenuProps {
  readonly head: ColumnHead;
  /** The columns between which it stands and with which it can change places. */
  readonly leftNeighbour: string | null;
  readonly rightNeighbour: string | null;
  /** Null: it always stays where it is. */
  readonly pin: ColumnPin | null;
  /** Ticker, name and the score that ranks the rows stay where they are. */
  readonly isFixed: boolean;
  readonly actions: ColumnActions;
  readonly width: ColumnWidth;
}

/** How wide a column is, and the means to change it. */
export interface ColumnWidth {
  readonly widthPx: number;
  /** Somebody set it. */
  readonly isOwn: boolean;
  readonly onResize: (widthPx: number | null) => void;
}

/** Whether a column stays beside the ticker, and the means to change that. */
export interface ColumnPin {
  readonly isPinned: boolean;
  /** False: as many as may be are pinned already. */
  readonly isOffered: boolean;
  readonly onToggle: () => void;
}

const widthStepPx = 16;

/** The label and the sort number stand between the button and the menu that it opens. */
const labelHeightPx = 38;

export function ColumnMenu(props: ColumnMenuProps) {
  const { head, leftNeighbour, rightNeighbour, pin, isFixed, actions, width } = props;
  const { expression } = head;
  const { filterBy, arrange } = actions;
  return (
    <Menu
      align="end"
      offsetPx={labelHeightPx}
      trigger={
        <button
          type="button"
          aria-label={`Column ${head.label}`}
          className="absolute top-0 right-2 grid size-6 place-items-center rounded-ui bg-surface text-ink-faint opacity-0 group-hover/head:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 data-popup-open:opacity-100 pointer-coarse:hidden"
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
      {filterBy === undefined || head.type === "truth" || isFixed ? null : (
        <MenuItem icon={<SlidersHorizontal />} onSelect={() => filterBy(expression)}>
          Filter by this
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem
        icon={<MoveHorizontal />}
        detail="Drag the edge"
        staysOpen
        disabled={width.widthPx >= columnWidthMaxPx}
        onSelect={() => width.onResize(width.widthPx + widthStepPx)}
      >
        Wider
      </MenuItem>
      <MenuItem
        icon={<FoldHorizontal />}
        staysOpen
        disabled={width.widthPx <= columnWidthMinPx}
        onSelect={() => width.onResize(width.widthPx - widthStepPx)}
      >
        Narrower
      </MenuItem>
      {width.isOwn ? (
        <MenuItem icon={<Undo2 />} onSelect={() => width.onResize(null)}>
          Default width
        </MenuItem>
      ) : null}
      {pin === null && (arrange === undefined || isFixed) ? null : <MenuSeparator />}
      {pin === null ? null : (
        <MenuItem
          icon={pin.isPinned ? <PinOff /> : <Pin />}
          detail={pin.isOffered ? undefined : `${pinnedMax} at most`}
          disabled={!pin.isOffered}
          onSelect={pin.onToggle}
        >
          {pin.isPinned ? "No longer pin" : "Pin beside the ticker"}
        </MenuItem>
      )}
      {arrange === undefined || isFixed ? null : (
        <>
          <MenuItem
            icon={<ArrowLeft />}
            disabled={leftNeighbour === null}
            onSelect={() => leftNeighbour !== null && arrange.place(expression, "before", leftNeighbour)}
          >
            Move left
          </MenuItem>
          <MenuItem
            icon={<ArrowRight />}
            disabled={rightNeighbour === null}
            onSelect={() => rightNeighbour !== null && arrange.place(expression, "after", rightNeighbour)}
          >
            Move right
          </MenuItem>
          <MenuItem icon={<X />} onSelect={() => arrange.remove(expression)}>
            Remove the column
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
