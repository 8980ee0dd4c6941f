import "server-only";
import { availableParallelism } from "node:os";
import type { FactView } from "#lib/server/db/history/packed-history";
import { startWorkerThread } from "#lib/server/worker/worker-thread";
import { getSingleton } from "#lib/util/singleton.mjs";
import type { ColumnsRequest, ComputedCompany } from "./company-columns";

/** Companies, with the versions of their figures, and where the copies of these are. */
export interface CompanyLot extends FactView {
  readonly companies: readonly { readonly companyId: number; readonly version: string }[];
  readonly historyFolder?: string;
}

export interface ColumnThreadRequest {
  readonly lot: CompanyLot;
  readonly columns: ColumnsRequest;
}

/** Computes columns in another thread, from copies of figures alone. */
export interface ColumnThread {
  /** Those of the companies whose copy was there. Rejected when the thread has ended, and for a lot that it cannot do. */
  compute(lot: CompanyLot, columns: ColumnsRequest): Promise<readonly ComputedCompany[]>;
  /** Ends the thread, unless it is borrowed again soon. */
  giveBack(): void;
  /** Ends the thread at once; the next who borrows starts another. */
  end(): Promise<void>;
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
  shared.thread ??= startColumnThread(() => {
    shared.thread = undefined;
  });
  shared.thread.borrow();
  return shared.thread;
}

function startColumnThread(onEnd: () => void): RunningThread {
  const thread = startWorkerThread<ColumnThreadRequest, readonly ComputedCompany[]>({
    module: "lib/server/snapshot/column/column-worker.ts",
    task: "computes columns",
    onEnd,
  });
  let borrowerCount = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    borrow() {
      borrowerCount += 1;
      clearTimeout(timer);
    },
    compute: (lot, columns) => thread.ask({ lot, columns }),
    giveBack() {
      borrowerCount -= 1;
      if (borrowerCount > 0) return;
      timer = setTimeout(() => void thread.close(), idleMsMax);
      timer.unref();
    },
    end: () => thread.close(),
  };
}
