import "server-only";

/** Someone who does the same piece of work as the others, again and again. */
export interface Runner {
  readonly name: string;
  /** Gets ready for so many times before the clock runs. */
  prepare?(round: number, times: number): unknown;
  /** Does the piece of work with this number so many times, with other numbers each time. */
  run(round: number, times: number): unknown;
}

/** The microseconds that one piece of work took each runner, round by round. */
export type RaceTimes = ReadonlyMap<string, readonly number[]>;

export interface RaceOptions {
  readonly rounds: number;
  /** How long a runner is to work in a round, at least once. */
  readonly roundMs: number;
  /** The work of a runner in a round is cut here even when that is too short to be exact. */
  readonly timesMax?: number;
}

/**
 * Lets runners work in turn, a round each, in an order that shifts: what else the machine does then falls on all alike.
 * A first round finds out how often a runner fits into one and warms it up.
 */
export async function race(runners: readonly Runner[], options: RaceOptions): Promise<RaceTimes> {
  const times = new Map<string, number[]>(runners.map(({ name }) => [name, []]));
  const repeats = new Map<string, number>();
  for (const runner of runners) repeats.set(runner.name, await calibrate(runner, options));
  for (let round = 0; round < options.rounds; round += 1) {
    for (let place = 0; place < runners.length; place += 1) {
      const runner = runners[(place + round) % runners.length] as Runner;
      const count = repeats.get(runner.name) ?? 1;
      await runner.prepare?.(round, count);
      const startedAt = performance.now();
      await runner.run(round, count);
      times.get(runner.name)?.push(((performance.now() - startedAt) * 1000) / count);
    }
  }
  return times;
}

/** How often the work fits into a round. The compiler of the engine below is done with it only after some thousand. */
async function calibrate(runner: Runner, { roundMs, timesMax = 100_000 }: RaceOptions): Promise<number> {
  let count = 1;
  let spentMs = 0;
  let ms = 0;
  for (let round = 0; ; round += 1) {
    await runner.prepare?.(round, count);
    const startedAt = performance.now();
    await runner.run(round, count);
    ms = performance.now() - startedAt;
    spentMs += ms;
    if (spentMs >= 4 * roundMs || count >= timesMax) break;
    count = Math.min(timesMax, count * 2);
  }
  return Math.max(1, Math.min(timesMax, Math.round((roundMs / ms) * count)));
}
