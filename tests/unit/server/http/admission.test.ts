import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Lane } from "#lib/server/http/admission.mjs";

const limits = { running: 2, waiting: 2, waitMs: 1_000, holdMs: 500, held: 1 };
const stays = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

async function admit(lane: Lane): Promise<() => void> {
  const entry = await lane.enter(stays);
  if (entry.state !== "admitted") throw new Error(entry.state);
  return entry.leave;
}

describe("a lane", () => {
  it("lets so many through, keeps so many waiting, and turns the rest away at once", async () => {
    const lane = new Lane({ ...limits, held: 2 });
    await admit(lane);
    await admit(lane);
    const waiting = [lane.enter(stays), lane.enter(stays)];
    expect(await lane.enter(stays)).toEqual({ state: "full" });
    expect(lane.load).toEqual({ running: 2, held: 0, waiting: 2 });
    await vi.advanceTimersByTimeAsync(limits.waitMs);
    // The two that ran were held back after a while, so that one of the waiting had its turn; the other came too late.
    expect((await Promise.all(waiting)).map(({ state }) => state).sort()).toEqual(["admitted", "late"]);
  });

  it("gives turns in the order in which they were asked for", async () => {
    const lane = new Lane({ ...limits, running: 1 });
    const leave = await admit(lane);
    const order: string[] = [];
    const first = lane.enter(stays).then((entry) => {
      order.push("first");
      return entry;
    });
    const second = lane.enter(stays).then(() => order.push("second"));
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
    const gone = lane.enter(visit.signal);
    const stayed = lane.enter(stays);
    expect(await lane.enter(stays)).toEqual({ state: "full" });
    visit.abort();
    expect(await gone).toEqual({ state: "gone" });
    expect(lane.load.waiting).toBe(1);
    leave();
    expect((await stayed).state).toBe("admitted");
    expect(lane.load.running).toBe(2);
    expect(await lane.enter(AbortSignal.abort())).toEqual({ state: "gone" });
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
    const next = lane.enter(stays);
    expect(lane.load.waiting).toBe(1);
    slow();
    expect((await next).state).toBe("admitted");
    expect(lane.load).toEqual({ running: 1, held: 0, waiting: 0 });
  });
});
