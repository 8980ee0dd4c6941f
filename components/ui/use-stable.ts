"use client";

import { useCallback, useRef } from "react";

/** A function that stays the same and always does what the newest one does, so that what holds it need not be drawn anew. */
export function useStable<Args extends readonly unknown[], Answer>(
  run: (...args: Args) => Answer,
): (...args: Args) => Answer {
  const latest = useRef(run);
  latest.current = run;
  return useCallback((...args: Args) => latest.current(...args), []);
}
