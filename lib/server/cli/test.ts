import "server-only";
import { getEnvironment } from "#lib/server/env";
import { findChangeBase } from "./changed-files";
import { runBrowserTests } from "./test-browser";
import { runChecks } from "./test-checks";
import { parseTestOptions } from "./test-options";
import { runParts, type TestPart } from "./test-parts";
import { runIntegration, runVitest } from "./test-vitest";

/** The tests build for themselves, so that a server which runs from this checkout keeps its build. */
const dist = ".next-test";

const { root } = getEnvironment();

/** Each part, told the commit since which changes count, or null for all of its tests. */
const runs: Readonly<Record<string, (since: string | null) => ReturnType<TestPart["run"]>>> = {
  check: () => runChecks(root, dist),
  unit: (since) => runVitest(root, "unit", { since }),
  integration: (since) => runIntegration({ since }),
  browser: (since) => runBrowserTests(root, since),
};

await runParts(async () => {
  const { names, changed } = parseTestOptions(process.argv.slice(2), Object.keys(runs));
  const since = changed ? await findChangeBase(root) : null;
  const parts = Object.entries(runs).map(([name, run]): TestPart => ({ name, run: () => run(since) }));
  return { parts: names.flatMap((name) => parts.filter((part) => part.name === name)), mayBeEmpty: changed };
});
