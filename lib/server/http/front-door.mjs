// What stands before Next: it answers health and files of snapshots itself, and lets the rest through in limited number.
// A plain module, because Next must load React without the condition that the command lines run under.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { Lane } from "./admission.mjs";
import {
  badAddress,
  busy,
  failed,
  needlessBody,
  noLength,
  refuse,
  stopping,
  tooLarge,
  writeAnswer,
} from "./refusal.mjs";

/**
 * An answer that needs neither Next nor a turn.
 * @typedef {{ status: number, headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer> | null }} DirectAnswer
 */

/**
 * What the application offers to answer without Next. Null: the request is to be let through. `recordPage` gives what is
 * to be called with the answer to a request that was let through, where that is wanted.
 * @typedef {object} DirectAnswers
 * @property {(request: import("node:http").IncomingMessage) => Promise<DirectAnswer | null>} answerDirectly
 *   Without a turn, since it costs next to nothing.
 * @property {(request: import("node:http").IncomingMessage) => Promise<DirectAnswer | null>} answerKeptPage
 *   In its turn, since a page is unpacked and packed for it.
 * @property {(request: import("node:http").IncomingMessage) => ((answer: DirectAnswer) => Promise<void>) | null} recordPage
 */

/**
 * @typedef {object} FrontDoorOptions
 * @property {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} handle
 *   Answers whatever is let through.
 * @property {() => DirectAnswers | undefined} getDirectAnswers Absent until the application offers them.
 * @property {(error: unknown, requestId: string) => void} report Told of what `handle` or `answerDirectly` threw.
 * @property {Readonly<Record<LaneName, import("./admission.mjs").LaneLimits>>} [limits]
 */

/** @typedef {"pages" | "api" | "writes" | "files"} LaneName */

/**
 * One thread computes one page at a time, so more at once only makes each of them wait in a costlier place, and health
 * with them; a second one fills the time in which the first waits for the database. A page takes some 30 ms: the 64th
 * that waits has its turn after 2 s. An answer of the API takes some 3 ms, hence 128 wait 0.4 s. A write waits for its
 * body and the database rather than for the thread.
 * @type {Readonly<Record<LaneName, import("./admission.mjs").LaneLimits>>}
 */
export const defaultLimits = {
  pages: { running: 2, waiting: 64, waitMs: 10_000, holdMs: 2_000, held: 64 },
  api: { running: 4, waiting: 128, waitMs: 10_000, holdMs: 2_000, held: 64 },
  writes: { running: 16, waiting: 64, waitMs: 10_000, holdMs: 10_000, held: 64 },
  files: { running: 32, waiting: 256, waitMs: 10_000, holdMs: 10_000, held: 64 },
};

/** No form of the application sends as much, and Next takes no more for an action. */
const bodyBytesMax = 1024 * 1024;

/** Within this a request must have arrived whole, and then its headers. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;
/** A connection on which nothing moves for so long is closed, with whatever it has not fetched. */
const idleTimeoutMs = 60_000;
const sweepMs = 50;
const checkConnectionsMs = 5_000;

/**
 * The server of a production build. `stop` refuses what comes and what waits, and settles when what is worked on is
 * answered, or after `graceMs`.
 * @param {FrontDoorOptions} options
 * @returns {{ server: import("node:http").Server, stop: (graceMs: number) => Promise<void> }}
 */
