"use client";

import { useEffect, useRef } from "react";
import { isLayerOpen } from "@/components/ui/layer";
import type { ShortcutKey } from "./key-list";

/** What a key does; `false` leaves the key to the browser. Without an event it was chosen and not pressed. */
export type Shortcut = (event: KeyboardEvent | null) => unknown;

/** What single keys do, by the key. */
type Shortcuts = Readonly<Partial<Record<ShortcutKey, Shortcut>>>;

interface Registered {
  readonly read: () => Shortcuts;
  readonly isFrame: boolean;
}

const registered = new Set<Registered>();

/** What takes keys as text. A box to tick, a choice and a handle take none but the space, arrows and the like. */
const typedInto = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select";

/** Whether somebody writes in a field, so that a key is a letter. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest(typedInto) !== null);
}

function findAction(key: string): Shortcut | undefined {
  // What the page takes comes before what the frame around it does.
  const [found] = [...registered]
    .filter(({ read }) => Object.hasOwn(read(), key))
    .sort((left, right) => Number(left.isFrame) - Number(right.isFrame));
  return found?.read()[key as ShortcutKey];
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (isTyping(event.target) || isLayerOpen()) return;
  if (runShortcut(event.key, event)) event.preventDefault();
}

/** Does what a key does on this page now; false where it does nothing. */
export function runShortcut(key: string, event: KeyboardEvent | null = null): boolean {
  const action = findAction(key);
  return action !== undefined && action(event) !== false;
}

/** Whether the page itself takes a key, and not only the frame around it. */
export function isPageKey(key: string): boolean {
  return [...registered].some(({ read, isFrame }) => !isFrame && Object.hasOwn(read(), key));
}

/**
 * Runs an action on a single key, but not while someone types, or beneath an open menu or dialog (U-5). `frame`: for the
 * frame around every page, whose keys a page may take for itself.
 */
export function useShortcuts(shortcuts: Shortcuts, owner: "page" | "frame" = "page"): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const entry: Registered = { read: () => latest.current, isFrame: owner === "frame" };
    if (registered.size === 0) addEventListener("keydown", handleKey);
    registered.add(entry);
    return () => {
      registered.delete(entry);
      if (registered.size === 0) removeEventListener("keydown", handleKey);
    };
  }, [owner]);
}
