import { mkdtempSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "playwright/test";
import { findChromium } from "./lib/server/cli/find-chromium.mjs";

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Whether the machine lends a gigabyte of shared memory; containers often have 64 MB, which pages outgrow. */
function hasSharedMemory(): boolean {
  try {
    const { bsize, bavail } = statfsSync("/dev/shm");
    return bsize * bavail >= 2 ** 30;
  } catch {
    return false;
  }
}

// The file is loaded again by each worker, which must find the values of the first time.
process.env["BALLAST_E2E_PORT"] ??= String(await findFreePort());
process.env["BALLAST_E2E_HOME"] ??= mkdtempSync(join(tmpdir(), "ballast-e2e-"));
const port = process.env["BALLAST_E2E_PORT"];
const isCi = Boolean(process.env["CI"]);
const chromium = await findChromium();

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  // Those tagged say again, at another pace or in another theme, what a test beside them says; two cores have no time for
  // all. BALLAST_BROWSER_TESTS=all takes them too.
  ...(process.env["BALLAST_BROWSER_TESTS"] === "all" ? {} : { grepInvert: /@long/ }),
  // Two cores; the third fills the time in which the others wait for keys that are typed at the speed of people.
  workers: 3,
  // A hung page ends the run at last; a slow machine must not fail a sound one.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: process.env["BALLAST_E2E_REPORT"] ?? "test-results/report.json" }]],
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    // A trace of each test, kept or not, takes as much of the processor as the test itself. To have the trace of one that
    // fails: node node_modules/playwright/cli.js test --trace on, and its name.
    trace: "off",
    // Nothing moves: a picture that changes sixty times a second is drawn by the processor that the tests need.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      // Memory that is shared through files costs a third of the processor where there is enough of the other.
      ...(hasSharedMemory() ? { ignoreDefaultArgs: ["--disable-dev-shm-usage"] } : {}),
      ...(chromium === null ? {} : { executablePath: chromium }),
      // The tests run as root in containers, and nothing but the application may be asked for anything.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    // The very command of the README, with a data folder of its own and a build that no running server uses.
    command: `node lib/server/cli/bootstrap.mjs up --port ${port}`,
    env: {
      BALLAST_HOME: process.env["BALLAST_E2E_HOME"],
      BALLAST_DIST: ".next-test",
      DATABASE_URL: "",
      DATABASE_HOST: "",
      NEXTAUTH_URL: `http://localhost:${port}`,
      LOG_LEVEL: "warn",
    },
    url: `http://localhost:${port}/api/v1/health`,
    stdout: "pipe",
    timeout: 1_200_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
