import "server-only";

/** Repeated measurements of the same work. */
export interface Sample {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** Sums up measurements. Throws when there are none. */
export function summarise(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b);
  const [min] = sorted;
  const max = sorted.at(-1);
  if (min === undefined || max === undefined) throw new Error("Impossible state: nothing was measured");
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? min) + (sorted[Math.ceil(middle)] ?? max)) / 2;
  return { median, min, max, count: sorted.length };
}

/** Milliseconds that some work takes, and the processor time that this process spent meanwhile. */
export async function time(work: () => unknown): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const ms = performance.now() - startedAt;
  const spent = process.cpuUsage(cpu);
  return { ms, cpuMs: (spent.user + spent.system) / 1000 };
}

/** `27 ms (25 to 31, 12 times)`. */
export function formatSample({ median, min, max, count }: Sample, unit: string, digits = 0): string {
  const format = (value: number) => value.toFixed(digits);
  return `${format(median)} ${unit} (${format(min)} to ${format(max)}, ${count} times)`;
}
