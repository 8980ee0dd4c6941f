import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { urlKeys } from "#lib/screen/url-key";
import { pagePaths } from "../e2e/page-paths";

/** One request, as it goes over the wire. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface FuzzedAnswer {
  /** Null where the connection ended without an answer. */
  readonly status: number | null;
  readonly head: string;
  readonly body: string;
  readonly milliseconds: number;
}

const pages = ["/", ...pagePaths];
/** The nouns of the API as they lie in the folder, and one that there is not. */
const routes = [...readdirSync(join(import.meta.dirname, "../../app/api/v1")).sort(), "nothing"];
const authRoutes = [
  "csrf",
  "providers",
  "session",
  "signin",
  "signout",
  "callback/credentials",
  "_log",
  "error",
  "a/b/c",
];
const words = [
  "roic > 10%",
  "interest_cover",
  "sector = 'Energy' and roic[-1]",
  "-interest_cover",
  "2026-06-30",
  "2999-12-31",
  "0",
  "-1",
  "1e309",
  "null",
  "__proto__",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "'; drop table user; --",
  "%00",
  "%ff%fe",
  "%",
  "🦔",
  "\u202e",
  "((((((((((",
  "9".repeat(400),
  "a.b.c[]=1",
  "//elsewhere.example",
  "javascript:alert(1)",
];

/** Stands for the cookies of somebody who is signed in. */
const ownSession = "(signed in)";

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 60 }) },
);
/** As a careful program writes it, as a careless one does, and with nothing escaped but what would end the line. */
const part = fc
  .tuple(text, fc.constantFrom("whole", "raw"))
  .map(([value, form]) =>
    form === "whole" ? encodeURIComponent(value.toWellFormed()) : value.replace(/[^!-~]/g, "%"),
  );
const queryKey = fc.oneof(
  fc.constantFrom(
    ...Object.values(urlKeys),
    "trace",
    "limit",
    "offset",
    "callbackUrl",
    "error",
    "return",
    "_rsc",
    "p.x",
  ),
  part,
);
const query = fc
  .array(fc.tuple(queryKey, part), { maxLength: 5 })
  .map((pairs) => (pairs.length === 0 ? "" : `?${pairs.map(([key, value]) => `${key}=${value}`).join("&")}`));

const cookie = fc.oneof(
  fc.constantFrom("theme=dark", "theme=%ZZ", "next-auth.session-token=abc", "next-auth.session-token=a.b.c.d.e"),
  part.map((value) => `next-auth.session-token=${value.replaceAll(";", "")}`),
);
const header = fc.oneof(
  fc.tuple(fc.constant("Cookie"), cookie),
  fc.tuple(fc.constant("Cookie"), fc.constant(ownSession)),
  fc.tuple(
    fc.constantFrom(
      "RSC",
      "Next-Router-Prefetch",
      "Next-Router-Segment-Prefetch",
      "Next-Router-State-Tree",
      "Next-Url",
      "Purpose",
      "If-None-Match",
      "Accept",
      "Accept-Encoding",
      "Range",
      "Origin",
      "Referer",
      "X-Forwarded-Host",
      "X-Forwarded-For",
      "X-Forwarded-Proto",
      "X-Middleware-Subrequest",
      "X-Nextjs-Data",
      "Expect",
      "Transfer-Encoding",
    ),
    fc.oneof(fc.constantFrom("1", "prefetch", "null", "http://elsewhere.example", "/screen", "%5B", "*/*"), part),
  ),
);
const headers = fc.array(header, { maxLength: 3 });

const question = (path: fc.Arbitrary<string>) =>
  fc.record({
    method: fc.constantFrom("GET", "GET", "GET", "HEAD"),
    path: fc.tuple(path, query).map((parts) => parts.join("")),
    headers,
    body: fc.constant(""),
  });

const page = fc.oneof(
  fc.constantFrom(...pages),
  fc.tuple(fc.constantFrom("/company/", "/watchlists/", "/screen/", "/"), part).map((parts) => parts.join("")),
);
const apiPath = fc
  .tuple(fc.constantFrom(...routes), fc.constantFrom("", "", "/"), part, fc.constantFrom("", "/history", "/stress"))
  .map(([route, slash, value, more]) => `/api/v1/${route}${slash === "" ? "" : `/${value}${more}`}`);

