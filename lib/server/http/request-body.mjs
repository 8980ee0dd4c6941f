// Bodies of requests: read whole before anybody waits for them, and those of actions looked at before React sees them. What
// React reads there can name functions, promises and parts of other values; the application's own actions are given plain
// values, so nothing else comes through.
import { IncomingMessage } from "node:http";

/** How React writes the values that JSON has no word for, and a text that begins as one of its own words. */
const plainWords = /^(?!\$)|^\$(\$|(undefined|NaN|-?Infinity|-0)$)/;

/** More than any action takes; Next fails beyond 1,000. */
const valuesMax = 16;

/**
 * Whether a text is a short list of plain values: texts, numbers, true, false, nothing, lists and records of them.
 * @param {string} text
 */
export function isPlain(text) {
  try {
    const values = JSON.parse(text, (key, value) => {
      if (key === "__proto__" || (typeof value === "string" && !plainWords.test(value))) throw new RangeError(key);
      return value;
    });
    return Array.isArray(values) && values.length <= valuesMax;
  } catch {
    return false;
  }
}

/**
 * Reads the body of a request whose length is bounded; null where it does not come whole in time, or whoever sends it leaves.
 * @param {IncomingMessage} request
 * @param {number} timeoutMs
 * @returns {Promise<Buffer | null>}
 */
function readBody(request, timeoutMs) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const chunks = [];
    /** @param {Buffer | null} body */
    const settle = (body) => {
      clearTimeout(timer);
      request.off("data", take);
      resolve(body);
    };
    /** @param {Buffer} chunk */
    const take = (chunk) => chunks.push(chunk);
    const timer = setTimeout(() => settle(null), timeoutMs);
    request.on("data", take);
    request.once("end", () => settle(Buffer.concat(chunks)));
    request.once("error", () => settle(null));
    request.once("close", () => settle(null));
  });
}

/** Bodies that are yet to come, in all and from one place. */
const arrivingMax = 512;
const arrivingFromOneMax = 32;

/** Counts the bodies that are yet to come, so that those who send them by the letter keep no one else out. */
export class ArrivingBodies {
  #count = 0;
  /** @type {Map<string, number>} */
  #byPlace = new Map();

  /**
   * Reads a body as one of those that are yet to come.
   * @param {IncomingMessage} request
   * @param {string} place Whom it is counted for.
   * @param {number} timeoutMs
   * @returns {Promise<{ readonly body: Buffer | null } | "too many">}
   */
  async read(request, place, timeoutMs) {
    const own = this.#byPlace.get(place) ?? 0;
    if (this.#count >= arrivingMax || own >= arrivingFromOneMax) return "too many";
    this.#count++;
    this.#byPlace.set(place, own + 1);
    const body = await readBody(request, timeoutMs);
    this.#count--;
    const left = (this.#byPlace.get(place) ?? 1) - 1;
    if (left > 0) this.#byPlace.set(place, left);
    else this.#byPlace.delete(place);
    return { body };
  }
}

/**
 * The same request once more, with a body that was read already.
 * @param {IncomingMessage} request
 * @param {Buffer} body
 * @returns {IncomingMessage}
 */
export function repeatRequest(request, body) {
  const again = new IncomingMessage(request.socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(again, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true });
  Object.defineProperty(again, "headers", { value: headers, writable: true, configurable: true, enumerable: true });
  again.push(body);
  again.push(null);
  return again;
}
