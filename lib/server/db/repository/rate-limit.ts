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
  /** Counts one attempt. */
  consume(key: string): Promise<RateLimitAnswer>;
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
  return {
    consume: async (key) => {
      try {
        return toAnswer(await limiter.consume(key), true);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return toAnswer(refusal, false);
        throw refusal;
      }
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

function toAnswer(answer: RateLimiterRes, allowed: boolean): RateLimitAnswer {
  return {
    allowed,
    remaining: answer.remainingPoints,
    retryAfterSeconds: allowed ? 0 : Math.ceil(answer.msBeforeNext / 1000),
  };
}
