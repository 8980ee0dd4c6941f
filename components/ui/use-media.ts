"use client";

import { useSyncExternalStore } from "react";

/** Whether a media query holds: `(min-width: 84rem)`. False on the server and until the scripts run. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = matchMedia(query);
      media.addEventListener("change", notify);
      return () => media.removeEventListener("change", notify);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
