import "server-only";
import { z } from "zod";
import { type HealthAnswer, healthAnswerSchema } from "#lib/contract/health";
import { getLogger } from "#lib/server/log";
import { getHealth } from "#lib/server/service/data/get-health";
import type { DirectAnswer } from "./front-door.mjs";
import { readParameters } from "./route";

const watchEveryMs = 2_000;
/** An answer that is older is not told any more: whoever asks waits for the one that is on its way. */
const ageMsMax = 20_000;

interface Watch {
  answer: HealthAnswer | null;
  atMs: number;
  asking: Promise<HealthAnswer> | null;
}

let watch: Watch | null = null;

/**
 * Looks every two seconds from now on, so that health is told at once: to ask the database takes many turns of a thread
 * that may have too much to do.
 */
export function watchHealth(): void {
  if (watch !== null) return;
  watch = { answer: null, atMs: 0, asking: null };
  setInterval(look, watchEveryMs, watch).unref();
  look(watch);
}

function look(of: Watch): void {
  if (of.asking !== null) return;
  of.asking = getHealth().finally(() => {
    of.asking = null;
  });
  of.asking.then(
    (answer) => {
      of.answer = answer;
      of.atMs = performance.now();
    },
    // Whoever waits for it is told; a fault here must not end the server.
    (error: unknown) => getLogger().error({ error }, "health could not be asked"),
  );
}

function readHealth(): HealthAnswer | Promise<HealthAnswer> {
  if (watch === null) return getHealth();
  if (watch.answer !== null && performance.now() - watch.atMs < ageMsMax) return watch.answer;
  return watch.asking ?? getHealth();
}

const retryAfterSeconds = "5";

/** Whether the server can answer: 200, or 503 with what is wrong. Throws AppError "invalid_request" for a parameter. */
export async function answerHealth(parameters: URLSearchParams, requestId: string): Promise<DirectAnswer> {
  readParameters(parameters, z.strictObject({}));
  const answer = healthAnswerSchema.parse(await readHealth());
  return {
    status: answer.status === "ok" ? 200 : 503,
    headers: {
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(answer.status === "ok" ? {} : { "retry-after": retryAfterSeconds }),
    },
    body: JSON.stringify(answer),
  };
}
