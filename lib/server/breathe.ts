import "server-only";
import { getSingleton } from "#lib/util/singleton.mjs";

/** What is done at a stretch before others have their turn on the thread, in milliseconds. */
const stretchMs = 10;

/**
 * Who waits to go on with long work, in the order in which they came. Each round of the event loop lets one of them go on,
 * however many there are: whatever else has arrived waits for one stretch, and not for one of each.
 */
const waiting = getSingleton("breathe", (): (() => void)[] => []);

/** Gives a function to be awaited between the steps of long work: it lets others have their turn where that is due. */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretchMs) return;
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(letOneGoOn);
    });
    since = performance.now();
  };
}

function letOneGoOn(): void {
  waiting.shift()?.();
  // What is set now comes after all that has arrived meanwhile.
  if (waiting.length > 0) setImmediate(letOneGoOn);
}