const odd = fc.record({
  method: fc.constantFrom("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "POST", "PROPFIND"),
  path: fc
    .tuple(fc.oneof(page, apiPath, fc.constantFrom("*", "/_next/image", "/_next/data/x.json")), query)
    .map((parts) => parts.join("")),
  headers,
  body: fc.oneof(fc.constant(""), text),
});

const auth = fc.record({
  method: fc.constantFrom("GET", "POST", "POST"),
  path: fc.tuple(fc.constantFrom(...authRoutes), query).map(([route, search]) => `/api/auth/${route}${search}`),
  headers: fc
    .tuple(headers, fc.constantFrom("application/x-www-form-urlencoded", "application/json", "text/xml"))
    .map(([more, type]) => [...more, ["Content-Type", type] as const]),
  body: fc.oneof(
    text,
    fc
      .array(fc.tuple(fc.constantFrom("email", "password", "csrfToken", "callbackUrl", "json"), part), { maxLength: 5 })
      .map((pairs) => pairs.map((pair) => pair.join("=")).join("&")),
  ),
});

/** Calls of the application's own actions, with what they might be given and with what they never are. */
function callAction(ids: readonly string[]): fc.Arbitrary<FuzzedRequest> {
  const field = fc.constantFrom(
    "email",
    "password",
    "name",
    "search",
    "id",
    "watchlistId",
    "ticker",
    "text",
    "note",
    "before",
    "given",
    "change",
    "sizing",
    "end",
  );
  const given = fc.oneof(
    fc.dictionary(field, fc.oneof(text, fc.constant(null), fc.integer(), fc.uuid()), { maxKeys: 5 }),
    fc.jsonValue(),
  );
  const body = fc.oneof(
    { weight: 4, arbitrary: fc.array(given, { maxLength: 3 }).map((values) => JSON.stringify(values)) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom('["$F1"]', '["$K1"]', '["$1:constructor:constructor"]', "[", '{"a":1}') },
  );
  const type = fc.oneof(
    { weight: 5, arbitrary: fc.constant("text/plain;charset=UTF-8") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("multipart/form-data", "multipart/form-data; boundary=x", "application/json"),
    },
  );
  return fc
    .tuple(
      page,
      headers,
      fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: part }),
      type,
      body,
    )
    .map(([path, more, id, contentType, content]) => ({
      method: "POST",
      path,
      headers: [...more, ["Next-Action", id], ["Content-Type", contentType], ["Accept", "text/x-component"]],
      body: content,
    }));
}

/** Requests of every kind over all routes, actions and keys of addresses, of which most are cheap to answer. */
export function drawRequests(
  seed: number,
  count: number,
  { actionIds, sessionCookie }: { readonly actionIds: readonly string[]; readonly sessionCookie: string },
): readonly FuzzedRequest[] {
  const request = fc.oneof(
    { weight: 5, arbitrary: question(apiPath) },
    { weight: 2, arbitrary: question(page) },
    { weight: 3, arbitrary: odd },
    { weight: 3, arbitrary: auth },
    { weight: 4, arbitrary: callAction(actionIds) },
  );
  return fc.sample<FuzzedRequest>(request, { seed, numRuns: count }).map((drawn) => ({
    ...drawn,
    headers: drawn.headers.map(([name, value]) => [name, value === ownSession ? sessionCookie : value]),
  }));
}

/** Sends a request from another address of this machine, so that the limits by place are not those of other tests. */
export function send(port: number, host: string, request: FuzzedRequest): Promise<FuzzedAnswer> {
  const body = Buffer.from(request.body.toWellFormed());
  const needsLength = request.method !== "GET" && request.method !== "HEAD";
  const lines = [
    `${request.method} ${request.path} HTTP/1.1`,
    `Host: ${host}`,
    ...request.headers.map(([name, value]) => `${name}: ${value}`),
    ...(needsLength ? [`Content-Length: ${body.length}`] : []),
    "Connection: close",
  ];
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1", localAddress: "127.0.0.2" });
    socket.on("connect", () =>
      socket.write(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), body])),
    );
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // The server ends a connection whose rest it does not read.
      if (error.code !== "ECONNRESET" && error.code !== "EPIPE") reject(error);
    });
    socket.on("close", () => {
      const [head = "", ...rest] = Buffer.concat(chunks).toString("latin1").split("\r\n\r\n");
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
      const milliseconds = performance.now() - startedAt;
      resolve({
        status: status === undefined ? null : Number(status),
        head,
        body: rest.join("\r\n\r\n"),
        milliseconds,
      });
    });
  });
}
