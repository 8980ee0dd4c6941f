import "server-only";
import { writeFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { AppError } from "#lib/contract/app-error";
import { runReadCommand } from "#lib/server/cli/run-read-command";
import { type TextColumn, writeTextTable } from "#lib/server/cli/text-table";
import { readVersion } from "#lib/server/service/data/read-version";
import type { BenchPart, BenchResult } from "./bench-part";
import { enginePart } from "./engine-part";
import { factPart } from "./fact-part";
import { pagePart } from "./page-part";
import { serverPart } from "./server-part";

const parts: readonly BenchPart[] = [factPart, enginePart, serverPart, pagePart];

const usage = `Measures the program against its goals.

  npm run bench [-- PART ...] [--json FILE]

${parts.map(({ name, about }) => `  ${name.padEnd(8)} ${about}`).join("\n")}

Without a PART all of them are run. A ratio says how many times better than what it is compared with; at or above its
goal it is reached. FILE gets a list of { name, rows, ratio, goal, peer, version },
with our medianUs, p95Us and heapMb where they are measured.`;

const columns: readonly TextColumn<BenchResult>[] = [
  { head: "Measured", align: "left", read: ({ name }) => name },
  { head: "Rows", align: "right", read: ({ rows }) => rows.toLocaleString("en-US") },
  { head: "Against", align: "left", read: ({ peer }) => peer },
  { head: "Version", align: "left", read: ({ version }) => version },
  { head: "Ratio", align: "right", read: ({ ratio }) => ratio.toFixed(2) },
  { head: "Goal", align: "right", read: ({ goal }) => goal.toFixed(2) },
  { head: "", align: "left", read: ({ ratio, goal }) => (ratio >= goal ? "reached" : "NOT REACHED") },
];

await runReadCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return usage;
  const chosen = positionals.length === 0 ? parts : positionals.map(requirePart);
  console.log(describeMachine());
  const results: BenchResult[] = [];
  for (const part of chosen) {
    console.log(`\n${part.name}: ${part.about}`);
    results.push(...(await part.run((line) => console.log(`  ${line}`))));
  }
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
  return `\n${writeTextTable(columns, results)}\n\nMachine load at the end: ${formatLoad()}`;
});

function requirePart(name: string): BenchPart {
  const part = parts.find((candidate) => candidate.name === name);
  if (part) return part;
  throw new AppError(
    "invalid_request",
    `"${name}" is no part. There are: ${parts.map((known) => known.name).join(", ")}.`,
  );
}

function describeMachine(): string {
  const processors = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return (
    `Ballast ${readVersion()}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ` +
    `${processors.length} × ${processors[0]?.model.trim() ?? "processor"}, ${memory} GB, load ${formatLoad()}`
  );
}

/** Above the number of processors, others are working on the machine and times say little. */
function formatLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(" ");
}
