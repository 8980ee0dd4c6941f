import "server-only";
import { isMainThread, parentPort, type TransferListItem } from "node:worker_threads";
import { assert } from "#lib/util/assert";
import type { ThrownError, WorkerAnswer, WorkerRequest } from "./message";

/**
 * The other end of startWorkerThread: answers one request after the other. `listMoved` names the buffers of an answer
 * that move to the asker instead of being copied. What `answer` throws is told to the asker by name and message.
 */
export function answerRequests<Request, Answer>(
  answer: (request: Request) => Answer | Promise<Answer>,
  listMoved: (answer: Answer) => readonly TransferListItem[] = () => [],
): void {
  const port = parentPort;
  assert(!isMainThread && port !== null, "this file is the start of a worker thread");
  const respond = async ({ id, request }: WorkerRequest): Promise<void> => {
    try {
      // The asker's types are those of the module that calls this.
      const given = await answer(request as Request);
      port.postMessage({ id, answer: given } satisfies WorkerAnswer, [...listMoved(given)]);
    } catch (error) {
      port.postMessage({ id, error: describeThrown(error) } satisfies WorkerAnswer);
    }
  };
  let last: Promise<void> = Promise.resolve();
  port.on("message", (request: WorkerRequest) => {
    last = last.then(() => respond(request));
  });
}

function describeThrown(thrown: unknown): ThrownError {
  const { name, message, code, syscall, path }: NodeJS.ErrnoException =
    thrown instanceof Error ? thrown : new Error(String(thrown));
  return {
    name,
    message,
    ...(code === undefined ? {} : { code }),
    ...(syscall === undefined ? {} : { syscall }),
    ...(path === undefined ? {} : { path }),
  };
}
