import "server-only";
import type { BenchResult, Say } from "../bench-part";
import { writeFilter } from "./bench-screen";
import { openMaskFloor } from "./mask-floor";
import { askEngine, createTarget } from "./own-peer";
import { type Arena, requireAt, type Task } from "./peer";
import { computeRatios, computeSpread, formatMicroseconds } from "./statistics";
import { createTaskStream } from "./task-stream";
import { writeWhole } from "./write-whole";

const name = "our mask against a C loop with AVX-512 over the same doubles";
const rounds = 15;
const roundMs = 30;
const warmUpMs = 300;
const slowerMax = 3;

/**
 * Which rows pass, without an order, against a loop in C. Ours is asked in the language, with other numbers each time;
 * the loop has its numbers ready. Nothing where there is no compiler.
 */
export function raceMasks(arena: Arena, say: Say): readonly BenchResult[] {
  const nextTask = createTaskStream(arena, 23, 0);
  const taskCount = arena.rowCount >= 1_000_000 ? 8 : 64;
  const tasks: readonly Task[] = Array.from({ length: taskCount }, nextTask);
  const floor = openMaskFloor(arena, tasks);
  if (floor === null) {
    say(`${name}: left out, there is no C compiler`);
    return [];
  }
  try {
    const targets = arena.tables.map(createTarget);
    const count = ({ table, shape, numbers }: Task) => {
      const [target, query] = [
        requireAt(targets, table),
        writeWhole(writeFilter(requireAt(arena.shapes, shape), numbers)),
      ];
      return () => askEngine(target, query, 0).count;
    };
    for (const [at, task] of tasks.entries()) {
      const counted = count(task)();
      if (counted === floor.counts[at]) continue;
      throw new Error(
        `The loop in C keeps ${floor.counts[at]} rows and the engine ${counted}: ${JSON.stringify(task)}`,
      );
    }
    const measureOwn = (ms: number) => measure(() => Array.from({ length: taskCount }, () => count(nextTask())), ms);
    measureOwn(warmUpMs);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(measureOwn(roundMs));
      theirs.push(floor.measure());
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

/** The microseconds of one of the works that are prepared, a batch at a time, until they have taken so long. */
function measure(prepare: () => readonly (() => unknown)[], ms: number): number {
  let spentMs = 0;
  let count = 0;
  do {
    const works = prepare();
    const startedAt = performance.now();
    for (const work of works) work();
    spentMs += performance.now() - startedAt;
    count += works.length;
  } while (spentMs < ms);
  return (spentMs * 1000) / count;
}
