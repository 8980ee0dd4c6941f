import "server-only";
import { z } from "zod";
import { type HealthAnswer, healthAnswerSchema } from "../../api/health-contract";
import { getHealth } from "../service/get-health";
import type { DirectAnswer } from "./front-door.mjs";
import { readParameters } from "./route";

/** Many may ask, and each asks the database. */
const ageMsMax = 1_000;

let last: { readonly atMs: number; readonly answer: Promise<HealthAnswer> } | undefined;

/** The state of at most a second ago. */
function readHealth(): Promise<HealthAnswer> {
  const now = performance.now();
  if (last === undefined || now - last.atMs > ageMsMax) last = { atMs: now, answer: getHealth() };
  return last.answer;
}

/** Whether the server can answer: 200, or 503 with what is wrong. Throws AppError "invalid_request" for a parameter. */
export async function answerHealth(parameters: URLSearchParams, requestId: string): Promise<DirectAnswer> {
  readParameters(parameters, z.strictObject({}));
  const answer = healthAnswerSchema.parse(await readHealth());
  return {
    status: answer.status === "ok" ? 200 : 503,
    headers: { "content-type": "application/json", "cache-control": "no-store", "x-request-id": requestId },
    body: JSON.stringify(answer),
  };
}
