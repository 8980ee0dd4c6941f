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
  /** Takes the attempt back. Nothing where it was not counted, was taken back or forgotten, or its window is over. */
  readonly refund: () => Promise<void>;
}

/** Counters that hold across replicas and restarts, because they are kept in the database. */
export interface RateLimiter {
  /** Counts one attempt, unless it is beyond the limit. */
  consume(key: string): Promise<RateLimitAnswer>;
  /** How many attempts of this window were counted. */
  countSpent(key: string): Promise<number>;
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
      await takeBack(database, limiter.getKey(key), findWindowEnd(refusal));
      return { answer: refusal, allowed: false };
    }
  };
  return {
    consume: async (key) => {
      let counted = await count(key);
      if (counted.answer.msBeforeNext > limit.windowSeconds * 1000) {
        // No window is as long: the clock ran ahead when it began, and has been set right.
        await limiter.delete(key);
        counted = await count(key);
      }
      const { answer, allowed } = counted;
      const windowEnd = findWindowEnd(answer);
      let isCounted = allowed;
      return {
        allowed,
        remaining: answer.remainingPoints,
        retryAfterSeconds: allowed ? 0 : Math.ceil(answer.msBeforeNext / 1000),
        refund: async () => {
          if (!isCounted) return;
          isCounted = false;
          await takeBack(database, limiter.getKey(key), windowEnd);
        },
      };
    },
    countSpent: async (key) => (await limiter.get(key))?.consumedPoints ?? 0,
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

/** When the window of an answer that has just come ends, at the latest. */
function findWindowEnd({ msBeforeNext }: RateLimiterRes): Date {
  return new Date(Date.now() + msBeforeNext);
}

/** Counts one less in a window that ends by the time given; one that began later ends later, and is left as it is. */
async function takeBack(database: Database, key: string, windowEnd: Date): Promise<void> {
  await database.client.rateLimit.updateMany({
    where: { key, points: { gt: 0 }, expire: { gt: new Date(), lte: windowEnd } },
    data: { points: { decrement: 1 } },
  });
}
