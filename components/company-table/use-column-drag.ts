"use client";

import { type DragEvent, useMemo, useState } from "react";
import { useStable } from "@/components/ui/use-stable";

export type DropSide = "before" | "after";

/** Puts a column beside another one. */
export type PlaceColumn = (expression: string, side: DropSide, other: string) => void;

/** What a head does while a column is dragged; the same object for ever. */
export interface ColumnDragHandlers {
  readonly start: (expression: string, event: DragEvent) => void;
  readonly over: (expression: string, event: DragEvent) => void;
  readonly drop: (event: DragEvent) => void;
  readonly end: () => void;
}

interface Drop {
  readonly dragged: string;
  readonly expression: string;
  readonly side: DropSide;
}

/** The drag of a column's head to another place. By keys: the column's menu. */
export function useColumnDrag(place: PlaceColumn | null): {
  readonly handlers: ColumnDragHandlers | null;
  /** The head beside which the column would come to stand. */
  readonly over: Drop | null;
} {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<Drop | null>(null);
  const end = useStable(() => {
    setDragged(null);
    setOver(null);
  });
  const start = useStable((expression: string, event: DragEvent) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", expression);
    setDragged(expression);
  });
  const move = useStable((expression: string, event: DragEvent) => {
    if (dragged === null) return;
    event.preventDefault();
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const side = event.clientX < left + width / 2 ? "before" : "after";
    if (over?.expression !== expression || over.side !== side) setOver({ dragged, expression, side });
  });
  const drop = useStable((event: DragEvent) => {
    event.preventDefault();
    if (over !== null && over.dragged !== over.expression) place?.(over.dragged, over.side, over.expression);
    end();
  });
  const isOffered = place !== null;
  const handlers = useMemo(
    () => (isOffered ? { start, over: move, drop, end } : null),
    [isOffered, start, move, drop, end],
  );
  return { handlers, over: over !== null && over.dragged !== over.expression ? over : null };
}
