"use client";

import { useEffect, useRef } from "react";
import { isLayerOpen } from "@/components/ui/layer";

/** What takes keys as text. A box to tick takes none but the space. */
const typedInto = "input:not([type=checkbox]), textarea, select";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(typedInto) !== null);
}

/** What a key does; `false` leaves the key to the browser. */
export type Shortcut = (event: KeyboardEvent) => unknown;

/** Runs an action on a single key, but not while someone types, or beneath an open menu or dialog. */
export function useShortcuts(shortcuts: Readonly<Record<string, Shortcut>>): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) || isLayerOpen()) return;
      const run = latest.current[event.key];
      if (run === undefined || run(event) === false) return;
      event.preventDefault();
    };
    addEventListener("keydown", handle);
    return () => removeEventListener("keydown", handle);
  }, []);
}
