import "server-only";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import { getEnvironment } from "#lib/server/env";

/** One migration as it stands in prisma/migrations. */
export interface MigrationFile {
  readonly name: string;
  readonly script: string;
  /** SHA-256 in hex, as Prisma writes it into `_prisma_migrations`. */
  readonly checksum: string;
}

/** The folder that the migrations stand in. */
export function getMigrationFolder(): string {
  return join(getEnvironment().root, "prisma/migrations");
}

/** Reads prisma/schema.prisma. */
export function readSchema(): string {
  return readFileSync(join(getEnvironment().root, "prisma/schema.prisma"), "utf8");
}

/** Reads the migrations, oldest first. */
export function readMigrationFiles(): readonly MigrationFile[] {
  const folder = getMigrationFolder();
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const script = readFileSync(join(folder, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    });
}

/** The migrations in the form that the schema engine takes. */
export function toMigrationList(files: readonly MigrationFile[]): MigrationList {
  return {
    baseDir: getMigrationFolder(),
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: files.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
}
