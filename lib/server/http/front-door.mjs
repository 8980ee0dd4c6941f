// What stands before Next: it answers health and files of snapshots itself, and lets the rest through in limited number.
// A plain module, because Next must load React without the condition that the command lines run under.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { Lane } from "../../util/lane.mjs";
import { replaceFailure } from "./outage-answer.mjs";
import { badAction, busy, failed, late, refuse, stopping, writeAnswer, writeRawAnswer } from "./refusal.mjs";
import { ArrivingBodies, isPlain, repeatRequest } from "./request-body.mjs";
import { findFault, isActionRequest, settleAddress } from "./request-guard.mjs";
import { bareContentPolicy, fileContentPolicy, listSecurityHeaders } from "./security-headers.mjs";

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
 * @property {(request: import("node:http").IncomingMessage) => string} [readPlace]
 *   Whom turns are counted for: the visitor's network address. Without it, the address of the connection.
 * @property {(atMs: number) => boolean} [wasOutageSince]
 *   Whether something that answers stand on was found away since a reading of performance.now.
 */

/**
 * @typedef {object} FrontDoorOptions
 * @property {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>} handle
 *   Answers whatever is let through.
 * @property {() => DirectAnswers | undefined} getDirectAnswers Absent until the application offers them.
 * @property {(error: unknown, requestId: string) => void} report Told of what `handle` or `answerDirectly` threw.
 * @property {string | null} [publicUrl] Address under which people know the application, where it is configured.
 * @property {number} [bodyMs] Within this a body must have arrived whole.
 * @property {(id: string) => boolean} [isAction] Whether the build has a server action of that id.
 * @property {Readonly<Record<LaneName, import("../../util/lane.mjs").LaneLimits>>} [limits]
 * @property {Readonly<Record<LaneName, Abandoned>>} [abandoned]
 */

/** @typedef {"pages" | "api" | "writes" | "files"} LaneName */

/**
 * One thread computes one page at a time, so more at once only makes each of them wait in a costlier place, and health
 * with them; a second one fills the time in which the first waits for the database. A page takes some 30 ms: the 64th
 * that waits has its turn after 2 s. An answer of the API takes some 3 ms, hence 128 wait 0.4 s. A write waits for its
 * body and the database rather than for the thread.
 * @type {Readonly<Record<LaneName, import("../../util/lane.mjs").LaneLimits>>}
 */
export const defaultLimits = {
  pages: { running: 2, ofOne: 1, waiting: 64, waitMs: 10_000, holdMs: 2_000, held: 64 },
  api: { running: 4, ofOne: 2, waiting: 128, waitMs: 10_000, holdMs: 2_000, held: 64 },
  writes: { running: 16, ofOne: 4, waiting: 64, waitMs: 10_000, holdMs: 10_000, held: 64 },
  files: { running: 32, waiting: 256, waitMs: 10_000, holdMs: 10_000, held: 64 },
};

/**
 * When a turn ends whose reader has left before the answer was written. Next says at once that it is done, and goes on to
 * compute for nobody; so the turn lasts for `leastMs`, or whoever opens pages and leaves them has as many computed as he
 * can ask for. Of a file that nobody fetches any more Next never says that it is done, and a lane with many such turns
 * would let nobody through ever again; so the turn ends after `mostMs`. Nothing is computed for a file.
 * @typedef {{ readonly leastMs: number, readonly mostMs: number }} Abandoned
 */
/** @type {Readonly<Record<LaneName, Abandoned>>} */
export const defaultAbandoned = {
  pages: { leastMs: 1_000, mostMs: 10_000 },
  api: { leastMs: 1_000, mostMs: 10_000 },
  writes: { leastMs: 1_000, mostMs: 10_000 },
  files: { leastMs: 0, mostMs: 0 },
};

