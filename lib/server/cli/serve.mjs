// Serves the application and ends with the process that started it, even when that one is killed: a server left behind
// would keep the port and the lock on the database. A plain module, because Next must load React without the condition
// that the command lines run under.
import { constants } from "node:os";
import { join } from "node:path";
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

async function serveBuild() {
  // What `next start` sets, and Next's own redirects and actions rely on.
  Object.assign(process.env, { NODE_ENV: "production" });
  process.env["PORT"] = port;
  process.env["__NEXT_PRIVATE_ORIGIN"] = `http://localhost:${port}`;
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: root, hostname: host, port: Number(port) });
  await app.prepare();
  const door = createFrontDoor({ handle: app.getRequestHandler(), getDirectAnswers, report });

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
  console.error(`Request ${requestId} failed:`, error);
}
