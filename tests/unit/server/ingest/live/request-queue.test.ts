import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultPoliteness } from "#lib/server/ingest/live/politeness";
import { createRequestQueue } from "#lib/server/ingest/live/request-queue";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** When requests begin that come after given waits, each of which takes some time; some come together. */
async function listStarts(requests: readonly { afterMs: number; takesMs: number; together: number }[]) {
  const queue = createRequestQueue(defaultPoliteness);
  const starts: number[] = [];
  const wait = (durationMs: number) => new Promise<void>((resolve) => void setTimeout(resolve, durationMs));
  const work = async () => {
    for (const { afterMs, takesMs, together } of requests) {
      await wait(afterMs);
      const task = async () => {
        starts.push(Date.now());
        await wait(takesMs);
      };
      await Promise.all(Array.from({ length: together }, () => queue.add(task)));
    }
  };
  const done = work();
  await vi.runAllTimersAsync();
  await done;
  return starts;
}

test("no second sees more than eight requests begin, however they come", async () => {
  const request = fc.record({
    afterMs: fc.nat({ max: 700 }),
    takesMs: fc.nat({ max: 400 }),
    together: fc.integer({ min: 1, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 12 }), async (requests) => {
      const starts = await listStarts(requests);
      expect(starts).toHaveLength(requests.reduce((sum, { together }) => sum + together, 0));
      for (const start of starts) {
        expect(starts.filter((other) => other >= start && other < start + 1000).length).toBeLessThanOrEqual(8);
      }
    }),
    { numRuns: 30 },
  );
});

test("requests that come one after another keep the rate as well", async () => {
  const starts = await listStarts(Array.from({ length: 20 }, () => ({ afterMs: 0, takesMs: 5, together: 1 })));
  const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(125);
});
