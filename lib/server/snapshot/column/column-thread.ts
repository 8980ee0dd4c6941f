import "server-only";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { FactView } from "#lib/server/db/history/packed-history";
import { getEnvironment } from "#lib/server/env";
import { getSingleton } from "#lib/util/singleton.mjs";
import type { ColumnsRequest, ComputedCompany } from "./company-columns";

/** Companies, with the versions of their figures, and where the copies of these are. */
export interface ThreadLot extends FactView {
  readonly companies: readonly { readonly companyId: number; readonly version: string }[];
  readonly historyFolder?: string;
}

export interface ThreadRequest {
  readonly id: number;
  readonly lot: ThreadLot;
  readonly columns: ColumnsRequest;
}

export interface ThreadAnswer {
  readonly id: number;
  readonly computed: readonly ComputedCompany[];
}

/** Computes columns in another thread, from copies of figures alone. */
export interface ColumnThread {
  /** Those of the companies whose copy was there. Rejected when the thread has died. */
  compute(lot: ThreadLot, columns: ColumnsRequest): Promise<readonly ComputedCompany[]>;
  /** Ends the thread, unless it is borrowed again soon. */
  giveBack(): void;
}

/** A thread that is warm is twice as fast as a new one, and days are often looked at one after the other. */
const idleMsMax = 60_000;

interface RunningThread extends ColumnThread {
  borrow(): void;
}

// One process has one thread for columns.
const shared = getSingleton("column thread", (): { thread: RunningThread | undefined } => ({ thread: undefined }));

/** The thread of this process, started where there is none. Null on a machine with a single core. */
export function borrowColumnThread(): ColumnThread | null {
  if (availableParallelism() < 2) return null;
  shared.thread ??= startThread(() => {
    shared.thread = undefined;
  });
  shared.thread.borrow();
  return shared.thread;
}

function startThread(onDeath: () => void): RunningThread {
  // Bundled code does not know where its source stood.
  const start = join(/* turbopackIgnore: true */ getEnvironment().root, "lib/server/snapshot/column/column-worker.mjs");
  // The condition for server-only, whatever this process was started with.
  const worker = new Worker(/* turbopackIgnore: true */ start, { execArgv: ["--conditions=react-server"] });
  const waiting = new Map<
    number,
    { resolve(computed: readonly ComputedCompany[]): void; reject(error: unknown): void }
  >();
  let nextId = 0;
  let borrowerCount = 0;
  let timer: NodeJS.Timeout | undefined;
  let death: unknown = null;
  const die = (error: unknown) => {
    if (death === null) onDeath();
    death ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", ({ id, computed }: ThreadAnswer) => {
    waiting.get(id)?.resolve(computed);
    waiting.delete(id);
    // A thread with nothing to do does not keep the process.
    if (waiting.size === 0) worker.unref();
  });
  worker.on("error", die);
  worker.on("exit", () => die(new Error("The thread that computes columns has ended.")));
  worker.unref();
  return {
    borrow() {
      borrowerCount += 1;
      clearTimeout(timer);
    },
    compute(lot, columns) {
      if (death !== null) return Promise.reject(death);
      const id = nextId;
      nextId += 1;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, lot, columns } satisfies ThreadRequest);
      });
    },
    giveBack() {
      borrowerCount -= 1;
      if (borrowerCount > 0) return;
      timer = setTimeout(() => void worker.terminate(), idleMsMax);
      timer.unref();
    },
  };
}
