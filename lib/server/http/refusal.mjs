// What the front door itself answers with: a problem document for programs, a small page for people.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { bareContentPolicy } from "./security-headers.mjs";

/**
 * @typedef {object} Refusal
 * @property {number} status
 * @property {import("../../contract/error-code").ErrorCode} code
 * @property {string} title
 * @property {string} detail One sentence for whoever asked.
 * @property {number} [retryAfterSeconds]
 * @property {Readonly<Record<string, string>>} [headers] What a program is told beside it.
 */

/** @type {Refusal} */
export const busy = {
  status: 503,
  code: "busy",
  title: "The server has too much to do",
  detail: "Too many requests came at once. Try again in a few seconds.",
  retryAfterSeconds: 3,
};

/** @type {Refusal} */
export const stopping = {
  status: 503,
  code: "busy",
  title: "The server has too much to do",
  detail: "The server is being stopped or started anew. Try again in a few seconds.",
  retryAfterSeconds: 5,
};

/** @type {Refusal} */
export const badAddress = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "The address has characters that no address may have.",
};

/** @type {Refusal} */
export const needlessBody = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "A request that only asks has no body.",
};

/** @type {Refusal} */
export const noLength = {
  status: 411,
  code: "length_required",
  title: "The request does not say how long it is",
  detail: "A request with a body must name its length (Content-Length).",
};

/** @type {Refusal} */
export const tooLarge = {
  status: 413,
  code: "body_too_large",
  title: "The request is too large",
  detail: "The body of the request is larger than any that this server takes.",
};

/** @type {Refusal} */
export const badHost = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "The request does not name a host that could be this server (Host).",
};

/** @type {Refusal} */
export const manyHeaders = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "The request has more than 200 headers.",
};

/** @type {Refusal} */
export const badHeader = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "One of the headers of the request cannot be read (Next-Router-State-Tree, Expect).",
};

/** @type {Refusal} */
export const badAction = {
  status: 400,
  code: "invalid_request",
  title: "The request cannot be read",
  detail: "What the request asks to be done is not a list of plain values.",
};

/** @type {Refusal} */
export const foreign = {
  status: 403,
  code: "cross_site",
  title: "The request came from another site",
  detail: "Only the pages of this server may ask it to change something.",
};

/** @type {Refusal} */
export const notFound = {
  status: 404,
  code: "not_found",
  title: "There is nothing here",
  detail: "This server has nothing at that address.",
};

/**
 * Of an action that this build does not have; Next's router knows by the header that its page is of another build.
 * @type {Refusal}
 */
export const noAction = {
  ...notFound,
  detail: "This server does not know what is asked of it. Load the page again.",
  headers: { "x-nextjs-action-not-found": "1" },
};

/** @type {Refusal} */
export const wrongType = {
  status: 415,
  code: "wrong_type",
  title: "The request is not in a form that is read here",
  detail: "The body of the request has another type than this address takes (Content-Type).",
};

/**
 * @param {boolean} takesForms
 * @returns {Refusal}
 */
export function refuseMethod(takesForms) {
  return {
    status: 405,
    code: "method_not_allowed",
    title: "This address does not take that method",
    detail: "This address is asked with another method (Allow).",
    headers: { Allow: takesForms ? "GET, HEAD, POST" : "GET, HEAD" },
  };
}

/** @type {Refusal} */
export const unavailable = {
  status: 503,
  code: "unavailable",
  title: "Not available at the moment",
  detail:
    "The database or the disk of this server does not answer at the moment, and this needs it. Screening goes on without it. Try again in a few seconds.",
  retryAfterSeconds: 5,
};

/** @type {Refusal} */
export const late = {
  status: 408,
  code: "too_slow",
  title: "The request did not arrive in time",
  detail: "The body of the request did not arrive in time. Try again.",
};

/** @type {Refusal} */
export const failed = {
  status: 500,
  code: "internal",
  title: "Something went wrong on our side",
  detail: "The request failed for a reason that is not yours. Try again.",
};

const pageStyle = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 36rem; margin: 20vh auto; padding: 0 1.5rem }
h1 { font-size: 1.25rem }
`;
const pagePolicy = `${bareContentPolicy}; style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'`;

/**
 * Answers a request with a refusal, unless an answer has begun already.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Refusal} refusal
 * @param {string} requestId
 */
export function refuse(request, response, refusal, requestId) {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, code, title, detail, retryAfterSeconds, headers: more } = refusal;
  const isForProgram = request.url?.startsWith("/api/") ?? false;
  const body = isForProgram
    ? JSON.stringify({ type: `urn:ballast:error:${code}`, title, status, code, detail, requestId })
    : writePage(title, detail);
  const headers = {
    "Content-Type": isForProgram ? "application/problem+json; charset=utf-8" : "text/html; charset=utf-8",
    "Content-Security-Policy": isForProgram ? bareContentPolicy : pagePolicy,
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
    ...more,
    // A body that nobody reads must not be taken for the next request.
    ...(request.complete ? {} : { Connection: "close" }),
  };
  writeAnswer(request, response, { status, headers, body });
}

/**
 * Writes an answer that Next has no part in.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {{ status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array | null }} answer
 */
export function writeAnswer(request, response, { status, headers, body }) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== null) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status);
  if (request.method === "HEAD" || body === null) response.end();
  else if (typeof body === "string" || body.length <= pieceBytes) response.end(body);
  // A reader that leaves half way has closed its connection, and nothing is owed to anybody.
  else pipeline(Readable.from(divide(body)), response).catch(() => undefined);
}

/** What is handed to the system at a stretch: the reader of a long answer takes it within a few rounds of the event loop. */
const pieceBytes = 64 * 1024;

/**
 * A long body in pieces. Each round of the event loop gives one to each reader, so that hundreds who ask for a long file
 * at once keep nobody else waiting while it is copied to all of them (HTTP-16).
 * @param {Uint8Array} body
 */
async function* divide(body) {
  for (let at = 0; at < body.length; at += pieceBytes) {
    yield body.subarray(at, at + pieceBytes);
    await setImmediate();
  }
}

/**
 * The whole answer to what cannot even be read as a request, as it goes over the wire: the connection ends with it.
 * @param {readonly { readonly key: string, readonly value: string }[]} headersOfAll
 * @param {number} status
 * @param {string} reason
 * @param {string} detail One sentence for whoever asked.
 */
export function writeRawAnswer(headersOfAll, status, reason, detail) {
  const headers = [
    ...headersOfAll.map(({ key, value }) => `${key}: ${value}`),
    `Content-Security-Policy: ${bareContentPolicy}`,
    "Cache-Control: no-store",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(detail)}`,
    "Connection: close",
  ];
  return [`HTTP/1.1 ${status} ${reason}`, ...headers, "", detail].join("\r\n");
}

/**
 * @param {string} title
 * @param {string} detail
 */
function writePage(title, detail) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Ballast</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${detail}</p>
</main>
</body>
</html>
`;
}
