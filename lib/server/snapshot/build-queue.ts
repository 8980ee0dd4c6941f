import "server-only";
import { AppError } from "#lib/contract/app-error";

/** Builds that may wait for the one under way. A build takes seconds of one core, which every other answer waits for. */
const waitingMax = 8;
const retryAfterSeconds = 60;

interface BuildQueue {
  readonly running: Map<string, Promise<unknown>>;
  last: Promise<unknown>;
}

// Next evaluates a module once for each bundle; one process builds one snapshot at a time.
const registry = Symbol.for("ballast.builds");
const holder = globalThis as typeof globalThis & { [registry]?: BuildQueue };
holder[registry] ??= { running: new Map(), last: Promise.resolve() };
const queue = holder[registry];

/**
 * Runs a build after those before it. Whoever asks for a key that is waiting or under way shares its result. Throws
 * AppError "too_many_requests" when too many wait already.
 */
export function queueBuild<Value>(key: string, build: () => Promise<Value>): Promise<Value> {
  const shared = queue.running.get(key);
  // The key names what is built, so that the result is of the same type.
  if (shared) return shared as Promise<Value>;
  if (queue.running.size > waitingMax) {
    throw new AppError(
      "too_many_requests",
      "Several past days are being built already, one after the other. Try again in a minute.",
      { retryAfterSeconds },
    );
  }
  const result = queue.last.then(build).finally(() => queue.running.delete(key));
  queue.running.set(key, result);
  queue.last = result.catch(() => undefined);
  return result;
}

/** Whether the build is waiting or under way, so that asking for it costs nothing. */
export function isBuildQueued(key: string): boolean {
  return queue.running.has(key);
}
