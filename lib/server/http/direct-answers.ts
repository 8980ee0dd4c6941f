import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { logOutages, wasOutageSince } from "#lib/server/outage";
import { getDirectOffer } from "./direct-offer.mjs";
import type { DirectAnswer } from "./front-door.mjs";
import { answerKeptPage, recordPage } from "./page-cache";
import { buildProblemResponse } from "./problem-response";
import { answerHealth, watchHealth } from "./serve-health";
import { answerSnapshot } from "./serve-snapshot";

const snapshotPath = /^\/api\/v1\/snapshots\/([0-9a-f]{64})$/;
const healthPath = "/api/v1/health";

/**
 * Offers the front door the answers that cost next to nothing: health, which must be told of a server that has too much
 * to do, the files of snapshots, which are only handed out, and pages that were answered before. In development nobody
 * takes the offer, and the routes give the same answers.
 */
export function offerDirectAnswers(): void {
  logOutages();
  watchHealth();
  getDirectOffer().current = { answerDirectly, answerKeptPage, recordPage, readPlace, wasOutageSince };
}

/** The visitor's network address: that of the connection, or what trusted proxies say of it. */
function readPlace({ headers }: IncomingMessage): string {
  return readNetworkAddress(new Headers({ "x-forwarded-for": String(headers["x-forwarded-for"] ?? "") }));
}

/** The answer to a request for health or for a file of a snapshot; null for any other. */
export async function answerDirectly(request: IncomingMessage): Promise<DirectAnswer | null> {
  const { method, url = "", headers } = request;
  if (method !== "GET" && method !== "HEAD") return null;
  const at = url.indexOf("?");
  const path = at < 0 ? url : url.slice(0, at);
  const answer = chooseAnswer(path, new URLSearchParams(at < 0 ? "" : url.slice(at)), headers["if-none-match"] ?? null);
  return answer === null ? null : settle(answer);
}

function chooseAnswer(
  path: string,
  parameters: URLSearchParams,
  ifNoneMatch: string | null,
): ((requestId: string) => Promise<DirectAnswer>) | null {
  if (path === healthPath) return (requestId) => answerHealth(parameters, requestId);
  const hash = snapshotPath.exec(path)?.[1];
  if (hash === undefined) return null;
  return (requestId) => answerSnapshot({ hash, parameters, ifNoneMatch }, requestId);
}

async function settle(answer: (requestId: string) => Promise<DirectAnswer>): Promise<DirectAnswer> {
  const requestId = randomUUID();
  try {
    return await answer(requestId);
  } catch (error) {
    const problem = buildProblemResponse(error, requestId);
    return { status: problem.status, headers: Object.fromEntries(problem.headers), body: await problem.text() };
  }
}
