// Serves the application and ends with the process that started it, even when that one is killed: a server left behind
// would keep the port and the lock on the database. A plain module, because Next must load React without the condition
// that the command lines run under.
import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { LineLimit } from "../../util/line-limit.mjs";
import { getDirectOffer } from "../http/direct-offer.mjs";
import { createFrontDoor } from "../http/front-door.mjs";

const [root = "", mode = "start", port = "", host = ""] = process.argv.slice(2);

/** What is worked on has so long to be answered; whoever started this process waits somewhat longer. */
const graceMs = 10_000;

process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
if (mode === "dev") await serveSources();
else await serveBuild();

/** `next dev` watches the sources and starts itself anew, so it stays as it is, without the front door. */
async function serveSources() {
  process.argv.splice(2, Number.POSITIVE_INFINITY, mode, root, "--port", port, "--hostname", host);
  await import(join(root, "node_modules/next/dist/bin/next"));
}

/** Next writes the stack of each page that fails: of one fault so many in a minute, so that nobody fills a disk with them. */
function limitErrors() {
  const limit = new LineLimit(20);
  const write = console.error.bind(console);
  console.error = (...parts) => {
    const [kind = ""] = parts.map(describeKind).join(" ").split("\n", 1);
    const leftOut = limit.admit(kind.slice(0, 160));
    if (leftOut === null) return;
    write(...parts);
    if (leftOut > 0) write(`The same was left out ${leftOut} times.`);
  };
}

/** @param {unknown} part */
function describeKind(part) {
  return part instanceof Error ? `${part.name}: ${part.message}` : typeof part === "string" ? part : typeof part;
}

async function serveBuild() {
  limitErrors();
  // What `next start` sets, and Next's own redirects and actions rely on.
  Object.assign(process.env, { NODE_ENV: "production" });
  process.env["PORT"] = port;
  process.env["__NEXT_PRIVATE_ORIGIN"] = `http://localhost:${port}`;
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, hostname: host, port: Number(port) });
  await app.prepare();
  const actions = readActions();
  const door = createFrontDoor({
    handle: app.getRequestHandler(),
    getDirectAnswers,
    report,
    publicUrl: readPublicUrl(),
    isAction: (id) => actions.has(id),
  });

  let isStopping = false;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      door
        .stop(graceMs)
        .then(() => app.close())
        .catch((error) => report(error, "stop"))
        .finally(() => process.exit(128 + constants.signals[signal]));
    });
  }
  door.server.on("error", (error) => {
    report(error, "listen");
    process.exit(1);
  });
  door.server.listen(Number(port), host, () => console.log(`Listening on ${host}, port ${port}.`));
}

/** As `env.ts` reads it, which refuses one that is none when the application is loaded. */
function readPublicUrl() {
  const given = process.env["NEXTAUTH_URL"] || process.env["AUTH_URL"] || "";
  return URL.canParse(given) ? given : null;
}

/**
 * The ids of the server actions that the build has.
 * @returns {ReadonlySet<string>}
 */
function readActions() {
  const file = join(root, process.env["BALLAST_DIST"] || ".next", "server/server-reference-manifest.json");
  return new Set(Object.keys(JSON.parse(readFileSync(file, "utf8")).node));
}

/**
 * The application offers these answers once it is loaded (instrumentation.ts).
 * @returns {import("../http/front-door.mjs").DirectAnswers | undefined}
 */
function getDirectAnswers() {
  return getDirectOffer().current;
}

/**
 * @param {unknown} error
 * @param {string} requestId
 */
function report(error, requestId) {
  console.error("A request failed:", error, requestId);
}
