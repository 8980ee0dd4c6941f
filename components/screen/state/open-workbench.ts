import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { openSnapshotFile } from "#lib/screen/universe/open-snapshot";
import { openWorkbench, type Workbench } from "#lib/workbench/workbench";

/** After so long at a stretch the page gets its turn: two thirds of a frame. */
const stretchMsMax = 10;

/** Unpacks and reads a snapshot and makes it ready for the page. Throws with a sentence when it cannot be used. */
export async function openPackedWorkbench(packed: Uint8Array, hash: string): Promise<Workbench> {
  const pause = createPause();
  const bytes = unpackSnapshot(packed);
  if (!bytes.ok) throw new Error(bytes.error.message);
  await pause();
  const snapshot = await openSnapshotFile(bytes.value, hash, pause);
  if (!snapshot.ok) throw new Error(snapshot.error.message);
  return openWorkbench(snapshot.value);
}

/** A pause that lets the page answer its user where the work since the last one has taken long enough. */
function createPause(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretchMsMax) return;
    await yieldToPage();
    since = performance.now();
  };
}

/** Lets the browser handle input and draw. A message comes back sooner than a timer, which waits for 4 ms. */
function yieldToPage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
