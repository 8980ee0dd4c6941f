import "server-only";
import { join, relative } from "node:path";
import { takeProcessLock } from "#lib/server/db/connection/process-lock";
import { type Environment, getAuthSecret, getEnvironment } from "#lib/server/env";
import { buildApp, isBuildCurrent } from "./build-app";
import { reportFailure } from "./command-error";
import { requireFreePort } from "./port";
import { type Prepared, runPrepare } from "./prepare-process";
import { startServer, waitUntilReady } from "./server-process";
import { formatSeconds, runStep } from "./step";
import { parseUpOptions, type UpOptions, upHelp } from "./up-options";

async function main(): Promise<number> {
  const startedAt = performance.now();
  const environment = getEnvironment();
  const options = parseUpOptions(process.argv.slice(2), environment.port);
  if (options === null) {
    console.log(upHelp);
    return 0;
  }
  // Whoever started this process is gone, so nobody is left to stop it. The server sees the same and ends itself.
  process.once("disconnect", () => process.exit(1));
  await requireFreePort(options.port, options.host);
  // A server without it would start, say that it is well, and fail at every page.
  getAuthSecret();
  // The database has a lock of its own; this one is held from the first step on, before the database is opened.
  const lock =
    environment.databaseUrl === null ? takeProcessLock(join(environment.home, "up-lock"), environment.home) : null;
  const build = startBuild(environment, options);
  try {
    const prepared = await runStep("Preparing the data", () => runPrepare(environment.root, options.from), {
      showsProgress: true,
    });
    if (build.isNeeded) await runStep("Finishing the build", () => build.done);
    return await serve(environment, options, prepared, startedAt);
  } finally {
    build.abort();
    lock?.release();
  }
}

interface Build {
  readonly isNeeded: boolean;
  readonly done: Promise<void>;
  abort(): void;
}

/** Begins the build, which has a core of its own to run on while the data are prepared. */
function startBuild({ root, dist }: Environment, options: UpOptions): Build {
  const isNeeded = options.build && !options.dev && !isBuildCurrent(root, dist);
  const controller = new AbortController();
  if (isNeeded) console.log("Building the application meanwhile, as for each new version of the sources.");
  const done = isNeeded ? buildApp(root, dist, controller.signal) : Promise.resolve();
  // Whether it failed is asked only once the data are ready.
  done.catch(() => undefined);
  return { isNeeded, done, abort: () => controller.abort() };
}

async function serve(
  environment: Environment,
  options: UpOptions,
  prepared: Prepared,
  startedAt: number,
): Promise<number> {
  const server = startServer(environment.root, options.dev ? "dev" : "start", options.port, options.host);
  const state = { isTold: false };
  const stopped = new Promise<void>((resolve) => {
    const stop = () => {
      state.isTold = true;
      void server.stop().then(resolve);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  });
  try {
    const isEverywhere = ["0.0.0.0", "::"].includes(options.host);
    const reachable = isEverywhere || options.host === "127.0.0.1" ? "localhost" : options.host;
    const address = `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${options.port}`;
    const health = `http://${isEverywhere ? "127.0.0.1" : options.host}:${options.port}/api/v1/health`;
    await Promise.race([waitUntilReady(server, health), stopped]);
    if (!state.isTold) console.log(describeReady(environment, options, address, prepared, startedAt));
    const status = await server.ended;
    // A terminal sends Ctrl-C to the server as well, so it may end before it is told to.
    if (state.isTold) {
      console.log("\nBallast has stopped. The data are kept.");
      return 0;
    }
    console.error(`\nThe server ended by itself with status ${status}. Its log is above.`);
    return status === 0 ? 1 : status;
  } finally {
    await server.stop();
  }
}

function describeReady(
  environment: Environment,
  options: UpOptions,
  address: string,
  { data, demo }: Prepared,
  startedAt: number,
): string {
  const flag = options.port === 3000 ? "" : ` --port ${options.port}`;
  const near = relative(environment.root, environment.home);
  const folder = near.startsWith("..") ? environment.home : near;
  const lines = [
    ["Address", address],
    ["Data", data],
    ["Kept in", environment.databaseUrl === null ? folder : `${folder} and the PostgreSQL database`],
    ...(demo === null ? [] : [["Demo login", `${demo.email}   password ${demo.password}`]]),
    ["Live data", 'stop, then npm run ingest -- --contact you@example.com, your own address (README, "Live data")'],
    ["Own files", `stop, then npm run up --${flag} --from DIR with a folder of source files`],
    ["Stop", "Ctrl-C"],
  ];
  const body = lines.map(([label = "", text]) => `  ${label.padEnd(12)}${text}`).join("\n");
  return `\nBallast is ready, after ${formatSeconds(startedAt)}.\n\n${body}\n`;
}

// The channel to the process that started this one would keep it alive, so it ends by its own word.
process.exit(
  await main().catch((error: unknown) => {
    reportFailure(error);
    return 1;
  }),
);
