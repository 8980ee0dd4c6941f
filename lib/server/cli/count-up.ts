import "server-only";
import type { Progress } from "#lib/server/ingest/progress";

/** Starts a step when its total is first heard of, and counts on. */
export function countUp(progress: Progress, label: string): (count: number, total: number) => void {
  let isStarted = false;
  return (count, total) => {
    if (!isStarted) progress.start(label, total, "rows");
    isStarted = true;
    progress.advance(count);
  };
}
