import "server-only";

/** What one part of the test command found. */
export interface PartResult {
  readonly part: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Sentences that the summary repeats: what failed beyond single tests, and what was left out and why. */
  readonly notes: readonly string[];
}

interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Joins what a runner reported with how it ended. A runner that left no report, that ended badly without naming a
 * failed test, or that ran no test at all counts as one failure: silence is never a pass. Only a run of what a change
 * concerns (`mayBeEmpty`) may have nothing to run, and says so.
 */
export function judgeRun(part: string, status: number, report: Report | null, mayBeEmpty = false): PartResult {
  if (report === null) {
    return { part, passed: 0, failed: 1, skipped: 0, notes: [`${part}: ended with status ${status} without a report`] };
  }
  const { passed, failed, skipped } = report;
  if (failed > 0) return { part, passed, failed, skipped, notes: [] };
  if (status !== 0) {
    return { part, passed, failed: 1, skipped, notes: [`${part}: ended with status ${status} though no test failed`] };
  }
  if (passed === 0 && mayBeEmpty)
    return { part, passed, failed, skipped, notes: [`${part}: the change concerns no test`] };
  if (passed === 0) return { part, passed, failed: 1, skipped, notes: [`${part}: no test was run`] };
  return { part, passed, failed, skipped, notes: [] };
}

/** The counts in the text of a Vitest JSON report; null when it is not one. */
export function readVitestReport(text: string): Report | null {
  const report = parseObject(text);
  if (!report || typeof report["numPassedTests"] !== "number" || !Array.isArray(report["testResults"])) return null;
  // A file that could not be loaded is reported as failed without a test in it.
  const unloaded = report["testResults"].filter(
    (file) =>
      file.status === "failed" && !file.assertionResults?.some((test: { status: string }) => test.status === "failed"),
  );
  return {
    passed: report["numPassedTests"],
    failed: Number(report["numFailedTests"] ?? 0) + unloaded.length,
    skipped: Number(report["numPendingTests"] ?? 0) + Number(report["numTodoTests"] ?? 0),
  };
}

/** The counts in the text of a Playwright JSON report; null when it is not one. A flaky test is a failed one. */
export function readPlaywrightReport(text: string): Report | null {
  const report = parseObject(text);
  const stats = report?.["stats"];
  if (!report || typeof stats?.expected !== "number") return null;
  const errors = Array.isArray(report["errors"]) ? report["errors"].length : 0;
  const unexpected = Number(stats.unexpected ?? 0) + Number(stats.flaky ?? 0);
  return { passed: stats.expected, failed: unexpected + errors, skipped: Number(stats.skipped ?? 0) };
}

/** The line that ends the test command, and the exit code that goes with it. */
export function summarise(
  results: readonly PartResult[],
  mayBeEmpty = false,
): { readonly lastLine: string; readonly exitCode: number } {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  return {
    lastLine: `${passed} passed, ${failed} failed`,
    exitCode: failed > 0 || (passed === 0 && !mayBeEmpty) ? 1 : 0,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a report of another program, of which each field is checked where it is read
function parseObject(text: string): Record<string, any> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
