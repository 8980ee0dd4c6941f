"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type SyntheticEvent } from "react";
import { getHeadUnit } from "#lib/metric/format";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import { joinClasses } from "@/components/ui/class-names";
import { type ColumnActions, ColumnMenu } from "./column-menu";
import { canPin } from "./pinned-columns";
import { ResizeHandle } from "./resize-handle";
import type { ExtraColumn } from "./table-column";
import type { ColumnDragHandlers, DropSide } from "./use-column-drag";
import type { ColumnLayout } from "./use-column-layout";

export interface TableHeadProps {
  readonly head: ColumnHead;
  readonly sorted: "asc" | "desc" | false;
  /** Place among several sort keys, from 1; null when there is only one. */
  readonly sortPlace: number | null;
  readonly onToggleSort: (expression: string, event: SyntheticEvent) => void;
  readonly isFixed: boolean;
  /** It stays beside the ticker. */
  readonly isPinned: boolean;
  /** The columns between which it stands and with which it can change places. */
  readonly leftNeighbour: string | null;
  readonly rightNeighbour: string | null;
  readonly actions: ColumnActions;
  readonly widthPx: number;
  readonly isOwnWidth: boolean;
  readonly layout: ColumnLayout;
  /** Null: it cannot be dragged to another place. */
  readonly drag: ColumnDragHandlers | null;
  /** The side at which a dragged column would come to stand. */
  readonly dropSide: DropSide | null;
  readonly className?: string;
}

const headClass = "sticky top-0 z-10 border-b border-line-strong bg-surface align-bottom text-xs font-medium";

/** A line at the side of a head at which a dragged column would come to stand. */
const dropClasses: Readonly<Record<DropSide, string>> = {
  before: "shadow-[inset_2px_0_0_var(--color-accent)]",
  after: "shadow-[inset_-2px_0_0_var(--color-accent)]",
};

const sortNames = { asc: "ascending", desc: "descending" } as const;

/** Drawn anew only when something of it changes: a table has a dozen, each with its menu. */
export const TableHead = memo(function TableHead(props: TableHeadProps) {
  const { head, sorted, sortPlace, onToggleSort, layout, drag, dropSide, className } = props;
  const isNumber = head.type === "number";
  const unit = getHeadUnit(head.format);
  const onResize = (widthPx: number | null) => layout.setWidth(head.expression, widthPx);
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? sortNames[sorted] : "none"}
      className={joinClasses(headClass, "group/head p-0", dropSide && dropClasses[dropSide], className)}
      onDragOver={drag === null ? undefined : (event) => drag.over(head.expression, event)}
      onDrop={drag?.drop}
    >
      <button
        type="button"
        onClick={(event) => onToggleSort(head.expression, event)}
        title={head.description ?? undefined}
        draggable={drag !== null}
        onDragStart={drag === null ? undefined : (event) => drag.start(head.expression, event)}
        onDragEnd={drag?.end}
        className={joinClasses(
          "flex h-11 w-full flex-col pointer-fine:h-15 justify-end px-2.5 pb-1.5 leading-tight -outline-offset-2 hover:text-ink",
          isNumber ? "items-end text-right" : "items-start text-left",
          sorted ? "text-ink" : "text-ink-muted",
        )}
      >
        <span className="line-clamp-3 text-balance break-words">
          {head.label}
          {unit ? <span className="font-normal whitespace-nowrap text-ink-faint"> {unit}</span> : null}
          {sorted ? (
            <span className="ml-0.5 inline-flex items-baseline text-accent">
              <Arrow size={11} strokeWidth={2.5} aria-hidden className="translate-y-px" />
              {sortPlace === null ? null : <span className="text-2xs leading-none">{sortPlace}</span>}
            </span>
          ) : null}
        </span>
      </button>
      <ColumnMenu
        head={head}
        isFixed={props.isFixed}
        leftNeighbour={props.leftNeighbour}
        rightNeighbour={props.rightNeighbour}
        pin={
          props.isFixed && head.expression !== "name"
            ? null
            : {
                isPinned: props.isPinned,
                isOffered: props.isPinned || canPin(head.expression, layout.pinned),
                onToggle: () => layout.togglePin(head.expression),
              }
        }
        actions={props.actions}
        width={{ widthPx: props.widthPx, isOwn: props.isOwnWidth, onResize }}
      />
      <ResizeHandle widthPx={props.widthPx} onResize={onResize} />
    </th>
  );
});

/** The head of a column that is no expression. */
export function ExtraHead({ column }: { readonly column: ExtraColumn }) {
  return (
    <th
      scope="col"
      className={joinClasses(
        headClass,
        "px-2.5 pb-1.5 leading-tight text-ink-muted",
        column.isNumber ? "text-right" : "text-left",
      )}
    >
      <span className={column.isLabelHidden ? "sr-only" : undefined}>{column.label}</span>
    </th>
  );
}
