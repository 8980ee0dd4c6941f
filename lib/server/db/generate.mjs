// Writes the Prisma client into lib/server/db/generated. Uses Node's own modules only.
//
// `prisma generate` asks for the native schema engine although it never runs it, and would download it. Any file
// that exists satisfies the check, so it is given the path of Node itself and no network is needed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const output = join(root, "lib/server/db/generated");
const stamp = join(output, ".inputs");

function hashInputs() {
  const hash = createHash("sha256");
  for (const file of ["prisma/schema.prisma", "node_modules/prisma/package.json"]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** Generates the client unless the one there was made from the same schema and version. Throws when Prisma fails. */
export function generateClient({ force = false } = {}) {
  const inputs = hashInputs();
  if (!force && existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return false;
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [join(root, "node_modules/prisma/build/index.js"), "generate", "--no-hints"],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`prisma generate failed with status ${status}:\n${stdout}${stderr}`);
  writeFileSync(stamp, inputs);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const written = generateClient({ force: process.argv.includes("--force") });
  process.stdout.write(written ? "Prisma client generated.\n" : "Prisma client is up to date.\n");
}