export function createFrontDoor({ handle, getDirectAnswers, report, limits = defaultLimits }) {
  const lanes = {
    pages: new Lane(limits.pages),
    api: new Lane(limits.api),
    writes: new Lane(limits.writes),
    files: new Lane(limits.files),
  };
  /** @type {Set<AbortController>} */
  const present = new Set();
  let isStopping = false;

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: checkConnectionsMs,
    keepAliveTimeout: idleTimeoutMs,
  });
  server.setTimeout(idleTimeoutMs);
  // Nothing here speaks another protocol. Next listens for those who ask for one and leaves them without an answer, out
  // of every limit; without a listener, a request that asks is answered as any other.
  server.on("newListener", (event, listener) => {
    if (event === "upgrade") setImmediate(() => server.off("upgrade", listener));
  });
  /** @type {import("node:http").RequestListener} */
  const listen = (request, response) => {
    const requestId = randomUUID();
    answer(request, response, requestId).catch((error) => {
      report(error, requestId);
      refuse(request, response, failed, requestId);
    });
  };
  server.on("request", listen);
  server.on("checkContinue", (request, response) => {
    // Whoever asks whether to go on is told so only where the body will be read.
    if (!isStopping && findFault(request) === null) response.writeContinue();
    listen(request, response);
  });

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {string} requestId
   */
  async function answer(request, response, requestId) {
    const refusal = isStopping ? stopping : findFault(request);
    if (refusal !== null) return refuse(request, response, refusal, requestId);
    const visit = new AbortController();
    present.add(visit);
    response.once("close", () => {
      present.delete(visit);
      visit.abort();
    });
    const direct = await getDirectAnswers()?.answerDirectly(request);
    if (direct) return writeAnswer(request, response, direct);

    const entry = await lanes[chooseLane(request)].enter(visit.signal);
    if (entry.state === "admitted") return letThrough(request, response, requestId, entry.leave);
    // Whoever has left costs nothing more.
    if (response.destroyed || response.closed) return undefined;
    return refuse(request, response, entry.state === "gone" ? stopping : busy, requestId);
  }

  /**
   * The turn ends with the answer, and not when its reader has fetched it: a slow one would keep all others waiting.
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {string} requestId
   * @param {() => void} leave
   */
  async function letThrough(request, response, requestId, leave) {
    let kept = null;
    try {
      kept = (await getDirectAnswers()?.answerKeptPage(request)) ?? null;
    } catch (error) {
      leave();
      throw error;
    }
    if (kept !== null || response.destroyed || response.closed) {
      leave();
      return kept === null ? undefined : writeAnswer(request, response, kept);
    }
    const record = getDirectAnswers()?.recordPage(request) ?? null;
    takeAllAtOnce(response, record !== null, (body) => {
      leave();
      if (body === null || response.destroyed) return;
      record?.(describeAnswer(response, body)).catch((error) => report(error, requestId));
    });
    try {
      await handle(request, response);
    } finally {
      leave();
    }
  }

  return {
    server,
    stop: (graceMs) =>
      new Promise((resolve) => {
        isStopping = true;
        for (const visit of present) visit.abort();
        const force = setTimeout(() => server.closeAllConnections(), graceMs);
        // A connection that was kept open is idle once its last answer is out.
        const sweep = setInterval(() => server.closeIdleConnections(), sweepMs);
        server.close(() => {
          clearTimeout(force);
          clearInterval(sweep);
          resolve();
        });
      }),
  };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {import("./refusal.mjs").Refusal | null}
 */
function findFault({ url = "", method = "GET", headers }) {
  const [path = ""] = url.split("?", 1);
  if (!path.startsWith("/") || !isReadable(path)) return badAddress;
  if (method === "GET" || method === "HEAD") return hasBody(headers) ? needlessBody : null;
  if (headers["transfer-encoding"] !== undefined) return noLength;
  return Number(headers["content-length"] ?? 0) > bodyBytesMax ? tooLarge : null;
}

/** @param {import("node:http").IncomingHttpHeaders} headers */
function hasBody(headers) {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** @param {string} path */
function isReadable(path) {
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @returns {LaneName}
 */
function chooseLane({ url = "", method = "GET" }) {
  if (method !== "GET" && method !== "HEAD") return "writes";
  if (url.startsWith("/api/")) return "api";
  return url.startsWith("/_next/static/") || url.startsWith("/icon.svg") ? "files" : "pages";
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {Uint8Array<ArrayBuffer>} body
 * @returns {DirectAnswer}
 */
function describeAnswer(response, body) {
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]);
  return { status: response.statusCode, headers: Object.fromEntries(headers), body };
}

/**
 * Tells whoever writes an answer that all of it was taken, and calls `onEnd` when the last of it was, with the body where
 * it is wanted. What the reader has not fetched yet waits in memory: an answer is some hundred kB, and `idleTimeoutMs`
 * bounds how long.
 * @param {import("node:http").ServerResponse} response
 * @param {boolean} isBodyWanted
 * @param {(body: Uint8Array<ArrayBuffer> | null) => void} onEnd
 */
function takeAllAtOnce(response, isBodyWanted, onEnd) {
  /** @type {Buffer[]} */
  const chunks = [];
  /** @param {readonly unknown[]} args */
  const collect = ([chunk]) => {
    if (!isBodyWanted) return;
    if (typeof chunk === "string") chunks.push(Buffer.from(chunk));
    // Copied, since whoever wrote it may use the memory again.
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  Object.assign(response, {
    /** @param {Parameters<typeof write>} args */
    write: (...args) => {
      collect(args);
      write(...args);
      return true;
    },
    /** @param {Parameters<typeof end>} args */
    end: (...args) => {
      collect(args);
      const ended = end(...args);
      onEnd(isBodyWanted ? new Uint8Array(Buffer.concat(chunks)) : null);
      return ended;
    },
  });
}
