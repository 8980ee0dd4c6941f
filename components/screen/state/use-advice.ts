"use client";

import { useEffect, useMemo, useState } from "react";
import type { Advice, adviseScreen } from "#lib/workbench/filter/screen-advice";
import type { Workbench } from "#lib/workbench/workbench";
import { useSettled } from "@/components/ui/use-settled";

/** A handle that rests this long gets its advice; one that moves costs nothing. */
const restMs = 150;

/**
 * Advice on a query while it is wanted; null until it is there. What advises is loaded when it is first wanted. While
 * the query moves the last advice stays: its `query` says what it is about.
 */
export function useAdvice(workbench: Workbench | null, query: string, isWanted: boolean): Advice | null {
  const [advise, setAdvise] = useState<typeof adviseScreen | null>(null);
  useEffect(() => {
    if (!isWanted || advise !== null) return;
    import("#lib/workbench/filter/screen-advice").then(
      (module) => setAdvise(() => module.adviseScreen),
      // The page goes on without advice.
      () => undefined,
    );
  }, [isWanted, advise]);
  const settled = useSettled(query, restMs);
  return useMemo(
    () =>
      isWanted && workbench !== null && advise !== null && settled !== "" ? advise(workbench.target, settled) : null,
    [isWanted, workbench, advise, settled],
  );
}
