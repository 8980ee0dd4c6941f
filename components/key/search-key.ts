"use client";

import { useLive } from "@/components/ui/use-live";

function isApple(): boolean {
  return /Mac|iPhone|iPad|iPod/.test(navigator.userAgent);
}

/** What the key of the search is called on this machine. The server, which does not know it, says `Ctrl K`. */
export function useSearchKeyName(): string {
  return useLive() && isApple() ? "⌘ K" : "Ctrl K";
}

/** Whether a press is the key of the search: Command K on machines of Apple, where Control K belongs to fields; else Control K. */
export function isSearchKey(event: KeyboardEvent): boolean {
  const isModified = isApple() ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  // On a keyboard without Latin letters the place of the key counts.
  const isLetter = event.key.toLowerCase() === "k" || (event.code === "KeyK" && !/^[a-z]$/i.test(event.key));
  return isModified && isLetter && !event.altKey && !event.shiftKey;
}
