import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** What tests start in a process of its own, by the name that `startProcess` takes. */
export const bundledFiles = {
  ingest: "lib/server/cli/ingest.ts",
  coverage: "lib/server/cli/coverage.ts",
  stress: "lib/server/cli/stress.ts",
  explain: "lib/server/cli/explain.ts",
  index: "lib/server/cli/index-figures.ts",
  screen: "lib/server/cli/screen.ts",
  "command-child": "tests/support/command-child.ts",
  "db-child": "tests/support/db-child.ts",
} as const;

export type BundledName = keyof typeof bundledFiles;

/**
 * Makes one file of each, in a folder that the caller removes with `remove`: to begin with the sources takes a process
 * 3 s of reading and translating modules, and the tests start some 40.
 */
export async function bundleCommands(root: string): Promise<{ readonly folder: string; remove(): void }> {
  const cache = join(root, "node_modules/.cache/ballast");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "commands-"));
  await build({
    absWorkingDir: root,
    entryPoints: { ...bundledFiles },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    conditions: ["react-server"],
    logLevel: "warning",
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
