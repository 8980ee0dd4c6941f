import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getEnvironment } from "#lib/server/env";
import { CommandError } from "./command-error";
import { runParts } from "./test-parts";
import { runIntegration, runVitest } from "./test-vitest";

// Tries each property as many times more as asked, on cases that no run had before. A failure names its seed and the
// smallest case that shows it.

const factorDefault = 10;
const { root } = getEnvironment();

await runParts(async () => {
  const environment = { BALLAST_RUNS: String(readFactor(process.argv.slice(2))) };
  const parts = [
    { name: "unit", run: () => runVitest(root, "unit", { files: listPropertyTests("tests/unit"), environment }) },
    {
      name: "integration",
      run: () =>
        runIntegration({
          files: [...listPropertyTests("tests/integration"), ...listPropertyTests("tests/fault")],
          environment,
        }),
    },
  ];
  return { parts, mayBeEmpty: false };
});

function readFactor([text = String(factorDefault), ...rest]: readonly string[]): number {
  if (/^[1-9]\d{0,5}$/.test(text) && rest.length === 0) return Number(text);
  throw new CommandError(
    `npm run test:long -- FACTOR takes one whole number, how many times more each property is tried (${factorDefault}).`,
  );
}

function listPropertyTests(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(
      (path) =>
        /\.test\.tsx?$/.test(path) &&
        readFileSync(join(root, folder, path), "utf8").match(/fast-check|BALLAST_RUNS/) !== null,
    )
    .map((path) => join(folder, path));
}
