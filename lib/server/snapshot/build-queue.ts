import "server-only";
import { AppError } from "#lib/contract/app-error";
import { SharedWork } from "#lib/server/shared-work";
import { Lane } from "#lib/util/lane.mjs";
import { getSingleton } from "#lib/util/singleton.mjs";

const retryAfterSeconds = 60;
/**
 * How long somebody waits for a build before he is told to come again: no connection is open for longer than a minute on
 * which nothing moves. The build goes on meanwhile (SNAP-11).
 */
const patienceMs = 40_000;
/** The longest that a timer takes: no build gives way, and none that waits is given up. */
const ever = 2 ** 31 - 1;
/**
 * A build takes seconds of one core, which every other answer waits for: one at a time, eight may wait, and those of one
 * visitor wait for each other and not for everybody.
 */
const limits = { running: 1, waiting: 8, waitMs: ever, holdMs: ever, held: 1 };

// One process builds one snapshot at a time.
const queue = getSingleton("builds", () => ({ running: new SharedWork<unknown>(), lane: new Lane(limits) }));

/** Whoever asks for a day may leave; what was begun for him is of use to the next. */
const stays = new AbortController().signal;

/**
 * Runs a build in its turn, which goes round by `visitor`. Whoever asks for a key that is waiting or under way shares its
 * result. Throws AppError "too_many_requests" when too many wait already, and for the last one of the visitor with the most
 * when one with fewer comes. Throws AppError "busy" for a visitor who has waited for `patience` milliseconds, while the
 * build goes on; whoever is no visitor waits for the end.
 */
export function queueBuild<Value>(
  key: string,
  visitor: string | null,
  build: () => Promise<Value>,
  patience = patienceMs,
): Promise<Value> {
  const result = queue.running.share(key, async () => {
    const turn = await queue.lane.enter(stays, visitor ?? "");
    if (turn.state !== "admitted") {
      throw new AppError(
        "too_many_requests",
        "Several past days are being built already, one after the other. Try again in a minute.",
        { retryAfterSeconds },
      );
    }
    try {
      return await build();
    } finally {
      turn.leave();
    }
  });
  // The key names what is built, so that the result is of the same type.
  return visitor === null ? (result as Promise<Value>) : waitFor(result as Promise<Value>, patience);
}

async function waitFor<Value>(result: Promise<Value>, patience: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message =
        "The data of that day are being built, which takes a while at the moment. They are there in some seconds.";
      reject(new AppError("busy", message, { retryAfterSeconds: 5 }));
    }, patience);
  });
  try {
    return await Promise.race([result, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the build is waiting or under way, so that asking for it costs nothing. */
export function isBuildQueued(key: string): boolean {
  return queue.running.has(key);
}
