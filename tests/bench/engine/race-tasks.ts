import "server-only";

/** Someone who does the tasks of each round, one by one. */
export interface TaskRunner {
  readonly name: string;
  /** The tasks of a round, made ready before the clock runs. */
  prepare(round: number): readonly (() => unknown)[];
}

/** What the tasks took a runner, in microseconds. */
export interface TaskTimes {
  /** The mean of each round. */
  readonly rounds: readonly number[];
  /** Every single task. */
  readonly each: readonly number[];
}

/** Lets runners do the tasks of each round in turn, in an order that shifts, with the time of every task by itself. */
export async function raceTasks(
  runners: readonly TaskRunner[],
  rounds: number,
): Promise<ReadonlyMap<string, TaskTimes>> {
  const times = new Map(runners.map(({ name }) => [name, { rounds: [] as number[], each: [] as number[] }]));
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < runners.length; place += 1) {
      const runner = runners[(place + round) % runners.length] as TaskRunner;
      const own = times.get(runner.name);
      let sum = 0;
      const tasks = runner.prepare(round);
      for (const task of tasks) {
        const startedAt = performance.now();
        const answer = task();
        if (answer instanceof Promise) await answer;
        const microseconds = (performance.now() - startedAt) * 1000;
        own?.each.push(microseconds);
        sum += microseconds;
      }
      own?.rounds.push(sum / tasks.length);
    }
  }
  return times;
}
