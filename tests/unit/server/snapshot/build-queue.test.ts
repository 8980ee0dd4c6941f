import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { isBuildQueued, queueBuild } from "#lib/server/snapshot/build-queue";

function makeGate() {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

// A turn ends after what has arrived meanwhile.
afterEach(() => new Promise<void>((resolve) => setImmediate(resolve)));

describe("builds of past days", () => {
  it("for one day are one, and another day waits for it", async () => {
    const gate = makeGate();
    const log: string[] = [];
    const build = (name: string, wait?: Promise<void>) => async () => {
      log.push(`${name} begins`);
      await wait;
      log.push(`${name} ends`);
      return name;
    };
    const first = queueBuild("a", null, build("a", gate.promise));
    const shared = queueBuild("a", null, build("never"));
    const second = queueBuild("b", null, build("b"));
    expect(isBuildQueued("b")).toBe(true);
    gate.open();
    expect(await Promise.all([first, shared, second])).toEqual(["a", "a", "b"]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(isBuildQueued("a") || isBuildQueued("b")).toBe(false);
  });

  it("that fail are tried again by the next who asks, and hold nobody up", async () => {
    const failed = queueBuild("c", null, () => Promise.reject(new Error("disk full")));
    const next = queueBuild("d", null, () => Promise.resolve("built"));
    await expect(failed).rejects.toThrow("disk full");
    expect(await next).toBe("built");
    expect(await queueBuild("c", null, () => Promise.resolve("mended"))).toBe("mended");
  });

  it("beyond the eighth that waits are refused for a while, with the code of it", async () => {
    const gate = makeGate();
    const running = Array.from({ length: 9 }, (_, index) => queueBuild(`day ${index}`, null, () => gate.promise));
    const refused: unknown = await queueBuild("one more", null, () => gate.promise).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: "too_many_requests", retryAfterSeconds: 60 });
    expect(
      queueBuild("day 3", null, () => gate.promise),
      "one that is there already is shared",
    ).toBe(running[3]);
    gate.open();
    await Promise.all(running);
  });

  it("SNAP-3: wait for those of the same visitor, and not for everybody's", async () => {
    const gate = makeGate();
    const order: string[] = [];
    const ask = (day: string, visitor: string) =>
      queueBuild(day, visitor, async () => {
        order.push(day);
        await gate.promise;
      }).catch((error: unknown) => (error instanceof AppError ? error.code : error));
    const crowd = Array.from({ length: 9 }, (_, index) => ask(`crowd ${index}`, "crowd"));
    const mine = ask("mine", "me");
    // The last of who has most gives way.
    expect(await crowd[8]).toBe("too_many_requests");
    gate.open();
    await Promise.all([...crowd, mine]);
    expect(order.indexOf("mine")).toBeLessThanOrEqual(2);
    expect(order).toHaveLength(9);
  });
});

describe("SNAP-11: a build that takes long", () => {
  it("lets a visitor go with the word to come again, who finds what was built meanwhile", async () => {
    const gate = makeGate();
    let begun = 0;
    const build = async () => {
      begun += 1;
      await gate.promise;
      return "built";
    };
    const refused: unknown = await queueBuild("slow day", "visitor", build, 5).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "busy", retryAfterSeconds: 5 });
    const again = queueBuild("slow day", "visitor", build);
    gate.open();
    expect(await again).toBe("built");
    expect(begun).toBe(1);
  });

  it("keeps a command waiting to the end, and may fail when nobody waits any more", async () => {
    const gate = makeGate();
    const build = () => gate.promise.then(() => Promise.reject(new Error("the disk is gone")));
    const refused: unknown = await queueBuild("failing day", "visitor", build, 5).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "busy" });
    const command = queueBuild("failing day", null, build, 0);
    gate.open();
    await expect(command).rejects.toThrow("the disk is gone");
  });
});
