// What stands in the place of a failure while the database or the data folder is away.
import { refuse, unavailable } from "./refusal.mjs";

/**
 * Watches an answer: where it is about to begin as a failure of ours (500) and `isOutage` says that this comes of an outage,
 * it is 503 with Retry-After instead, so that a proxy asks another server and a program asks again. Next answers a page
 * that threw with 500 whatever it threw, and routes and actions that throw likewise: this is the one place for them all.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {() => boolean} isOutage
 * @param {string} requestId
 */
export function replaceFailure(request, response, isOutage, requestId) {
  const writeHead = response.writeHead.bind(response);
  const flushHeaders = response.flushHeaders.bind(response);
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  // Those that hold for every answer.
  const headers = Object.entries(response.getHeaders());
  let isReplaced = false;
  let isDecided = false;

  /** @param {number} status */
  const decide = (status) => {
    if (isDecided) return;
    isDecided = true;
    if (status !== 500 || response.headersSent || !isOutage()) return;
    isReplaced = true;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    for (const [name, value = ""] of headers) response.setHeader(name, value);
    // Whoever else writes into this response (a compression) must not see the words that go out instead.
    Object.assign(response, { writeHead, flushHeaders, write, end });
    refuse(request, response, unavailable, requestId);
    Object.assign(response, silent);
  };

  /** @param {readonly unknown[]} args */
  const settle = (args) => {
    const last = args.at(-1);
    if (typeof last === "function") queueMicrotask(() => last());
  };
  const silent = {
    writeHead: () => response,
    flushHeaders: () => undefined,
    /** @param {readonly unknown[]} args */
    write: (...args) => {
      settle(args);
      return true;
    },
    /** @param {readonly unknown[]} args */
    end: (...args) => {
      settle(args);
      return response;
    },
  };
  Object.assign(response, {
    /** @param {Parameters<typeof writeHead>} args */
    writeHead: (...args) => {
      decide(args[0]);
      return isReplaced ? response : writeHead(...args);
    },
    flushHeaders: () => {
      decide(response.statusCode);
      if (!isReplaced) flushHeaders();
    },
    /** @param {Parameters<typeof write>} args */
    write: (...args) => {
      decide(response.statusCode);
      return isReplaced ? silent.write(...args) : write(...args);
    },
    /** @param {Parameters<typeof end>} args */
    end: (...args) => {
      decide(response.statusCode);
      return isReplaced ? silent.end(...args) : end(...args);
    },
  });
}
