"use client";

import { useState } from "react";
import { useStable } from "@/components/ui/use-stable";
import { writeCookie } from "@/components/ui/write-cookie";
import { type ColumnWidths, columnWidthsCookie, formatColumnWidths, setColumnWidth } from "./column-width";

export interface ColumnWidthState {
  readonly widths: ColumnWidths;
  /** Null: as wide as by default. */
  readonly setWidth: (expression: string, widthPx: number | null) => void;
}

/** The widths that this browser keeps. */
export function useColumnWidths(initial: ColumnWidths): ColumnWidthState {
  const [widths, setWidths] = useState(initial);
  const setWidth = useStable((expression: string, widthPx: number | null) => {
    const next = setColumnWidth(widths, expression, widthPx);
    setWidths(next);
    writeCookie(columnWidthsCookie, formatColumnWidths(next));
  });
  return { widths, setWidth };
}
