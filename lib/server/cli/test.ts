import "server-only";
import { getEnvironment } from "#lib/server/env";
import { findChangeBase } from "./changed-files";
import { reportFailure } from "./command-error";
import { formatSeconds } from "./step";
import { runBrowserTests } from "./test-browser";
import { runChecks } from "./test-checks";
import { parseTestOptions } from "./test-options";
import { type PartResult, summarise } from "./test-result";
import { runIntegration, runVitest } from "./test-vitest";

/** The tests build for themselves, so that a server which runs from this checkout keeps its build. */
const dist = ".next-test";

const { root } = getEnvironment();

/** Each part, told the commit since which changes count, or null for all of its tests. */
const parts: Readonly<Record<string, (since: string | null) => Promise<PartResult>>> = {
  check: () => runChecks(root, dist),
  unit: (since) => runVitest(root, "unit", since),
  integration: runIntegration,
  browser: (since) => runBrowserTests(root, since),
};

async function runPart(name: string, position: string, since: string | null): Promise<PartResult> {
  console.log(`\n[${position}] ${name}`);
  const startedAt = performance.now();
  const result = await (parts[name]?.(since) ?? Promise.reject(new Error(`no part ${name}`))).catch(
    (error: unknown) => {
      reportFailure(error);
      return { part: name, passed: 0, failed: 1, skipped: 0, notes: [`${name}: stopped by an error, which is above`] };
    },
  );
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed in ${formatSeconds(startedAt)}`);
  return result;
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const { names, changed } = parseTestOptions(process.argv.slice(2), Object.keys(parts));
  const since = changed ? await findChangeBase(root) : null;
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
    results.push(await runPart(name, `${index + 1}/${names.length}`, since));
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
  const { lastLine, exitCode } = summarise(results, changed);
  console.log(lastLine);
  process.exit(exitCode);
}

await main().catch((error: unknown) => {
  reportFailure(error);
  console.log("0 passed, 1 failed");
  process.exit(1);
});
