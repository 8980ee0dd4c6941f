import "server-only";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine, SchemaFilter } from "@prisma/schema-engine-wasm";
import { getEnvironment } from "#lib/server/env";

type EngineModule = typeof import("@prisma/schema-engine-wasm") & {
  readonly __wbg_set_wasm: (instance: WebAssembly.Exports) => void;
};

/** What each call of the engine asks for: no table is left out. */
export const noFilter: SchemaFilter = { externalTables: [], externalEnums: [] };

let engineModule: Promise<EngineModule> | undefined;

/**
 * Starts Prisma's schema engine, which ships as WebAssembly in a package, on the given database. Prisma's command line
 * would download a native one.
 */
export async function startSchemaEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  schema: string | null,
): Promise<SchemaEngine> {
  engineModule ??= loadEngineModule();
  const { SchemaEngine: Engine } = await engineModule;
  const datamodels: [string, string][] | undefined = schema === null ? undefined : [["schema.prisma", schema]];
  return Engine.new({ datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
}

// The package imports its .wasm file as a module, which Node cannot do, so the two halves are joined by hand. Both are
// found through the project's own node_modules: bundled code has no place of its own to resolve from.
async function loadEngineModule(): Promise<EngineModule> {
  const require = createRequire(join(getEnvironment().root, "package.json"));
  const file = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const engine = (await import(/* turbopackIgnore: true */ pathToFileURL(file).href)) as EngineModule;
  const bytes = await readFile(join(dirname(file), "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  engine.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === "function") start();
  return engine;
}
