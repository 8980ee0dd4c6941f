import "server-only";

const tickMs = 10_000;

/**
 * Runs one step of a command and says when it begins, that it goes on, and how long it took. Work that shows its own
 * progress is not interrupted by a sign of life.
 */
export async function runStep<Value>(
  title: string,
  work: () => Promise<Value>,
  { showsProgress = false } = {},
): Promise<Value> {
  console.log(`${title} ...`);
  const startedAt = performance.now();
  const say = () => console.log(`${title}: ${formatSeconds(startedAt)} so far ...`);
  const timer = setInterval(showsProgress ? () => undefined : say, tickMs);
  try {
    const value = await work();
    console.log(`${title}: done in ${formatSeconds(startedAt)}`);
    return value;
  } finally {
    clearInterval(timer);
  }
}

/** The time since `startedAt` (a reading of performance.now) as "0.4 s" or "1 min 12 s". */
export function formatSeconds(startedAt: number): string {
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
