import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { formatDay, parseDay } from "../../fact/day";
import type { Day } from "../../fact/entry";
import { closeDatabase, getDatabase } from "../db/database";
import { getEnvironment } from "../env";
import { createProgress } from "../ingest/progress";
import { formatReport, type IngestReport } from "../ingest/report";
import { type IngestOptions, runIngest } from "../ingest/run-ingest";
import { CommandError, reportFailure } from "./command-error";

const help = `npm run ingest -- --from DIR [--asof DATE] [--min-coverage SHARE] [--ignore-unknown] [--skip-damaged]

Loads the source files in DIR into the database and publishes a snapshot of them.

  --from DIR            holdings CSV, companyfacts.zip or CIK*.json, ticker maps, sic.csv, submissions, fundamentals CSV,
                        price and rate CSV; each is recognised by its content, wherever in DIR it lies
  --asof DATE           use only what was known on DATE (2025-06-30): filings up to it, the newest holdings before it
  --min-coverage SHARE  publish only when this share of the constituents has figures (default 0.5; 0 publishes anyway)
  --ignore-unknown      leave unknown columns of a fundamentals CSV out instead of refusing the file
  --skip-damaged        go on without files that cannot be read
  --allow-shrink        let a list of far fewer constituents take the place of the current one

It can be stopped and run again at any time: what is stored is not stored twice, and the snapshot that was current
stays current until the new one is complete.`;

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === null) {
    console.log(help);
    return;
  }
  const { home, root } = getEnvironment();
  const progress = createProgress(process.stdout);
  const database = await getDatabase();
  try {
    const report = await runIngest(database, { ...options, home, kind: "folder" }, progress);
    const details = await writeDetails(home, report);
    for (const line of formatReport(report, relative(root, details))) console.log(line);
    const day = report.isCurrent ? "" : ` --asof ${formatDay(report.asOf)}`;
    console.log(`\nNext: npm run up, or npm run screen -- "net_income > 0"${day}`);
  } finally {
    progress.finish();
    await closeDatabase();
  }
}

/** Null when help was asked for. Throws CommandError for arguments that cannot be used. */
function parseOptions(args: readonly string[]): Omit<IngestOptions, "home" | "kind"> | null {
  const values = readArgs(args);
  if (values.help) return null;
  if (values.from === undefined) {
    throw new CommandError(
      "Loading from EDGAR over the network is not there yet. Give a folder of source files with --from DIR:\n" +
        "  npm run ingest -- --from ../shared/data",
    );
  }
  return {
    folder: values.from,
    asOf: values.asof === undefined ? null : requireDay(values.asof),
    minCoverage: values["min-coverage"] === undefined ? 0.5 : requireShare(values["min-coverage"]),
    ignoreUnknown: values["ignore-unknown"] ?? false,
    skipDamaged: values["skip-damaged"] ?? false,
    allowShrink: values["allow-shrink"] ?? false,
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: { type: "string" },
        asof: { type: "string" },
        "min-coverage": { type: "string" },
        "ignore-unknown": { type: "boolean" },
        "skip-damaged": { type: "boolean" },
        "allow-shrink": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
}

function requireDay(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new CommandError(`--asof needs a date such as 2025-06-30, and this is "${text}".`);
  const today = Math.floor(Date.now() / 86_400_000);
  if (day > today) throw new CommandError(`--asof ${text} is in the future; today is ${formatDay(today)}.`);
  return day;
}

function requireShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share >= 0 && share <= 1) return share;
  throw new CommandError(`--min-coverage needs a share from 0 to 1, such as 0.8, and this is "${text}".`);
}

async function writeDetails(home: string, report: IngestReport): Promise<string> {
  const folder = join(home, "ingest");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `run-${report.runId}.json`);
  await writeFile(path, `${JSON.stringify({ ...report.stored, skipped: report.issues }, null, 1)}\n`);
  return path;
}

// Whoever started this process is gone. What is stored so far stays, and the current snapshot stays current.
process.once("disconnect", () => process.exit(1));
try {
  await main();
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
} finally {
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
