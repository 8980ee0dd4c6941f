import "server-only";
import { parseArgs } from "node:util";
import { getEnvironment } from "#lib/server/env";
import { CommandError, reportFailure } from "./command-error";
import { formatSeconds } from "./step";
import { runBrowserTests } from "./test-browser";
import { runChecks } from "./test-checks";
import { type PartResult, summarise } from "./test-result";
import { runIntegration, runVitest } from "./test-vitest";

/** The tests build for themselves, so that a server which runs from this checkout keeps its build. */
const dist = ".next-test";

const { root } = getEnvironment();

const parts: Readonly<Record<string, () => Promise<PartResult>>> = {
  check: () => runChecks(root, dist),
  unit: () => runVitest(root, "unit"),
  integration: runIntegration,
  browser: () => runBrowserTests(root, dist),
};

function parseParts(args: readonly string[]): readonly string[] {
  const { values } = parseArgs({ args: [...args], options: { only: { type: "string" } } });
  const names = values.only?.split(",") ?? Object.keys(parts);
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown === undefined) return names;
  throw new CommandError(`--only takes ${Object.keys(parts).join(", ")} (several with commas), and not "${unknown}".`);
}

async function runPart(name: string, position: string): Promise<PartResult> {
  console.log(`\n[${position}] ${name}`);
  const startedAt = performance.now();
  const result = await (parts[name]?.() ?? Promise.reject(new Error(`no part ${name}`))).catch((error: unknown) => {
    reportFailure(error);
    return { part: name, passed: 0, failed: 1, skipped: 0, notes: [`${name}: stopped by an error, which is above`] };
  });
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed in ${formatSeconds(startedAt)}`);
  return result;
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const names = parseParts(process.argv.slice(2));
  const results: PartResult[] = [];
  const state = { isStopped: false };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      state.isStopped = true;
    });
  }
  // Whoever started this process is gone: the running part is ended, and a server that it started with it.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  for (const [index, name] of names.entries()) {
    results.push(await runPart(name, `${index + 1}/${names.length}`));
    if (!state.isStopped) continue;
    results.push({ part: "stopped", passed: 0, failed: 1, skipped: 0, notes: ["the run was stopped by a signal"] });
    break;
  }
  console.log(`\nSummary, after ${formatSeconds(startedAt)}`);
  for (const { part, passed, failed, skipped, notes } of results) {
    const skips = skipped > 0 ? `, ${skipped} skipped` : "";
    console.log(`  ${part.padEnd(12)} ${passed} passed, ${failed} failed${skips}`);
    for (const note of notes) console.log(`    ${note}`);
  }
  const { lastLine, exitCode } = summarise(results);
  console.log(lastLine);
  process.exit(exitCode);
}

await main().catch((error: unknown) => {
  reportFailure(error);
  console.log("0 passed, 1 failed");
  process.exit(1);
});
