import "server-only";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "#lib/server/db/database";

/** How often something may be done. */
export interface RateLimit {
  /** Keeps the counters of different limits apart. */
  readonly name: string;
  readonly points: number;
  readonly windowSeconds: number;
}

/** Whether one more attempt was within the limit. */
export interface RateLimitAnswer {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly retryAfterSeconds: number;
}

/** Counters that hold across replicas and restarts, because they are kept in the database. */
export interface RateLimiter {
  /** Counts one attempt, unless it is beyond the limit. */
  consume(key: string): Promise<RateLimitAnswer>;
  /** How many attempts of this window were counted. */
  countSpent(key: string): Promise<number>;
  /** Takes back one attempt that was counted. */
  refund(key: string): Promise<void>;
  /** Forgets the attempts, such as after a sign-in that went well. */
  reset(key: string): Promise<void>;
}

/** Makes a limiter on the database. Throws what the database throws; it never lets an attempt through by failing. */
export function createRateLimiter(database: Database, limit: RateLimit): RateLimiter {
  const limiter = new RateLimiterPrisma({
    storeClient: database.client,
    tableName: "rateLimit",
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.windowSeconds,
    clearExpiredByTimeout: false,
  });
  const count = async (key: string): Promise<{ readonly answer: RateLimiterRes; readonly allowed: boolean }> => {
    try {
      return { answer: await limiter.consume(key), allowed: true };
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      // One that was refused is none: were it counted, those that come at once could use up what is refunded.
      await limiter.reward(key);
      return { answer: refusal, allowed: false };
    }
  };
  return {
    consume: async (key) => {
      const counted = await count(key);
      if (counted.answer.msBeforeNext <= limit.windowSeconds * 1000) return toAnswer(counted);
      // No window is as long: the clock ran ahead when it began, and has been set right.
      await limiter.delete(key);
      return toAnswer(await count(key));
    },
    countSpent: async (key) => (await limiter.get(key))?.consumedPoints ?? 0,
    refund: async (key) => {
      await limiter.reward(key);
    },
    reset: async (key) => {
      await limiter.delete(key);
    },
  };
}

/** Removes counters whose window ended before the time given. Returns how many. */
export async function clearRateLimits(database: Database, before: Date): Promise<number> {
  const { count } = await database.client.rateLimit.deleteMany({ where: { expire: { lt: before } } });
  return count;
}

function toAnswer({ answer, allowed }: { answer: RateLimiterRes; allowed: boolean }): RateLimitAnswer {
  return {
    allowed,
    remaining: answer.remainingPoints,
    retryAfterSeconds: allowed ? 0 : Math.ceil(answer.msBeforeNext / 1000),
  };
}
