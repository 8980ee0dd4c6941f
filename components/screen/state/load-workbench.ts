import type { Workbench } from "#lib/workbench/workbench";
import { getSnapshotUrl } from "./snapshot-url";

/** Under this name the browser's tools show how long it took from the bytes to an workbench that answers. */
const openingMeasure = "ballast-open-workbench";

/**
 * Fetches a snapshot, checks it against its hash and makes it ready for the page. Browsers keep its bytes for a year, so
 * what turns out to be damaged is fetched once more past all that is kept; `isFresh` does so from the start. Throws with
 * a sentence when the snapshot cannot be had.
 */
export async function loadWorkbench(hash: string, isFresh: boolean): Promise<Workbench> {
  // The evaluator and the metrics come beside the data and not before the page can be used.
  const [body, { openPackedWorkbench }] = await Promise.all([fetchSnapshot(hash, isFresh), import("./open-workbench")]);
  try {
    const unpacked = body.pipeThrough(new DecompressionStream("gzip"));
    const packed = new Uint8Array(await new Response(unpacked).arrayBuffer());
    const start = performance.now();
    const workbench = await openPackedWorkbench(packed, hash);
    performance.measure(openingMeasure, { start });
    return workbench;
  } catch (error) {
    if (isFresh) throw error;
    return loadWorkbench(hash, true);
  }
}

async function fetchSnapshot(hash: string, isFresh: boolean): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const answer = await fetch(getSnapshotUrl(hash), { cache: isFresh ? "reload" : "default" });
  if (!answer.ok || answer.body === null) throw new Error(`The server answered ${answer.status}.`);
  return answer.body;
}
