import "server-only";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Environment, getEnvironment } from "#lib/server/env";
import { findPostgres, type PostgresServer, startPostgres } from "./postgres-server";
import { runCommand } from "./run-command.mjs";
import { canInstallSystemPackage, installSystemPackage } from "./system-package";
import { judgeRun, type PartResult, readVitestReport } from "./test-result";

export type VitestProject = "unit" | "integration";

/** Which of a project's tests are run, and on what. */
interface Selection {
  /** Only the tests that import what changed since this commit; null for all. */
  readonly since?: string | null;
  /** Only these files; none for all. */
  readonly files?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs one project of vitest.config.ts and counts what it reports. */
export async function runVitest(
  root: string,
  project: VitestProject,
  { since = null, files = [], environment = {} }: Selection = {},
): Promise<PartResult> {
  const folder = mkdtempSync(join(tmpdir(), "ballast-report-"));
  const report = join(folder, "report.json");
  try {
    const { status } = await runCommand(
      process.execPath,
      [
        join(root, "node_modules/vitest/vitest.mjs"),
        ...["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
        ...(since === null ? [] : ["--changed", since]),
        ...files,
      ],
      { cwd: root, environment },
    );
    return judgeRun(project, status, readVitestReport(readReport(report)), since !== null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the integration tests on the embedded database and, where there is one to be had, on PostgreSQL. */
export async function runIntegration(selection: Selection = {}): Promise<PartResult> {
  const environment = getEnvironment();
  const { server, note } = await providePostgres(environment);
  try {
    const url = server?.url ?? environment.testDatabaseUrl;
    const database: Record<string, string> = url === null ? {} : { TEST_DATABASE_URL: url };
    const result = await runVitest(environment.root, "integration", {
      ...selection,
      environment: { ...selection.environment, ...database },
    });
    if (note === null) return result;
    // Nothing is left out in silence: in CI a missing server is a failure, elsewhere a sentence in the summary.
    return { ...result, failed: result.failed + (environment.isCi ? 1 : 0), notes: [...result.notes, note] };
  } finally {
    await server?.stop();
  }
}

async function providePostgres(
  environment: Environment,
): Promise<{ server: PostgresServer | null; note: string | null }> {
  if (environment.testDatabaseUrl !== null) return { server: null, note: null };
  let programs = await findPostgres();
  if (programs === null && environment.isCi && canInstallSystemPackage()) {
    console.log("PostgreSQL is not on this machine; it is being installed.");
    await installSystemPackage(environment.root, "postgresql");
    programs = await findPostgres();
  }
  if (programs === null) {
    const note =
      "integration: not run on PostgreSQL, because no server is installed. Install PostgreSQL (apt-get install " +
      "postgresql), or set TEST_DATABASE_URL to a server on which databases may be created.";
    return { server: null, note };
  }
  try {
    return { server: await startPostgres(programs), note: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { server: null, note: `integration: not run on PostgreSQL, because its server did not start. ${why}` };
  }
}

function readReport(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
