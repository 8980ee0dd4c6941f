import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { createInterface } from "node:readline/promises";
import { formatDay } from "#lib/fact/filed/day";
import { closeDatabase, type Database, getDatabase } from "#lib/server/db/database";
import { type Environment, getEnvironment } from "#lib/server/env";
import { forgetLoaded, formatForgetReport } from "#lib/server/ingest/forget-loaded";
import { listLoaded } from "#lib/server/ingest/list-loaded";
import { resolveContact } from "#lib/server/ingest/live/contact";
import { FetchStoppedError } from "#lib/server/ingest/live/fetch-error";
import { getSourcesFolder } from "#lib/server/ingest/live/fetch-live";
import { listAddresses } from "#lib/server/ingest/live/live-address";
import { runLive } from "#lib/server/ingest/live/run-live";
import { createProgress, type Progress } from "#lib/server/ingest/progress";
import { formatReport, type IngestReport } from "#lib/server/ingest/report";
import { runIngest } from "#lib/server/ingest/run-ingest";
import { readVersion } from "#lib/server/service/data/read-version";
import { reportFailure } from "./command-error";
import { type IngestCommand, ingestHelp, type LoadCommand, parseIngestCommand } from "./ingest-options";

async function main(): Promise<void> {
  const command = parseIngestCommand(process.argv.slice(2), Date.now());
  if (command === null) {
    console.log(ingestHelp);
    return;
  }
  const environment = getEnvironment();
  if (command.kind === "load") await load(command, environment);
  else await readOrForget(command, environment);
}

async function readOrForget(command: Exclude<IngestCommand, LoadCommand>, { home }: Environment): Promise<void> {
  const progress = createProgress(process.stdout);
  const database = await getDatabase();
  try {
    if (command.kind === "list") {
      for (const line of await listLoaded(database)) console.log(line);
      return;
    }
    const { request, today, isAgreed } = command;
    const confirm = async (lines: readonly string[]) => {
      console.log(["This will be taken back:", ...lines].join("\n"));
      return isAgreed || !process.stdin.isTTY || (await ask("Go on? (yes or no) ")) === "yes";
    };
    const report = await forgetLoaded(database, { request, home, today, confirm }, progress);
    for (const line of report === null ? ["Nothing was changed."] : formatForgetReport(report)) console.log(line);
  } finally {
    progress.finish();
    await closeDatabase();
  }
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim().toLowerCase();
  } finally {
    terminal.close();
  }
}

async function load(command: LoadCommand, environment: Environment): Promise<void> {
  const { home, root } = environment;
  const contact = command.from === null ? await findContact(environment, command) : "";
  const progress = createProgress(process.stdout);
  const database = await getDatabase();
  try {
    const report =
      command.from === null
        ? await ingestLive(database, environment, command, contact, progress)
        : await runIngest(database, { ...command.options, folder: command.from, home, kind: "folder" }, progress);
    const details = await writeDetails(home, report);
    for (const line of formatReport(report, shortenPath(root, details))) console.log(line);
    const day = report.isCurrent ? "" : ` --asof ${formatDay(report.asOf)}`;
    console.log(`\nNext: npm run up, or npm run screen -- "net_income > 0"${day}`);
    if (command.from === null) {
      console.log("      npm run ingest again whenever you like: it fetches what has been filed since.");
    }
  } finally {
    progress.finish();
    await closeDatabase();
  }
}

function findContact({ home, contact }: Environment, command: LoadCommand): Promise<string> {
  return resolveContact(home, { given: command.contact, environment: contact });
}

async function ingestLive(
  database: Database,
  { home, liveAddresses }: Environment,
  { options, way, holdingsFiles }: LoadCommand,
  contact: string,
  progress: Progress,
): Promise<IngestReport> {
  const stop = listenForStop();
  try {
    const live = {
      home,
      contact,
      way,
      holdingsFiles,
      dateOrder: options.dateOrder,
      version: readVersion(),
      addresses: listAddresses(liveAddresses),
      signal: stop.signal,
    };
    const { ingest } = await runLive(database, { ...live, onFetched: stop.end }, options, progress);
    return ingest;
  } finally {
    stop.end();
  }
}

/** While files are fetched, a signal ends the run in order. The ingest that follows may be killed at any point. */
function listenForStop(): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stop = () => controller.abort();
  for (const signal of signals) process.on(signal, stop);
  const end = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  return { signal: controller.signal, end };
}

function shortenPath(root: string, path: string): string {
  const short = relative(root, path);
  return short.startsWith("..") ? path : short;
}

async function writeDetails(home: string, report: IngestReport): Promise<string> {
  const folder = join(home, "ingest");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `run-${report.runId}.json`);
  await writeFile(path, `${JSON.stringify({ ...report.stored, skipped: report.issues }, null, 1)}\n`);
  return path;
}

const stoppedStatus = 130;

// Whoever started this process is gone. What is stored so far stays, and the current snapshot stays current.
process.once("disconnect", () => process.exit(1));
try {
  await main();
} catch (error) {
  if (error instanceof FetchStoppedError) {
    const folder = getSourcesFolder(getEnvironment().home);
    console.error(`\nStopped. What was fetched is kept in ${folder}; run the same command again to go on from there.`);
    console.error("The snapshot that was current stays current.");
    process.exitCode = stoppedStatus;
  } else {
    reportFailure(error);
    process.exitCode = 1;
  }
} finally {
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
