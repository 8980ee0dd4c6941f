import "server-only";
import { randomUUID } from "node:crypto";
import { AppError } from "#lib/contract/app-error";
import { buildProblem } from "#lib/contract/problem";
import { getLogger } from "#lib/server/log";
import { toRefusal } from "#lib/server/outage";

/** Answers a request that failed: `application/problem+json`. Errors that are not refusals are logged whole. */
export function buildProblemResponse(thrown: unknown, requestId: string): Response {
  const error = toRefusal(thrown);
  const problem = buildProblem(error, requestId);
  if (!(error instanceof AppError)) getLogger().error({ err: error, requestId }, "request failed");
  const headers = new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-request-id": requestId,
  });
  if (error instanceof AppError && error.retryAfterSeconds !== undefined) {
    headers.set("retry-after", String(Math.ceil(error.retryAfterSeconds)));
  }
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** Answers a request for an address that there is nothing at. */
export function refuseNotFound(): Response {
  return buildProblemResponse(new AppError("not_found", "There is nothing at this address."), randomUUID());
}
