"use client";

import { useCallback, useEffect, useState } from "react";
import { splitExpressionList } from "#lib/screen/expression-list";

const storageKey = "ballast-my-columns";

/** The columns that this device keeps as "My columns"; null when there are none, and until the browser was asked. */
export function useMyColumns(): {
  readonly columns: readonly string[] | null;
  readonly keep: (columns: readonly string[]) => void;
} {
  const [columns, setColumns] = useState<readonly string[] | null>(null);
  useEffect(() => {
    try {
      const kept = splitExpressionList(localStorage.getItem(storageKey) ?? "");
      if (kept.length > 0) setColumns(kept);
    } catch {
      // Storage is switched off: there are no kept columns then.
    }
  }, []);
  const keep = useCallback((next: readonly string[]) => {
    setColumns(next);
    try {
      localStorage.setItem(storageKey, next.join(", "));
    } catch {
      // Storage is switched off: they hold until the page is left.
    }
  }, []);
  return { columns, keep };
}