/** Within this a request must have arrived whole, and then its headers. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;
/** A body of a quarter of a megabyte has so long, which no line of today needs. */
const bodyTimeoutMs = 15_000;
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
export function createFrontDoor({
  handle,
  getDirectAnswers,
  report,
  publicUrl = null,
  isAction = () => true,
  bodyMs = bodyTimeoutMs,
  limits = defaultLimits,
  abandoned = defaultAbandoned,
}) {
  const lanes = {
    pages: new Lane(limits.pages),
    api: new Lane(limits.api),
    writes: new Lane(limits.writes),
    files: new Lane(limits.files),
  };
  /** @type {Set<AbortController>} */
  const present = new Set();
  /**
   * Connections on which an answer is owed or being written, with the last of them.
   * @type {WeakMap<import("node:stream").Duplex, import("node:http").ServerResponse>}
   */
  const owing = new WeakMap();
  const known = { publicUrl, isAction };
  const arriving = new ArrivingBodies();
  const headersOfAll = listSecurityHeaders(publicUrl);
  let isStopping = false;

  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: checkConnectionsMs,
    keepAliveTimeout: idleTimeoutMs,
    // Looked at by `findFault`: a proxy of an older protocol may leave it out.
    requireHostHeader: false,
  });
  // Node would leave out the rest, and what is left out nobody could refuse; `findFault` counts them.
  server.maxHeadersCount = 0;
  server.setTimeout(idleTimeoutMs);
  // Nothing here speaks another protocol. Next listens for those who ask for one and leaves them without an answer, out
  // of every limit; without a listener, a request that asks is answered as any other.
  server.on("newListener", (event, listener) => {
    if (event === "upgrade") setImmediate(() => server.off("upgrade", listener));
  });
  /** @type {import("node:http").RequestListener} */
  const listen = (request, response) => {
    const requestId = randomUUID();
    for (const { key, value } of headersOfAll) response.setHeader(key, value);
    // A page has a policy of its own (proxy.ts), which takes the place of this one.
    response.setHeader(
      "Content-Security-Policy",
      chooseLane(request) === "files" ? fileContentPolicy : bareContentPolicy,
    );
    owing.set(request.socket, response);
    response.once("close", () => owing.get(request.socket) === response && owing.delete(request.socket));
    addSender(request);
    settleAddress(request, publicUrl);
    answer(request, response, requestId).catch((error) => {
      report(error, requestId);
      refuse(request, response, failed, requestId);
    });
  };
  server.on("request", listen);
  server.on("checkContinue", (request, response) => {
    // Whoever asks whether to go on is told so only where the body will be read.
    if (!isStopping && findFault(request, known) === null) response.writeContinue();
    listen(request, response);
  });
  server.on("checkExpectation", listen);
  // Asks for a tunnel to somewhere else, and so has no answer that Node could write to.
  server.on("connect", (_, socket) =>
    socket.end(writeRawAnswer(headersOfAll, 405, "Method Not Allowed", "This server is no proxy.")),
  );
  server.on("clientError", (error, socket) => {
    const end = () => (socket.writable ? socket.end(describeUnreadable(headersOfAll, error)) : socket.destroy());
    // An answer that is owed comes first, and must not be broken by this one.
    const owed = owing.get(socket);
    if (owed === undefined || !owed.req.complete) end();
    else owed.once("close", end);
  });

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {string} requestId
   */
  async function answer(request, response, requestId) {
    const refusal = isStopping ? stopping : findFault(request, known);
    if (refusal !== null) return refuse(request, response, refusal, requestId);
    const visit = new AbortController();
    present.add(visit);
    response.once("close", () => {
      present.delete(visit);
      visit.abort();
    });
    const direct = await getDirectAnswers()?.answerDirectly(request);
    if (direct) return writeAnswer(request, response, direct);

    // Only a request that has come whole waits for a turn: one that comes by the letter would keep others waiting.
    const place = getDirectAnswers()?.readPlace?.(request) ?? request.socket.remoteAddress ?? "";
    const whole = await takeWhole(request, place);
    if ("refusal" in whole) return refuse(request, response, whole.refusal, requestId);

    const lane = chooseLane(request);
    const entry = await lanes[lane].enter(visit.signal, place);
    if (entry.state === "admitted") {
      const { leastMs, mostMs } = abandoned[lane];
      endAbandoned(response, entry.leave, mostMs);
      try {
        return await letThrough(whole.request, response, requestId, entry.leave);
      } finally {
        // Whatever failed on the way, the turn ends.
        if (isAbandoned(response)) setTimeout(entry.leave, leastMs).unref();
        else entry.leave();
      }
    }
    // Whoever has left costs nothing more.
    if (response.destroyed || response.closed) return undefined;
    return refuse(request, response, entry.state === "gone" ? stopping : busy, requestId);
  }

  /**
   * The request with its body, which must have come in time and, of an action, be a list of plain values.
   * @param {import("node:http").IncomingMessage} request
   * @param {string} place
   * @returns {Promise<{ readonly request: import("node:http").IncomingMessage } | { readonly refusal: import("./refusal.mjs").Refusal }>}
   */
  async function takeWhole(request, place) {
    if (request.method === "GET" || request.method === "HEAD") return { request };
    const read = await arriving.read(request, place, bodyMs);
    if (read === "too many") return { refusal: busy };
    if (read.body === null) return { refusal: late };
    if (isActionRequest(request) && !isPlain(read.body.toString("utf8"))) return { refusal: badAction };
    return { request: repeatRequest(request, read.body) };
  }

  /**
   * The turn ends with the answer, and not when its reader has fetched it: a slow one would keep all others waiting.
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   * @param {string} requestId
   * @param {() => void} leave
   */
  async function letThrough(request, response, requestId, leave) {
    const kept = (await getDirectAnswers()?.answerKeptPage(request)) ?? null;
    if (kept !== null || response.destroyed || response.closed) {
      leave();
      return kept === null ? undefined : writeAnswer(request, response, kept);
    }
    const since = performance.now();
    replaceFailure(request, response, () => getDirectAnswers()?.wasOutageSince?.(since) ?? false, requestId);
    const record = getDirectAnswers()?.recordPage(request) ?? null;
    takeAllAtOnce(response, record !== null, (body) => {
      leave();
      if (body === null || response.destroyed) return;
      record?.(describeAnswer(response, body)).catch((error) => report(error, requestId));
    });
    await handle(request, response);
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
 * Adds to X-Forwarded-For who is at the other end of the connection, as every proxy does: the one entry that nobody else can
 * have written, and the only one that counts unless proxies are configured (`auth/network-address`).
 * @param {import("node:http").IncomingMessage} request
 */
function addSender({ headers, socket }) {
  const sender = socket.remoteAddress ?? "unknown";
  const given = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = given === undefined ? sender : `${given}, ${sender}`;
}

/**
 * @param {ReturnType<typeof listSecurityHeaders>} headersOfAll
 * @param {Error & { code?: string }} error
 */
function describeUnreadable(headersOfAll, { code }) {
  if (code === "HPE_HEADER_OVERFLOW") {
    return writeRawAnswer(
      headersOfAll,
      431,
      "Request Header Fields Too Large",
      "The address or the headers are too long.",
    );
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return writeRawAnswer(headersOfAll, 408, "Request Timeout", "The request did not arrive in time.");
  }
  return writeRawAnswer(headersOfAll, 400, "Bad Request", "The request cannot be read.");
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
 * Whether the reader left before the answer was written.
 * @param {import("node:http").ServerResponse} response
 */
function isAbandoned(response) {
  return response.closed && !response.writableEnded;
}

/**
 * Ends a turn some time after the reader of its answer has left.
 * @param {import("node:http").ServerResponse} response
 * @param {() => void} leave
 * @param {number} afterMs
 */
function endAbandoned(response, leave, afterMs) {
  const settle = () => {
    // An answer that is written has ended its turn.
    if (isAbandoned(response)) setTimeout(leave, afterMs).unref();
  };
  if (response.closed) settle();
  else response.once("close", settle);
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
