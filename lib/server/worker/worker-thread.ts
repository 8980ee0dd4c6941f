import "server-only";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import PQueue from "p-queue";
import { getEnvironment } from "#lib/server/env";
import type { WorkerAnswer, WorkerRequest } from "./message";

/** Requests that a thread has at hand. Others wait here, where they are not copied yet. */
const requestsMax = 16;

/** A thread that answers requests one after the other, in their order. */
export interface WorkerThread<Request, Answer> {
  /**
   * Asks the thread. Rejected with the name and message of what was thrown there, and what the system said of a file, after which the thread goes on, and
   * with one error for all that is under way when the thread ends.
   */
  ask(request: Request): Promise<Answer>;
  /** Ends the thread. What is under way is rejected, as is whatever is asked later. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a thread with a module that calls answerRequests. While it has nothing to do it does not keep the process.
 * The caller closes it.
 */
export function startWorkerThread<Request, Answer>(options: {
  /** From the root of the project: bundled code does not know where its source stood. */
  readonly module: string;
  /** For messages: "The thread that <task> has ended." */
  readonly task: string;
  /** Called once, when the thread has ended, by whatever cause. */
  readonly onEnd?: () => void;
}): WorkerThread<Request, Answer> {
  const root = getEnvironment().root;
  const start = join(/* turbopackIgnore: true */ root, "lib/server/worker/start.mjs");
  const worker = new Worker(/* turbopackIgnore: true */ start, {
    // The condition for server-only, whatever this process was started with.
    execArgv: ["--conditions=react-server"],
    workerData: { module: pathToFileURL(join(/* turbopackIgnore: true */ root, options.module)).href },
  });
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: unknown): void }>();
  const queue = new PQueue({ concurrency: requestsMax });
  let nextId = 0;
  let death: unknown = null;
  const die = (error: unknown) => {
    if (death !== null) return;
    death = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    options.onEnd?.();
  };
  worker.on("message", (message: WorkerAnswer) => {
    const asker = waiting.get(message.id);
    waiting.delete(message.id);
    if (waiting.size === 0) worker.unref();
    // The module at the other end answers what the types of this thread say.
    if ("answer" in message) asker?.resolve(message.answer as Answer);
    else asker?.reject(Object.assign(new Error(message.error.message), message.error));
  });
  worker.on("error", die);
  worker.on("exit", () => die(new Error(`The thread that ${options.task} has ended.`)));
  worker.unref();

  const send = (request: Request): Promise<Answer> => {
    if (death !== null) return Promise.reject(death);
    const id = nextId;
    nextId += 1;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, request } satisfies WorkerRequest);
    });
  };
  return {
    ask: (request) => queue.add(() => send(request)),
    async close() {
      die(new Error(`The thread that ${options.task} was closed.`));
      await worker.terminate();
    },
  };
}
