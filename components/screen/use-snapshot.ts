"use client";

import { useCallback, useEffect, useState } from "react";
import type { Engine } from "./engine";
import { getSnapshotUrl } from "./snapshot-url";

/** The data in the browser: on their way, there, or not to be had. */
export type SnapshotState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly engine: Engine }
  | { readonly status: "failed"; readonly message: string };

const loading: SnapshotState = { status: "loading" };

/** Snapshots never change, so coming back to the page need not read them again. The newest and one sealed one stay. */
const engines = new Map<string, Promise<Engine>>();
const enginesMax = 2;

/** Under this name the browser's tools show how long it took from the bytes to an engine that answers. */
const openingMeasure = "ballast-open-engine";

function getEngine(hash: string): Promise<Engine> {
  const known = engines.get(hash);
  if (known !== undefined) return known;
  const engine = loadEngine(hash);
  engines.set(hash, engine);
  engine.catch(() => engines.delete(hash));
  for (const oldest of [...engines.keys()].slice(0, -enginesMax)) engines.delete(oldest);
  return engine;
}

async function loadEngine(hash: string): Promise<Engine> {
  // The evaluator and the metrics come beside the data and not before the page can be used.
  const [packed, { openEngine }] = await Promise.all([fetchSnapshot(hash), import("./open-engine")]);
  const start = performance.now();
  const engine = await openEngine(packed, hash);
  performance.measure(openingMeasure, { start });
  return engine;
}

async function fetchSnapshot(hash: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(getSnapshotUrl(hash));
  if (!answer.ok || answer.body === null) throw new Error(`The server answered ${answer.status}.`);
  const unpacked = answer.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Fetches a snapshot once, checks it against its hash and makes it ready for the page. */
export function useSnapshot(hash: string): { readonly state: SnapshotState; readonly retry: () => void } {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<{ readonly of: string; readonly state: SnapshotState } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another fetch.
  useEffect(() => {
    let isWanted = true;
    const settle = (state: SnapshotState) => {
      if (isWanted) setSettled({ of: hash, state });
    };
    getEngine(hash).then(
      (engine) => settle({ status: "ready", engine }),
      (error: unknown) => settle({ status: "failed", message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [hash, attempt]);

  const retry = useCallback(() => {
    setSettled(null);
    setAttempt((count) => count + 1);
  }, []);
  // What was loaded for another snapshot does not count.
  return { state: settled?.of === hash ? settled.state : loading, retry };
}
