import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "playwright/test";
import { securityHeaders } from "#lib/server/http/security-headers.mjs";
import { drawRequests, type FuzzedAnswer, send } from "../support/request-fuzz";
import { signUp } from "./screener-page";

/** A hundred thousand with BALLAST_RUNS=67. */
const count = 1_500 * Number(process.env["BALLAST_RUNS"] ?? 1);
const seed = process.env["CI"] && !process.env["BALLAST_RUNS"] ? 20_261_129 : Date.now() % 2 ** 31;
const atATime = 8;
const slowMs = 2_000;
/** What caches and the heap take before the collector stirs: some 450 MB, whatever the count. A body kept is 2 GB. */
const growthMegabytesMax = 700;

const allowed = new Set([
  200, 204, 206, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 409, 411, 413, 415, 429, 431, 503,
]);
/**
 * A line of a stack with the place of a file, or a place in the sources: in plain text, in JSON or in the data of a page.
 * Anything else that a page may say (`at 12:30:15`) is none.
 */
const stack =
  /\bat (?:[^\n"]{1,160} \()?(?:async )?(?:file:\/\/|node:|webpack-internal:|\.{0,2}\/|\.next|[A-Z]:\\)[^\s"<>()]*:\d+:\d+|node_modules[\\/]|\.[cm]?tsx?:\d+|webpack-internal/;

function listActions(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(".next-test/server/server-reference-manifest.json", "utf8"));
  return Object.keys((manifest as { node: Record<string, unknown> }).node);
}

/** Memory of the server in MB; null where the system does not tell (another than Linux). */
function readServerMemory(port: number): number | null {
  try {
    const process = readdirSync("/proc").find((id) => {
      if (!/^\d+$/.test(id)) return false;
      const parts = readFileSync(join("/proc", id, "cmdline"), "utf8").split("\0");
      return parts.some((part) => part.endsWith("serve.mjs")) && parts.includes(String(port));
    });
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${process}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

function findFaults({ status, head, body }: FuzzedAnswer): readonly string[] {
  if (status === null) return ["no answer"];
  const missing = securityHeaders.filter(
    ({ key, value }) => !head.toLowerCase().includes(`${key}: ${value}`.toLowerCase()),
  );
  return [
    ...(allowed.has(status) ? [] : [`status ${status}`]),
    ...missing.map(({ key }) => `without ${key}`),
    ...(/content-security-policy: /i.test(head) ? [] : ["without a content security policy"]),
    ...(stack.test(body) ? [`a stack (${stack.exec(body)?.[0].slice(0, 100)})`] : []),
  ];
}

test("a stack is known in every form in which an answer can carry it, and what a page says is none", () => {
  for (const text of [
    "Error: gone\n    at fn (/path/file.ts:1:2)",
    "at async Promise.all (node:internal/process/task_queues:95:5)",
    "at /srv/app/lib/a.mjs:10:7",
    "at <anonymous> (.next/server/chunks/ssr/_0jee.js:26:1028)",
    "at new A (file:///srv/app/lib/a.js:1:2)",
    JSON.stringify({ error: "Error\n    at a.b [as c] (/srv/app/x.js:3:4)" }),
    '<script>self.__next_f.push([1,"\\n    at fn (/path/file.ts:1:2)"])</script>',
    "<pre>at &lt;anonymous&gt; (C:\\app\\x.js:3:4)</pre>",
    "/srv/node_modules/next/dist/server.js",
    "lib/server/env.ts:12",
  ]) {
    expect(stack.test(text), text).toBe(true);
  }
  for (const text of [
    "Look at the filing of 12:30:15.",
    "at 12:30:15",
    '<a href="/screen?q=roic%20%3E%201">at (a glance)</a>',
    "/_next/static/chunks/0a1b.js",
    "https://localhost:3000/a:1",
  ]) {
    expect(stack.test(text), text).toBe(false);
  }
});

test("no request gets a fault of the server, a stack, or an answer without the headers of all", async ({
  baseURL,
  page,
}) => {
  test.setTimeout(180_000 * Math.ceil(count / 1_500));
  const port = Number(new URL(baseURL ?? "").port);
  await signUp(page, "/watchlists");
  const cookies = await page.context().cookies();
  const sessionCookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const requests = drawRequests(seed, count, { actionIds: listActions(), sessionCookie });
  const before = readServerMemory(port);
  const statuses = new Map<number | null, number>();
  const faults: string[] = [];
  let slow = 0;
  let next = 0;
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
        const answer = await send(port, `localhost:${port}`, request);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.milliseconds > slowMs) slow++;
        for (const fault of findFaults(answer)) faults.push(`${fault}: ${JSON.stringify(request).slice(0, 600)}`);
      }
    }),
  );
  const after = readServerMemory(port);
  const counts = [...statuses]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([status, times]) => `${status}: ${times}`);
  const memory = before === null || after === null ? "not told here" : `${(after - before).toFixed(0)} MB more`;
  // biome-ignore lint/suspicious/noConsole: what the run counted is part of its result.
  console.log(`${count} requests, seed ${seed}: ${counts.join(", ")}; over ${slowMs} ms: ${slow}; memory: ${memory}`);
  expect(faults.slice(0, 20), `seed ${seed}`).toEqual([]);
  // Whoever asks for everything must also have been answered something.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(count / 20);
  if (before !== null && after !== null) expect(after - before).toBeLessThan(growthMegabytesMax);
  expect((await fetch(`${baseURL}/api/v1/health`)).status).toBe(200);
});
