import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lane } from "#lib/util/lane.mjs";

const limits = { running: 2, waiting: 2, waitMs: 1_000, holdMs: 500, held: 1 };
const stays = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function admit(lane: Lane): Promise<() => void> {
  const entry = await lane.enter(stays, "ada");
  if (entry.state !== "admitted") throw new Error(entry.state);
  return entry.leave;
}

describe("a lane", () => {
  it("lets so many through, keeps so many waiting, and turns the rest away at once", async () => {
    const lane = new Lane({ ...limits, held: 8 });
    await admit(lane);
    await admit(lane);
    const waiting = [lane.enter(stays, "ada"), lane.enter(stays, "ada")];
    expect(await lane.enter(stays, "ada")).toEqual({ state: "full" });
    expect(lane.load).toEqual({ running: 2, held: 0, waiting: 2 });
    await vi.advanceTimersByTimeAsync(limits.waitMs);
    // The two that ran were held back after a while, so that one of the waiting had its turn; the other came too late.
    expect((await Promise.all(waiting)).map(({ state }) => state).sort()).toEqual(["admitted", "late"]);
  });

  it("gives turns in the order in which they were asked for", async () => {
    const lane = new Lane({ ...limits, running: 1 });
    const leave = await admit(lane);
    const order: string[] = [];
    const first = lane.enter(stays, "ada").then((entry) => {
      order.push("first");
      return entry;
    });
    const second = lane.enter(stays, "ada").then(() => order.push("second"));
    leave();
    const entry = await first;
    if (entry.state === "admitted") entry.leave();
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("forgets whoever leaves while waiting, and gives the place to another", async () => {
    const lane = new Lane(limits);
    const leave = await admit(lane);
    await admit(lane);
    const visit = new AbortController();
    const gone = lane.enter(visit.signal, "ada");
    const stayed = lane.enter(stays, "ada");
    expect(await lane.enter(stays, "ada")).toEqual({ state: "full" });
    visit.abort();
    expect(await gone).toEqual({ state: "gone" });
    expect(lane.load.waiting).toBe(1);
    leave();
    expect((await stayed).state).toBe("admitted");
    expect(lane.load.running).toBe(2);
    expect(await lane.enter(AbortSignal.abort(), "ada")).toEqual({ state: "gone" });
  });

  it("counts a turn that ends twice once, and makes room only after what has arrived", async () => {
    const lane = new Lane(limits);
    const leave = await admit(lane);
    leave();
    leave();
    expect(lane.load.running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(lane.load).toEqual({ running: 0, held: 0, waiting: 0 });
  });

  it("does not let those that wait for something themselves keep others waiting, but for so many", async () => {
    const lane = new Lane({ ...limits, running: 1 });
    const slow = await admit(lane);
    await vi.advanceTimersByTimeAsync(limits.holdMs);
    expect(lane.load).toEqual({ running: 0, held: 1, waiting: 0 });
    const next = lane.enter(stays, "ada");
    expect(lane.load.waiting).toBe(1);
    slow();
    expect((await next).state).toBe("admitted");
    expect(lane.load).toEqual({ running: 1, held: 0, waiting: 0 });
  });

  it("HTTP-13: gives turns to one place after the other, however many of each wait", async () => {
    const arrivals = fc.array(fc.constantFrom("ada", "eve", "bob", "joe"), { minLength: 2, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (places) => {
        const lane = new Lane({ ...limits, running: 1, waiting: places.length });
        let leave = await admit(lane);
        const turns: string[] = [];
        for (const [index, place] of places.entries()) {
          lane.enter(new AbortController().signal, place).then((entry) => {
            turns.push(`${place} ${index}`);
            if (entry.state === "admitted") leave = entry.leave;
          });
        }
        for (const _ of places) {
          const before = turns.length;
          leave();
          await new Promise((resolve) => setImmediate(resolve));
          expect(turns).toHaveLength(before + 1);
        }
        // The n-th of a place comes after the n-1-th of every other one that has so many, and before any n+1-th.
        const expected = places
          .map((place, index) => ({ place, index, nth: places.slice(0, index).filter((own) => own === place).length }))
          .sort((left, right) => left.nth - right.nth || places.indexOf(left.place) - places.indexOf(right.place));
        expect(turns).toEqual(expected.map(({ place, index }) => `${place} ${index}`));
      }),
      { numRuns: 30 },
    );
  });

  it("HTTP-13: takes the place of whom has most of them, when all are taken", async () => {
    const lane = new Lane({ ...limits, running: 1, waiting: 4 });
    await admit(lane);
    const crowd = [1, 2, 3, 4].map(() => lane.enter(stays, "crowd"));
    expect(await lane.enter(stays, "crowd")).toEqual({ state: "full" });
    lane.enter(stays, "bob");
    expect(await crowd[3]).toEqual({ state: "full" });
    lane.enter(stays, "joe");
    expect(await crowd[2]).toEqual({ state: "full" });
    // Two of one place and one of each other: whoever comes now would have as many as the most.
    expect(await lane.enter(stays, "bob")).toEqual({ state: "full" });
    expect(lane.load.waiting).toBe(4);
  });

  it("HTTP-13: lets nobody have more than a quarter of those that wait for something themselves", async () => {
    const lane = new Lane({ ...limits, running: 2, held: 8 });
    const slow = [await admit(lane), await admit(lane)];
    await vi.advanceTimersByTimeAsync(limits.holdMs);
    expect(lane.load).toEqual({ running: 0, held: 2, waiting: 0 });
    const third = lane.enter(stays, "ada");
    expect((await lane.enter(stays, "eve")).state).toBe("admitted");
    expect(lane.load).toEqual({ running: 1, held: 2, waiting: 1 });
    slow[0]?.();
    expect((await third).state).toBe("admitted");
  });

  it("HTTP-13: lets one place have so many turns at a time, and gives the others to whom else waits", async () => {
    const lane = new Lane({ ...limits, running: 3, ofOne: 2, waiting: 8 });
    const leave = await admit(lane);
    await admit(lane);
    const third = lane.enter(stays, "ada");
    expect((await lane.enter(stays, "eve")).state).toBe("admitted");
    expect(lane.load).toEqual({ running: 3, held: 0, waiting: 1 });
    leave();
    expect((await third).state).toBe("admitted");
  });
});
