import "server-only";
import PQueue from "p-queue";
import type { Politeness } from "./politeness";

/**
 * A queue that begins requests evenly: one every 125 ms at eight a second, rather than eight at the beginning of each
 * second. Strict, because otherwise one that was idle begins two within an interval, and sixteen in a second.
 */
export function createRequestQueue({
  ratePerSecond,
  concurrency,
}: Pick<Politeness, "ratePerSecond" | "concurrency">): PQueue {
  return new PQueue({ concurrency, interval: 1000 / ratePerSecond, intervalCap: 1, strict: true });
}
