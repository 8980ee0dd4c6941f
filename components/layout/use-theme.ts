"use client";

import { useSyncExternalStore } from "react";
import { writeCookie } from "@/components/ui/write-cookie";
import { parseTheme, type Theme, themeCookie } from "./theme";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readTheme(): Theme {
  return parseTheme(document.documentElement.dataset["theme"]);
}

/** Shows the page in a theme and remembers it. */
export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  writeCookie(themeCookie, theme);
  for (const listener of listeners) listener();
}

/** The theme that the visitor chose. `initial` is what the server knows of it. */
export function useTheme(initial: Theme): Theme {
  return useSyncExternalStore(subscribe, readTheme, () => initial);
}
