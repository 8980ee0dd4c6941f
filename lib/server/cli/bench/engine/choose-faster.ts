import "server-only";
import { type Answer, requireSame } from "./compare-answers";
import type { Ask } from "./peer";
import { computeSpread } from "./statistics";

/** One of several ways to do the same. */
export interface Way<Task> {
  readonly way: string;
  prepare(task: Task): Ask;
}

/**
 * The way that is faster at the middle of some tasks, which all ways do in turn; the first half of the tasks warms up.
 * Throws when two ways answer differently.
 */
export async function chooseFaster<Task>(ways: readonly Way<Task>[], tasks: readonly Task[]): Promise<Way<Task>> {
  const times = new Map(ways.map((way) => [way, [] as number[]]));
  for (const [at, task] of tasks.entries()) {
    let expected: Answer | null = null;
    for (const way of ways) {
      const ask = way.prepare(task);
      const startedAt = performance.now();
      const answer = await ask();
      if (at >= tasks.length / 2) times.get(way)?.push(performance.now() - startedAt);
      expected ??= answer;
      requireSame(way.way, JSON.stringify(task), expected, answer);
    }
  }
  const [best] = [...times].sort(([, left], [, right]) => computeSpread(left).median - computeSpread(right).median);
  if (best === undefined) throw new Error("Impossible state: there is no way to choose from");
  return best[0];
}
