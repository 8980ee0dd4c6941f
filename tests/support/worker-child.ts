import { answerRequests } from "#lib/server/worker/answer-requests";

/** A thread for worker-thread.test.ts. */
answerRequests<
  { readonly double?: number; readonly move?: number; readonly fail?: string; readonly end?: true },
  unknown
>(
  async ({ double, move, fail, end }) => {
    if (end) process.exit(0);
    if (fail !== undefined)
      throw Object.assign(new RangeError(fail), { code: "ENOSPC", syscall: "write", path: "/full" });
    if (move !== undefined) return new Uint8Array(move);
    return (double ?? 0) * 2;
  },
  (answer) => (answer instanceof Uint8Array ? [answer.buffer as ArrayBuffer] : []),
);
