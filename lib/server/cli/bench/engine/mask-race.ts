import "server-only";
import type { BenchResult, Say } from "../bench-part";
import { openMaskFloor } from "./mask-floor";
import { openOwnPeer } from "./own-peer";
import type { Arena, Task } from "./peer";
import { computeRatios, computeSpread, formatMicroseconds } from "./statistics";
import { createTaskStream } from "./task-stream";

const name = "our mask against a C loop with AVX-512 over the same doubles";
const rounds = 15;
const roundMs = 30;
const slowerMax = 3;

/** Which rows pass, without an order, against a loop in C. Nothing where there is no compiler. */
export function raceMasks(arena: Arena, say: Say): readonly BenchResult[] {
  const nextTask = createTaskStream(arena, "thresholds", 23, 0);
  const taskCount = arena.rowCount >= 1_000_000 ? 8 : 64;
  const tasks: readonly Task[] = Array.from({ length: taskCount }, nextTask);
  const floor = openMaskFloor(arena, tasks);
  if (floor === null) {
    say(`${name}: left out, there is no C compiler`);
    return [];
  }
  try {
    const own = openOwnPeer(arena);
    for (const [at, task] of tasks.entries()) {
      const count = own.count(task);
      if (count === floor.counts[at]) continue;
      throw new Error(`The loop in C keeps ${floor.counts[at]} rows and the engine ${count}: ${JSON.stringify(task)}`);
    }
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -2; round < rounds; round += 1) {
      const microseconds = measure(() => {
        for (const task of tasks) own.count(task);
      });
      const floorMicroseconds = floor.measure();
      if (round < 0) continue;
      ours.push(microseconds / taskCount);
      theirs.push(floorMicroseconds);
    }
    const [mask, loop] = [computeSpread(ours), computeSpread(theirs)];
    say(`Mask: ${formatMicroseconds(mask)}; ${floor.name}: ${formatMicroseconds(loop)}`);
    const { median } = computeRatios(theirs, ours);
    return [
      { name, rows: arena.rowCount, ratio: median, goal: 1 / slowerMax, peer: floor.name, version: floor.version },
    ];
  } finally {
    floor.close();
  }
}

function measure(work: () => void): number {
  const startedAt = performance.now();
  let count = 0;
  do {
    work();
    count += 1;
  } while (performance.now() - startedAt < roundMs);
  return ((performance.now() - startedAt) * 1000) / count;
}
