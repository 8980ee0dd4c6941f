import "server-only";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EmbeddedAdapterFactory } from "#lib/server/db/connection/pglite-adapter";
import { generateClient } from "#lib/server/db/generate.mjs";
import type { ScreenShape } from "./bench-screen";
import { buildPredicate, buildRank, type ObjectRow, takeRanked } from "./object-rows-peer";
import {
  type Arena,
  listKeptOfRows,
  type OpenPeer,
  type Peer,
  readKept,
  readPackageVersion,
  requireAt,
  type Task,
} from "./peer";
import { loadPglite } from "./pglite-peer";

interface BenchModel {
  findMany(query: { select: Record<string, true>; orderBy: { id: "asc" } }): Promise<Record<string, number | null>[]>;
}

interface BenchClient extends Record<string, unknown> {
  $disconnect(): Promise<void>;
}

/** The columns that are asked for, over a client that is made for the tables of the benchmark. */
export const openPrismaPeer: OpenPeer = async (arena): Promise<Peer<Task>> => {
  const folder = makeFolder();
  try {
    const Client = await makeClient(folder, arena);
    const database = await loadPglite(arena.tables, listKeptOfRows(arena));
    const client = new Client({ adapter: new EmbeddedAdapterFactory(database) });
    const models = arena.tables.map((_, place) => client[`bench_${place}`] as BenchModel);
    const selections = arena.shapes.map(buildSelection);
    return {
      name: "Prisma",
      version: readPackageVersion("@prisma/client"),
      prepare: ({ table, shape, numbers, limit }) => {
        const asked = requireAt(arena.shapes, shape);
        const query = { select: requireAt(selections, shape), orderBy: { id: "asc" } } as const;
        const model = requireAt(models, table);
        return async () => {
          const rows = await model.findMany(query);
          // A column that is null compares like 0 in JavaScript, so what is missing becomes NaN first.
          for (const row of rows) for (const id in row) row[id] ??= Number.NaN;
          const kept = (rows as unknown as ObjectRow[]).filter(buildPredicate(asked, numbers));
          return takeRanked(kept, buildRank(asked, numbers), limit);
        };
      },
      async close() {
        await client.$disconnect();
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

function buildSelection({ above, below, within, least, dividend, divisor, ranked }: ScreenShape): Record<string, true> {
  const ids = ["id", above, below, within, least, dividend, divisor, ...ranked.map((name) => `pct_${name}`)];
  return Object.fromEntries(ids.map((id) => [id, true] as const));
}

/** Inside node_modules, where the client that is written there finds its runtime. */
function makeFolder(): string {
  const parent = join(process.cwd(), "node_modules", ".cache");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "ballast-bench-"));
}

async function makeClient(folder: string, arena: Arena): Promise<new (options: object) => BenchClient> {
  const schema = join(folder, "schema.prisma");
  writeFileSync(schema, writeSchema(arena));
  const client = join(folder, "client");
  await generateClient(schema, client);
  const module: unknown = await import(pathToFileURL(join(client, "client.ts")).href);
  return Reflect.get(module as object, "PrismaClient") as new (
    options: object,
  ) => BenchClient;
}

function writeSchema(arena: Arena): string {
  const kept = listKeptOfRows(arena);
  const models = arena.tables.map((table, place) => {
    const columns = readKept(table, kept).map(([name]) => `  ${name} Float?`);
    return `model bench_${place} {\n  id Int @id\n${columns.join("\n")}\n}\n`;
  });
  return `generator client {
  provider = "prisma-client"
  output = "./client"
  runtime = "nodejs"
  engineType = "client"
  moduleFormat = "esm"
  importFileExtension = ""
}

datasource db {
  provider = "postgresql"
}

${models.join("\n")}`;
}
