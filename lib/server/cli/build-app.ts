import "server-only";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CommandError } from "./command-error";
import { runCommand } from "./run-command.mjs";

const sourceFolders = ["app", "components", "lib"];
const sourceFiles = [
  "instrumentation.ts",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "proxy.ts",
  "tsconfig.json",
];

/** The hash of everything that a build is made of: sources, configuration, lock file and the version of Node. */
export function computeBuildHash(root: string): string {
  const hash = createHash("sha256").update(process.version);
  const nested = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  for (const path of [...nested, ...sourceFiles].toSorted()) {
    if (!existsSync(join(root, path))) continue;
    const content = readFileSync(join(root, path));
    hash.update(`\n${path} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

/** Tells whether the build in `dist` was made, to its end, of these very sources. */
export function isBuildCurrent(root: string, dist: string): boolean {
  const stamp = getStampFile(root, dist);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === computeBuildHash(root);
}

/**
 * Builds the application into `dist`. Throws CommandError with the builder's words when it fails, and when `signal`
 * ends it.
 */
export async function buildApp(root: string, dist: string, signal?: AbortSignal): Promise<void> {
  // Taken before the build, so that a file which changes meanwhile leads to another build and not to a stale one.
  const hash = computeBuildHash(root);
  const stamp = getStampFile(root, dist);
  rmSync(stamp, { force: true });
  const { status, output } = await runCommand(
    process.execPath,
    [join(root, "node_modules/next/dist/bin/next"), "build"],
    {
      cwd: root,
      output: "keep",
      environment: { NODE_ENV: "production", BALLAST_DIST: dist },
      ...(signal === undefined ? {} : { signal }),
    },
  );
  if (status !== 0) throw new CommandError(`The build ended with status ${status}:\n\n${output.trimEnd()}`);
  writeFileSync(stamp, hash);
}

function getStampFile(root: string, dist: string): string {
  return join(root, dist, "ballast-build");
}
