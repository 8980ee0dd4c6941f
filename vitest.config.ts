import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/setup/longest-first.ts";

// Set before any worker starts, so that a date is never read in the zone of the machine.
process.env["TZ"] = "UTC";

/** How many times as often each property is tried (npm run test:long). */
const longRun = Number(process.env["BALLAST_RUNS"] ?? 1);

const shared = {
  environment: "node" as const,
  // The files that a worker runs share the modules that they import: reading them anew for each file took a third of
  // the time. So a file gives back what it changes of the process, and mocks no module (vi.spyOn on its namespace does).
  isolate: false,
  setupFiles: ["tests/support/setup/console-noise.ts", "tests/support/setup/property-seed.ts"],
  restoreMocks: true,
  // A hung test ends the run at last; a slow machine must not fail a sound one.
  testTimeout: 120_000 * longRun,
  hookTimeout: 120_000,
};

export default defineConfig({
  resolve: {
    alias: [
      { find: /^server-only$/, replacement: `${import.meta.dirname}/tests/support/setup/server-only.ts` },
      ...(longRun > 1
        ? [{ find: /^fast-check$/, replacement: `${import.meta.dirname}/tests/support/setup/long-run.ts` }]
        : []),
      { find: /^@\//, replacement: `${import.meta.dirname}/` },
    ],
  },
  test: {
    allowOnly: false,
    // Vitest leaves one core to itself by default: of two, it would use one.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    // What the tests read from the disk instead of importing it: with --changed, a change there concerns every test.
    forceRerunTriggers: ["**/package.json", "**/vitest.config.ts", "**/tests/support/setup/**", "**/prisma/**"],
    projects: [
      {
        extends: true,
        test: { ...shared, name: "unit", include: ["tests/unit/**/*.test.{ts,tsx}"] },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "integration",
          globalSetup: ["tests/support/global-setup.ts"],
          // The embedded database is WebAssembly. To translate it a second time, to run faster, takes longer than it saves.
          execArgv: ["--liftoff-only"],
          include: ["tests/integration/**/*.test.ts", "tests/fault/**/*.test.ts"],
        },
      },
    ],
  },
});
