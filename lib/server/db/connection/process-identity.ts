import "server-only";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Names one process so that a later reader can tell whether it still runs, even when its id was given out again. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Changes with every start of the machine; null where the system does not say. */
  readonly bootId: string | null;
  /** When the process began, in the system's own count; null where the system does not say. */
  readonly startMark: string | null;
  readonly token: string;
}

const token = randomUUID();

/** The identity of this process. */
export function getOwnIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), bootId: readBootId(), startMark: readStartMark(process.pid), token };
}

/** "unknown" stands for a process of another host, which cannot be asked from here. */
export type ProcessState = "alive" | "gone" | "unknown";

/** Tells whether the process that left this identity behind still runs. */
export function getProcessState(identity: ProcessIdentity): ProcessState {
  if (identity.host !== hostname()) return "unknown";
  const bootId = readBootId();
  if (identity.bootId !== null && bootId !== null && identity.bootId !== bootId) return "gone";
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "gone";
    // EPERM: the process exists and belongs to somebody else.
  }
  const startMark = readStartMark(identity.pid);
  if (identity.startMark !== null && startMark !== null && identity.startMark !== startMark) return "gone";
  return "alive";
}

function readBootId(): string | null {
  return readText("/proc/sys/kernel/random/boot_id")?.trim() ?? null;
}

/** Linux: field 22 of /proc/PID/stat, ticks since boot. The command name before it may hold blanks and brackets. */
function readStartMark(pid: number): string | null {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === null) return null;
  return (
    stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .at(19) ?? null
  );
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
