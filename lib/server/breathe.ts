import "server-only";

/** What is done at a stretch before others have their turn on the thread, in milliseconds. */
const stretchMs = 10;

/** Gives a function to be awaited between the steps of long work: it lets others have their turn where that is due. */
export function createBreath(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretchMs) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
