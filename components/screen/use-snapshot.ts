"use client";

import { useCallback, useEffect, useState } from "react";
import type { Engine } from "./engine";

/** The data in the browser: on their way, there, or not to be had. */
export type SnapshotState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine }
  | { readonly status: "failed"; readonly message: string };

const loading: SnapshotState = { status: "loading" };

async function loadEngine(hash: string, signal: AbortSignal): Promise<Engine> {
  // The evaluator and the metrics come beside the data and not before the page can be used.
  const [answer, { openEngine }] = await Promise.all([
    fetch(`/api/v1/snapshots/${hash}`, { signal }),
    import("./open-engine"),
  ]);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return openEngine(new Uint8Array(await answer.arrayBuffer()), hash);
}

/** Fetches a snapshot once, checks it against its hash and makes it ready for the page. */
export function useSnapshot(hash: string): { readonly state: SnapshotState; readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<{ readonly of: string; readonly state: SnapshotState } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch.
  useEffect(() => {
    const stop = new AbortController();
    const settle = (state: SnapshotState) => {
      if (!stop.signal.aborted) setSettled({ of: hash, state });
    };
    settle(loading);
    loadEngine(hash, stop.signal).then(
      (engine) => settle({ status: "ready", engine }),
      (error: unknown) => settle({ status: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => stop.abort();
  }, [hash, attempt]);

  return {
    // What was loaded for another snapshot does not count.
    state: settled?.of === hash ? settled.state : loading,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}
