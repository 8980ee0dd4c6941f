"use client";

import { useCallback, useEffect, useState } from "react";
import type { Engine } from "#lib/workbench/engine";
import { loadEngine } from "./load-engine";

/** The data in the browser: on their way, there, or not to be had. */
export type SnapshotState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine }
  | { readonly status: "failed"; readonly message: string };

const loading: SnapshotState = { status: "loading" };

/** Snapshots never change, so coming back to the page need not read them again. The newest and one sealed one stay. */
const engines = new Map<string, Promise<Engine>>();
const enginesMax = 2;

function getEngine(hash: string, isFresh: boolean): Promise<Engine> {
  const known = engines.get(hash);
  if (known !== undefined) return known;
  const engine = loadEngine(hash, isFresh);
  engines.set(hash, engine);
  engine.catch(() => engines.delete(hash));
  for (const oldest of [...engines.keys()].slice(0, -enginesMax)) engines.delete(oldest);
  return engine;
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
    getEngine(hash, retried?.of === hash).then(
      (engine) => settle({ status: "ready", engine }),
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
