import "server-only";
import { AppError } from "#lib/contract/app-error";
import { SharedWork } from "#lib/server/shared-work";
import { getSingleton } from "#lib/util/singleton.mjs";

/** Builds that may wait for the one under way. A build takes seconds of one core, which every other answer waits for. */
const waitingMax = 8;
const retryAfterSeconds = 60;

interface BuildQueue {
  readonly running: SharedWork<unknown>;
  last: Promise<unknown>;
}

// One process builds one snapshot at a time.
const queue = getSingleton("builds", (): BuildQueue => ({ running: new SharedWork(), last: Promise.resolve() }));

/**
 * Runs a build after those before it. Whoever asks for a key that is waiting or under way shares its result. Throws
 * AppError "too_many_requests" when too many wait already.
 */
export function queueBuild<Value>(key: string, build: () => Promise<Value>): Promise<Value> {
  if (!queue.running.has(key) && queue.running.size > waitingMax) {
    throw new AppError(
      "too_many_requests",
      "Several past days are being built already, one after the other. Try again in a minute.",
      { retryAfterSeconds },
    );
  }
  const result = queue.running.share(key, () => {
    const built = queue.last.then(build);
    queue.last = built.catch(() => undefined);
    return built;
  });
  // The key names what is built, so that the result is of the same type.
  return result as Promise<Value>;
}

/** Whether the build is waiting or under way, so that asking for it costs nothing. */
export function isBuildQueued(key: string): boolean {
  return queue.running.has(key);
}
