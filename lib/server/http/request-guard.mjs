// What is wrong with a request, told from its first line and its headers, before anything of it is read or computed.
import { isIP } from "node:net";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import {
  badAddress,
  badHeader,
  badHost,
  foreign,
  manyHeaders,
  needlessBody,
  noAction,
  noLength,
  notFound,
  refuseMethod,
  tooLarge,
  wrongType,
} from "./refusal.mjs";

/** The forms of sign-in. */
const formBytesMax = 16 * 1024;
/** What an action is given: the longest is a list of tickers as pasted, of 20,000 characters that may take six bytes each. */
const actionBytesMax = 256 * 1024;

/** Browsers and proxies send some thirty. */
const headersMax = 200;

const formType = /^application\/x-www-form-urlencoded(;|$)/i;
const textType = /^text\/plain(;|$)/i;

/** Headers by which Next's own parts speak to each other, and those that would name another address or method. */
const internalHeaders =
  /^(x-(middleware|invoke|now|vercel|matched|action|nextjs|rewrite|original|http-method)-.*|x-(forwarded-port|method-override|matched-path)|forwarded|next-resume)$/;

/**
 * Gives a request the address under which people know the application, and takes away what only Next's own parts may say
 * to each other. Behind proxies the configured address counts, whatever Host they pass or leave out; so Next, which holds
 * the origin of an action against that address, never has to fail for it.
 * @param {import("node:http").IncomingMessage} request
 * @param {string | null} publicUrl
 */
export function settleAddress(request, publicUrl) {
  const { headers } = request;
  for (const name of Object.keys(headers)) if (internalHeaders.test(name)) delete headers[name];
  const { host, protocol } = publicUrl === null ? { host: undefined, protocol: undefined } : new URL(publicUrl);
  headers.host ??= host;
  const isOwn = headers.origin !== undefined && isOwnAddress(headers.origin, headers.host, publicUrl);
  const known = isOwn ? (readHost(headers.origin) ?? host) : host;
  if (known === undefined) delete headers["x-forwarded-host"];
  else headers["x-forwarded-host"] = known;
  if (protocol !== undefined) headers["x-forwarded-proto"] = protocol.slice(0, -1);
}

/**
 * What is wrong with a request, or null.
 * @param {import("node:http").IncomingMessage} request After `settleAddress`.
 * @param {{ publicUrl: string | null, isAction: (id: string) => boolean }} known
 * @returns {import("./refusal.mjs").Refusal | null}
 */
export function findFault(request, { publicUrl, isAction }) {
  const { url = "", method = "GET", headers, rawHeaders } = request;
  const [path = "", query = ""] = url.split("?", 2);
  if (!path.startsWith("/") || !isReadable(path) || hasLostParameter(query)) return badAddress;
  if (rawHeaders.length > 2 * headersMax) return manyHeaders;
  if (!isHost(headers.host) || rawHeaders.filter(isHostName).length > 1) return badHost;
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== "100-continue") return badHeader;
  // Next's own pages and services.
  if (path.startsWith("/_") && !path.startsWith("/_next/static/")) return notFound;
  if (method === "GET" || method === "HEAD") {
    return hasBody(headers) ? needlessBody : isRouterState(headers["next-router-state-tree"]) ? null : badHeader;
  }
  const isForm = path.startsWith("/api/auth/");
  const isPage = !path.startsWith("/api/") && !path.startsWith("/_next/");
  if (method !== "POST" || (!isForm && !isPage)) return refuseMethod(isForm);
  if (!isOwnOrigin(headers, publicUrl)) return foreign;
  return isForm ? findBodyFault(headers, formType, formBytesMax) : findActionFault(headers, isAction);
}

/**
 * Whether a request that `findFault` lets through carries an action, whose body is yet to be looked at.
 * @param {import("node:http").IncomingMessage} request
 */
export function isActionRequest({ method, url = "" }) {
  return method === "POST" && !url.startsWith("/api/");
}

/**
 * A page takes no form: what is sent to one is an action, called by the scripts of the application.
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {(id: string) => boolean} isAction
 */
function findActionFault(headers, isAction) {
  const id = headers["next-action"];
  if (id === undefined) return refuseMethod(false);
  if (typeof id !== "string" || !isAction(id)) return noAction;
  if (!isRouterState(headers["next-router-state-tree"])) return badHeader;
  return findBodyFault(headers, textType, actionBytesMax);
}

/**
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {RegExp} type
 * @param {number} bytesMax
 */
function findBodyFault(headers, type, bytesMax) {
  if (headers["transfer-encoding"] !== undefined) return noLength;
  if (Number(headers["content-length"] ?? 0) > bytesMax) return tooLarge;
  return type.test(headers["content-type"] ?? "") ? null : wrongType;
}

/**
 * Whether a request that changes something comes from a page of the application, as far as it says: a browser names the
 * origin of every such request, and a program that names none has no cookies but its own.
 * @param {import("node:http").IncomingHttpHeaders} headers
 * @param {string | null} publicUrl
 */
function isOwnOrigin({ origin, host, "sec-fetch-site": site }, publicUrl) {
  if (site === "cross-site" || site === "same-site") return false;
  if (origin === undefined) return true;
  return isOwnAddress(origin, host, publicUrl);
}

/**
 * Whether an origin is the application's: the configured address, or the host that is asked. Where an address is
 * configured, that host must be a number or this machine: any other name may be one that somebody else has let lead here.
 * @param {string} origin
 * @param {string | undefined} host
 * @param {string | null} publicUrl
 */
function isOwnAddress(origin, host, publicUrl) {
  const named = readHost(origin);
  if (named === null) return false;
  if (publicUrl === null) return named === readHost(`http://${host}`);
  const known = new URL(publicUrl);
  if (named === known.host) return known.protocol === "http:" || new URL(origin).protocol === "https:";
  return named === readHost(`http://${host}`) && isOwnMachine(new URL(`http://${host}`).hostname);
}

/** @param {string} hostname */
function isOwnMachine(hostname) {
  return hostname === "localhost" || isIP(hostname.replace(/^\[|\]$/g, "")) !== 0;
}

/**
 * @param {string | undefined} address
 * @returns {string | null}
 */
function readHost(address) {
  return address !== undefined && URL.canParse(address) ? new URL(address).host || null : null;
}

/** @param {string | undefined} host */
function isHost(host) {
  return (
    host !== undefined &&
    /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host) &&
    readHost(`http://${host}`) !== null
  );
}

/**
 * Names and values alternate.
 * @param {string} text
 * @param {number} index
 */
function isHostName(text, index) {
  return index % 2 === 0 && text.toLowerCase() === "host";
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
 * Next hands parameters on as an object, in which one of this name is lost, so that nobody could refuse it.
 * @param {string} query
 */
function hasLostParameter(query) {
  return query !== "" && new URLSearchParams(query).has("__proto__");
}

/**
 * Whether Next's router could have sent this; Next fails for anything else.
 * @param {string | string[] | undefined} header
 */
function isRouterState(header) {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}
