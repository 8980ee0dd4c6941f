import "server-only";
import { z } from "zod";
import { healthAnswerSchema } from "../../api/health-contract";
import { getHealth } from "../service/get-health";
import type { DirectAnswer } from "./front-door.mjs";
import { readParameters } from "./route";

/** Whether the server can answer: 200, or 503 with what is wrong. Throws AppError "invalid_request" for a parameter. */
export async function answerHealth(parameters: URLSearchParams, requestId: string): Promise<DirectAnswer> {
  readParameters(parameters, z.strictObject({}));
  const answer = healthAnswerSchema.parse(await getHealth());
  return {
    status: answer.status === "ok" ? 200 : 503,
    headers: { "content-type": "application/json", "cache-control": "no-store", "x-request-id": requestId },
    body: JSON.stringify(answer),
  };
}
