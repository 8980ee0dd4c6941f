// Generates a Prisma client from a schema of its own. Uses Node's own modules only.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * Runs `prisma generate`. As for the client of the product, Node's own path stands in for an engine that generating
 * asks for and never runs.
 * @param {string} root
 * @param {string} schema
 */
export function generateBenchClient(root, schema) {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints", `--schema=${schema}`],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`prisma generate failed with status ${status}:\n${stdout}${stderr}`);
}
