import "server-only";
import { setTimeout as wait } from "node:timers/promises";

/** How hard a client may ask, and for how long it waits. */
export interface Politeness {
  /** Requests that are begun in a second, evenly spread. EDGAR allows ten. */
  readonly ratePerSecond: number;
  /** Requests under way at the same time. */
  readonly concurrency: number;
  /** Attempts at one address, the first included. */
  readonly attemptsMax: number;
  /** Attempts to reach a host to which no connection can be made. */
  readonly connectAttemptsMax: number;
  /** The longest wait before the second attempt; it doubles with each further one. */
  readonly backoffFirstMs: number;
  readonly backoffMaxMs: number;
  /** A server that asks for a longer pause than this ends the run. */
  readonly retryAfterMaxMs: number;
  /** How long everything rests when the server blocks. EDGAR lifts a block after about ten minutes. */
  readonly blockPauseMs: number;
  readonly connectTimeoutMs: number;
  /** Until an answer begins. */
  readonly headersTimeoutMs: number;
  /** Between two pieces of an answer. */
  readonly bodyTimeoutMs: number;
  /** For one answer as a whole, bulk archives apart. */
  readonly answerTimeoutMs: number;
  readonly wait: (durationMs: number, signal: AbortSignal) => Promise<void>;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly now: () => number;
}

export const defaultPoliteness: Politeness = {
  ratePerSecond: 8,
  concurrency: 6,
  attemptsMax: 6,
  connectAttemptsMax: 3,
  backoffFirstMs: 1_000,
  backoffMaxMs: 60_000,
  retryAfterMaxMs: 15 * 60_000,
  blockPauseMs: 10 * 60_000,
  connectTimeoutMs: 15_000,
  headersTimeoutMs: 60_000,
  bodyTimeoutMs: 60_000,
  answerTimeoutMs: 5 * 60_000,
  wait: (durationMs, signal) => wait(durationMs, undefined, { signal }),
  random: Math.random,
  now: Date.now,
};

/**
 * How long to wait after failed attempt number `attempt` (from 1): a random time up to a limit that doubles ("full
 * jitter", so that many clients do not come back together), but never under half of that limit.
 */
export function computeBackoffMs(
  attempt: number,
  { backoffFirstMs, backoffMaxMs, random }: Pick<Politeness, "backoffFirstMs" | "backoffMaxMs" | "random">,
): number {
  const limit = Math.min(backoffMaxMs, backoffFirstMs * 2 ** (attempt - 1));
  return Math.round(limit / 2 + (limit / 2) * random());
}

/** The wait that a Retry-After header asks for, in seconds or as a date; null without a readable one. */
export function readRetryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
