import { expect, test } from "vitest";
import { createBreath } from "#lib/server/breathe";

/** Keeps the thread busy for longer than a stretch. */
function computeForLong(): void {
  const end = performance.now() + 12;
  while (performance.now() < end);
}

test("HTTP-15: of long works at once one goes on in each round, so that others wait for a single stretch", async () => {
  let stretches = 0;
  let isOver = false;
  const work = async () => {
    const breathe = createBreath();
    for (let step = 0; step < 5; step += 1) {
      stretches += 1;
      computeForLong();
      await breathe();
    }
  };
  const perRound: number[] = [];
  const watch = async () => {
    while (!isOver) {
      const before = stretches;
      await new Promise((resolve) => setImmediate(resolve));
      perRound.push(stretches - before);
    }
  };
  const works = Array.from({ length: 6 }, work);
  const watching = watch();
  await Promise.all(works);
  isOver = true;
  await watching;
  expect(stretches).toBe(30);
  expect(Math.max(...perRound)).toBe(1);
});

test("HTTP-15: long works go on in the order in which they came, and all of them end", async () => {
  const order: number[] = [];
  const work = async (of: number) => {
    const breathe = createBreath();
    for (let step = 0; step < 3; step += 1) {
      computeForLong();
      await breathe();
      order.push(of);
    }
  };
  await Promise.all([1, 2, 3].map(work));
  expect(order).toEqual([1, 2, 3, 1, 2, 3, 1, 2, 3]);
});

test("HTTP-15: short work does not pause", async () => {
  let hasPaused = false;
  setImmediate(() => {
    hasPaused = true;
  });
  const breathe = createBreath();
  for (let step = 0; step < 10; step += 1) await breathe();
  expect(hasPaused).toBe(false);
});
