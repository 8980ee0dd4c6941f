import { expect, test, vi } from "vitest";
import { clearRateLimits, createRateLimiter } from "#lib/server/db/repository/rate-limit";
import { describeDatabases } from "../../support/database";

describeDatabases("rate limits", (openFresh) => {
  test("let through what is within the limit, also when attempts come at once, and say when to try again", async () => {
    const database = await openFresh();
    const limiter = createRateLimiter(database, { name: "sign-in", points: 3, windowSeconds: 60 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => limiter.consume("ada")));
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3);
    const refused = await limiter.consume("ada");
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    expect(refused.retryAfterSeconds).toBeGreaterThan(0);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await limiter.consume("bob")).toMatchObject({ allowed: true, remaining: 2, retryAfterSeconds: 0 });
  });

  test("hold for another process on the same database, and one limit knows nothing of another", async () => {
    const database = await openFresh();
    const limit = { name: "sign-in", points: 1, windowSeconds: 60 };
    await createRateLimiter(database, limit).consume("ada");
    expect((await createRateLimiter(database, limit).consume("ada")).allowed).toBe(false);
    expect((await createRateLimiter(database, { ...limit, name: "export" }).consume("ada")).allowed).toBe(true);
  });

  test("start anew after a reset and after their window, and old counters can be cleared", async () => {
    const database = await openFresh();
    const limiter = createRateLimiter(database, { name: "sign-in", points: 1, windowSeconds: 60 });
    await limiter.consume("ada");
    await limiter.reset("ada");
    expect((await limiter.consume("ada")).allowed).toBe(true);
    await database.client.rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1000) } });
    expect((await limiter.consume("ada")).allowed).toBe(true);
    expect(await clearRateLimits(database, new Date(Date.now() + 120_000))).toBe(1);
  });

  test("take back what was counted, once, and never what was refused, forgotten or counted in another window", async () => {
    const database = await openFresh();
    const limiter = createRateLimiter(database, { name: "sign-in", points: 3, windowSeconds: 60 });
    const spent = () => limiter.countSpent("ada");
    const counted = await Promise.all([1, 2, 3].map(() => limiter.consume("ada")));
    const refused = await Promise.all([4, 5].map(() => limiter.consume("ada")));
    expect(refused.map(({ allowed }) => allowed)).toEqual([false, false]);
    for (const { refund } of refused) await refund();
    expect(await spent()).toBe(3);
    await Promise.all([counted[0]?.refund(), counted[0]?.refund()]);
    await counted[0]?.refund();
    expect(await spent()).toBe(2);

    await database.client.rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1000) } });
    await counted[1]?.refund();
    expect((await limiter.consume("ada")).remaining).toBe(2);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    const later = await limiter.consume("ada");
    await counted[1]?.refund();
    await counted[2]?.refund();
    vi.useRealTimers();
    expect(later.remaining).toBe(2);
    expect(await spent()).toBe(1);

    await limiter.reset("ada");
    await later.refund();
    expect(await database.client.rateLimit.count()).toBe(0);
  });

  test("lock nobody out for longer than their window, whatever the clock did meanwhile", async () => {
    const database = await openFresh();
    const limit = { name: "sign-in", points: 2, windowSeconds: 60 };
    const limiter = createRateLimiter(database, limit);
    const year = 365 * 86_400_000;
    for (const jump of [year, 90_000, -year]) {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + jump });
      for (let attempt = 0; attempt < 3; attempt++) await limiter.consume("ada");
      expect((await limiter.consume("ada")).allowed).toBe(false);
      vi.useRealTimers();
      expect((await limiter.consume("ada")).allowed).toBe(true);
      await limiter.consume("ada");
      expect((await limiter.consume("ada")).retryAfterSeconds).toBeLessThanOrEqual(60);
      await limiter.reset("ada");
    }
  });
});
