import "server-only";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listChangedFiles } from "./changed-files";
import { findChromium } from "./find-chromium.mjs";
import { runCommand } from "./run-command.mjs";
import { canInstallSystemPackage, installSystemPackage } from "./system-package";
import { judgeRun, type PartResult, readPlaywrightReport } from "./test-result";

const part = "browser";

/**
 * Runs the browser tests on a server of their own, in a data folder that is gone afterwards. With `since`, and if nothing
 * but tests changed since that commit, only the files of tests that did.
 */
export async function runBrowserTests(root: string, since: string | null): Promise<PartResult> {
  const changed = since === null ? null : await listChangedFiles(root, since);
  const isNarrowed = changed?.every((path) => path.startsWith("tests/")) ?? false;
  if (isNarrowed && !changed?.some((path) => path.startsWith("tests/e2e/"))) {
    return judgeRun(part, 0, { passed: 0, failed: 0, skipped: 0 }, true);
  }
  if (!(await provideChromium(root))) {
    const note = "browser: no Chromium was found or could be installed. Install one (apt-get install chromium).";
    return { part, passed: 0, failed: 1, skipped: 0, notes: [note] };
  }
  const home = mkdtempSync(join(tmpdir(), "ballast-e2e-"));
  const report = join(home, "report.json");
  const narrowing = isNarrowed ? [`--only-changed=${since}`, "--pass-with-no-tests"] : [];
  try {
    const { status } = await runCommand(
      process.execPath,
      [join(root, "node_modules/playwright/cli.js"), "test", ...narrowing],
      {
        cwd: root,
        environment: { BALLAST_E2E_HOME: home, BALLAST_E2E_REPORT: report },
      },
    );
    return judgeRun(part, status, readPlaywrightReport(readReport(report)), isNarrowed);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function provideChromium(root: string): Promise<boolean> {
  if (await findChromium()) return true;
  console.log("Chromium is not on this machine; it is being installed.");
  if (canInstallSystemPackage()) {
    if (!(await installSystemPackage(root, "chromium-headless-shell"))) await installSystemPackage(root, "chromium");
  } else {
    await runCommand(process.execPath, [join(root, "node_modules/playwright/cli.js"), "install", "chromium"], {
      cwd: root,
    });
  }
  return (await findChromium()) !== null;
}

function readReport(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
