// What the front door itself answers with: a problem document for programs, a small page for people.
import { securityHeaders } from "./security-headers.mjs";

/**
 * @typedef {object} Refusal
 * @property {number} status
 * @property {import("../../contract/error-code").ErrorCode} code
 * @property {string} title
 * @property {string} detail One sentence for whoever asked.
 * @property {number} [retryAfterSeconds]
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
export const failed = {
  status: 500,
  code: "internal",
  title: "Something went wrong on our side",
  detail: "The request failed for a reason that is not yours. Try again.",
};

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
  const { status, code, title, detail, retryAfterSeconds } = refusal;
  const isForProgram = request.url?.startsWith("/api/") ?? false;
  const body = isForProgram
    ? JSON.stringify({ type: `urn:ballast:error:${code}`, title, status, code, detail, requestId })
    : writePage(title, detail);
  const headers = {
    "Content-Type": isForProgram ? "application/problem+json; charset=utf-8" : "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "X-Request-Id": requestId,
    ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
    // A body that nobody reads must not be taken for the next request.
    ...(request.complete ? {} : { Connection: "close" }),
  };
  writeAnswer(request, response, { status, headers, body });
}

/**
 * Writes an answer that Next has no part in, with the headers that hold for every answer.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {{ status: number, headers: Readonly<Record<string, string>>, body: string | Uint8Array | null }} answer
 */
export function writeAnswer(request, response, { status, headers, body }) {
  for (const { key, value } of securityHeaders) response.setHeader(key, value);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body !== null) response.setHeader("Content-Length", Buffer.byteLength(body));
  response.writeHead(status);
  response.end(request.method === "HEAD" || body === null ? undefined : body);
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
<style>
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 36rem; margin: 20vh auto; padding: 0 1.5rem }
h1 { font-size: 1.25rem }
</style>
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
