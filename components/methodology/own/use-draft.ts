"use client";

import { useEffect, useState } from "react";
import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";

export interface DraftState {
  readonly draft: PolicyDraft;
  readonly isChanged: boolean;
  readonly change: (next: PolicyDraft) => void;
  /** Goes back to what the page came with. */
  readonly discard: () => void;
}

/**
 * The policy as it is being edited. What was changed is kept by the window until it is saved or discarded, so that a sign-in
 * on the way, or a page that is loaded again, loses nothing.
 */
export function useDraft(start: PolicyDraft, key: string): DraftState {
  const [changed, setChanged] = useState<PolicyDraft | null>(null);
  const place = `ballast-policy ${key}`;

  useEffect(() => {
    const kept = readStorage(place);
    if (kept === null) return;
    import("./kept-draft").then(
      ({ parseKeptDraft }) => setChanged((before) => before ?? parseKeptDraft(kept)),
      () => undefined,
    );
  }, [place]);

  return {
    draft: changed ?? start,
    isChanged: changed !== null,
    change: (next) => {
      setChanged(next);
      writeStorage(place, JSON.stringify(next));
    },
    discard: () => {
      setChanged(null);
      writeStorage(place, null);
    },
  };
}

/** A browser may forbid its storage; then nothing is kept. */
function readStorage(place: string): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

function writeStorage(place: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
  } catch {
    // Without it the page goes on, and only a sign-in on the way loses what was written.
  }
}
