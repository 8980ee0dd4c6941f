import "server-only";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Milliseconds of processor time that a process has used so far, all threads together; where the system does not tell
 * it (anything but Linux), the time that passes.
 */
export function readProcessorMs(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce((sum, thread) => sum + readThreadMs(`/proc/${pid}/task/${thread}/schedstat`), 0);
  } catch {
    return performance.now();
  }
}

function readThreadMs(file: string): number {
  return Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6;
}
