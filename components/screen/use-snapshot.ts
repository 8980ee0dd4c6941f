"use client";

import { useCallback, useEffect, useState } from "react";
import type { Engine } from "./engine";

/** The data in the browser: on their way, there, or not to be had. */
export type SnapshotState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine }
  | { readonly status: "failed"; readonly message: string };

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
  const [state, setState] = useState<SnapshotState>({ status: "loading" });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch.
  useEffect(() => {
    const stop = new AbortController();
    setState({ status: "loading" });
    loadEngine(hash, stop.signal).then(
      (engine) => {
        if (!stop.signal.aborted) setState({ status: "ready", engine });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setState({ status: "failed", message: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => stop.abort();
  }, [hash, attempt]);

  return { state, retry: useCallback(() => setAttempt((count) => count + 1), []) };
}
