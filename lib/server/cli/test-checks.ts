import "server-only";
import { runCommand } from "./run-command.mjs";
import { formatSeconds } from "./step";
import type { PartResult } from "./test-result";

/** Checks on the sources, as arguments of Node. Each counts as one test. The longest comes first. */
const checks: readonly { readonly name: string; readonly commands: readonly (readonly string[])[] }[] = [
  {
    name: "types",
    commands: [
      ["node_modules/next/dist/bin/next", "typegen"],
      ["node_modules/typescript/bin/tsc", "--noEmit", "--project", "tsconfig.json"],
    ],
  },
  {
    name: "format and lint",
    commands: [["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."]],
  },
  {
    name: "import rules",
    commands: [
      [
        "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
        "app",
        "components",
        "lib",
        "prisma",
        "tests",
        "proxy.ts",
      ],
    ],
  },
  { name: "database client", commands: [["lib/server/db/generate.mjs", "--check"]] },
  {
    name: "one name for one thing",
    commands: [["--conditions=react-server", "--import", "tsx", "lib/server/cli/check-names.ts"]],
  },
  { name: "unused code", commands: [["node_modules/knip/bin/knip.js", "--no-progress"]] },
  {
    // Without the tests as entry points, so that what they alone read is found.
    name: "code that the product does not use",
    commands: [
      [
        "node_modules/knip/bin/knip.js",
        "--config",
        "knip.product.jsonc",
        "--no-progress",
        "--include",
        "files,exports,types,enumMembers,duplicates",
      ],
    ],
  },
];

/** Runs every check, two at a time, and prints what each one that fails has to say. */
export async function runChecks(root: string, dist: string): Promise<PartResult> {
  const waiting = [...checks];
  const outcomes: boolean[] = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      outcomes.push(await runCheck(root, dist, check.name, check.commands));
    }
  };
  await Promise.all([work(), work()]);
  const passed = outcomes.filter(Boolean).length;
  return { part: "check", passed, failed: checks.length - passed, skipped: 0, notes: [] };
}

async function runCheck(
  root: string,
  dist: string,
  name: string,
  commands: readonly (readonly string[])[],
): Promise<boolean> {
  const startedAt = performance.now();
  for (const args of commands) {
    // Paths are those below the root, where the command runs.
    const { status, output } = await runCommand(process.execPath, args, {
      cwd: root,
      output: "keep",
      environment: { BALLAST_DIST: dist },
    });
    if (status !== 0) {
      console.log(`${output.trimEnd()}\n  FAILED  ${name} (${formatSeconds(startedAt)}), its findings are above`);
      return false;
    }
  }
  console.log(`  ok      ${name} (${formatSeconds(startedAt)})`);
  return true;
}
