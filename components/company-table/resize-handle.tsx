"use client";

import { type PointerEvent, useRef } from "react";

export interface ResizeHandleProps {
  readonly widthPx: number;
  /** Null: as wide as by default. */
  readonly onResize: (widthPx: number | null) => void;
}

/** The edge of a column's head: drag it to set the width, press it twice for the default. By keys: the column's menu. */
export function ResizeHandle({ widthPx, onResize }: ResizeHandleProps) {
  const start = useRef<{ readonly x: number; readonly widthPx: number } | null>(null);
  const move = (event: PointerEvent<HTMLElement>) => {
    if (start.current === null) return;
    onResize(start.current.widthPx + event.clientX - start.current.x);
  };
  const end = () => {
    start.current = null;
  };
  return (
    <span
      aria-hidden
      data-resize
      title="Drag to set the width, press twice for the default"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, widthPx };
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onResize(null)}
      className="absolute inset-y-0 right-0 z-10 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:right-0 after:w-0.5 after:rounded-full after:bg-transparent hover:after:bg-accent active:after:bg-accent"
    />
  );
}
