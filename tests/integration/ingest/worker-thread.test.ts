import { afterEach, expect, it } from "vitest";
import { startWorkerThread, type WorkerThread } from "#lib/server/worker/worker-thread";

const open: WorkerThread<object, unknown>[] = [];
afterEach(async () => {
  for (const thread of open.splice(0)) await thread.close();
});

function start(onEnd?: () => void): WorkerThread<object, unknown> {
  const thread = startWorkerThread<object, unknown>({
    module: "tests/support/worker-child.ts",
    task: "is tested",
    ...(onEnd ? { onEnd } : {}),
  });
  open.push(thread);
  return thread;
}

it("answers each asker, also where more ask than it has at hand", async () => {
  const thread = start();
  const numbers = Array.from({ length: 40 }, (_, at) => at);
  expect(await Promise.all(numbers.map((double) => thread.ask({ double })))).toEqual(numbers.map((at) => at * 2));
  expect(await thread.ask({ move: 3 })).toEqual(new Uint8Array(3));
});

it("tells the name and message of an error, and answers the next", async () => {
  const thread = start();
  const [failed, next] = [thread.ask({ fail: "out of bounds" }), thread.ask({ double: 4 })];
  await expect(failed).rejects.toMatchObject({
    name: "RangeError",
    message: "out of bounds",
    // What the system said of a file tells a full disk from a bug.
    code: "ENOSPC",
    syscall: "write",
    path: "/full",
  });
  expect(await next).toBe(8);
});

it("rejects what is under way and what is asked later, when it ends", async () => {
  let ends = 0;
  const thread = start(() => {
    ends += 1;
  });
  const asked = [{ end: true }, ...Array.from({ length: 20 }, (_, double) => ({ double }))].map((request) =>
    thread.ask(request).catch((error: Error) => error.message),
  );
  expect(new Set(await Promise.all(asked))).toEqual(new Set(["The thread that is tested has ended."]));
  await expect(thread.ask({ double: 1 })).rejects.toThrow("has ended");
  await thread.close();
  expect(ends).toBe(1);
});
