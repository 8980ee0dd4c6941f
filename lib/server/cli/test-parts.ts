import "server-only";
import { reportFailure } from "./command-error";
import { formatSeconds } from "./step";
import { type PartResult, summarise } from "./test-result";

export interface TestPart {
  readonly name: string;
  run(): Promise<PartResult>;
}

interface TestPlan {
  readonly parts: readonly TestPart[];
  /** True when there may be no test to run, because only those that a change concerns are. */
  readonly mayBeEmpty: boolean;
}

/**
 * Runs parts one after the other, prints what they found and ends the process: the last line is `N passed, N failed`
 * whatever happens, and the exit code goes with it.
 */
export async function runParts(plan: () => Promise<TestPlan>): Promise<never> {
  try {
    return await runPlan(await plan());
  } catch (error) {
    reportFailure(error);
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
}

async function runPlan({ parts, mayBeEmpty }: TestPlan): Promise<never> {
  const startedAt = performance.now();
  const results: PartResult[] = [];
  const state = { isStopped: false };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      state.isStopped = true;
    });
  }
  // Whoever started this process is gone: the running part is ended, and a server that it started with it.
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  for (const [index, part] of parts.entries()) {
    results.push(await runPart(part, `${index + 1}/${parts.length}`));
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
  const { lastLine, exitCode } = summarise(results, mayBeEmpty);
  console.log(lastLine);
  process.exit(exitCode);
}

async function runPart({ name, run }: TestPart, position: string): Promise<PartResult> {
  console.log(`\n[${position}] ${name}`);
  const startedAt = performance.now();
  const result = await run().catch((error: unknown) => {
    reportFailure(error);
    return { part: name, passed: 0, failed: 1, skipped: 0, notes: [`${name}: stopped by an error, which is above`] };
  });
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed in ${formatSeconds(startedAt)}`);
  return result;
}
