"use client";

import { useCallback, useEffect, useState } from "react";
import type { Workbench } from "#lib/workbench/workbench";
import { loadWorkbench } from "./load-workbench";

/** The data in the browser: on their way, there, or not to be had. */
export type SnapshotState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly workbench: Workbench }
  | { readonly status: "failed"; readonly message: string };

const loading: SnapshotState = { status: "loading" };

/** Snapshots never change, so coming back to the page need not read them again. The newest and one sealed one stay. */
const workbenches = new Map<string, Promise<Workbench>>();
const workbenchesMax = 2;

function getWorkbench(hash: string, isFresh: boolean): Promise<Workbench> {
  const known = workbenches.get(hash);
  if (known !== undefined) return known;
  const workbench = loadWorkbench(hash, isFresh);
  workbenches.set(hash, workbench);
  workbench.catch(() => workbenches.delete(hash));
  for (const oldest of [...workbenches.keys()].slice(0, -workbenchesMax)) workbenches.delete(oldest);
  return workbench;
}

/** Fetches a snapshot once, checks it against its hash and makes it ready for the page. */
export function useSnapshot(hash: string): { readonly state: SnapshotState; readonly retry: () => void } {
  /** A new one with each press of "Try again". */
  const [retried, setRetried] = useState<{ readonly of: string } | null>(null);
  const [settled, setSettled] = useState<{ readonly of: string; readonly state: SnapshotState } | null>(null);

  useEffect(() => {
    let isWanted = true;
    const settle = (state: SnapshotState) => {
      if (isWanted) setSettled({ of: hash, state });
    };
    getWorkbench(hash, retried?.of === hash).then(
      (workbench) => settle({ status: "ready", workbench }),
      (error: unknown) => settle({ status: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [hash, retried]);

  const retry = useCallback(() => {
    setSettled(null);
    setRetried({ of: hash });
  }, [hash]);
  // What was loaded for another snapshot does not count.
  return { state: settled?.of === hash ? settled.state : loading, retry };
}
