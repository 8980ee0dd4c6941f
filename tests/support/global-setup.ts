import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { TestProject } from "vitest/node";
import { findPostgres, startPostgres } from "#lib/server/cli/postgres-server";
import { connectClient } from "#lib/server/db/connection/embedded-connection";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { migrate } from "#lib/server/db/migration/migrate";
import { readMigrationFiles } from "#lib/server/db/migration/migration-files";
import { getEnvironment } from "#lib/server/env";
import { bundleCommands } from "./bundled-commands";
import { runStatement, switchDatabase } from "./postgresql-statement";

declare module "vitest" {
  export interface ProvidedContext {
    /** Folder with a migrated embedded database: `data.tar` and `db`. */
    readonly embeddedTemplate: string;
    /** Server and name of a migrated database to copy; null where there is no PostgreSQL. */
    readonly postgresqlTemplate: { readonly url: string; readonly name: string } | null;
    /** Folder with the files of `bundledFiles`. */
    readonly bundledCommands: string;
  }
}

/** Bundles what tests start, and makes one migrated database of each kind; each test copies it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const commands = await bundleCommands(getEnvironment().root);
  project.provide("bundledCommands", commands.folder);
  const removeDatabases = await makeTemplates(project);
  return async () => {
    commands.remove();
    await removeDatabases();
  };
}

async function makeTemplates(project: TestProject): Promise<() => Promise<void>> {
  project.provide("embeddedTemplate", await makeEmbeddedTemplate());
  const server = await findServer();
  if (server === null) {
    project.provide("postgresqlTemplate", null);
    return () => Promise.resolve();
  }
  const name = `ballast_template_${randomUUID().replaceAll("-", "")}`;
  const tearDown = async () => {
    await runStatement(server.url, `drop database if exists ${name} with (force)`);
    await server.stop();
  };
  try {
    await runStatement(server.url, `create database ${name}`);
    const connection = await connectPostgresql(switchDatabase(server.url, name));
    await migrate(connection);
    await connection.close();
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgresqlTemplate", { url: server.url, name });
  return tearDown;
}

async function findServer(): Promise<{ readonly url: string; stop(): Promise<void> } | null> {
  const { testDatabaseUrl, isCi } = getEnvironment();
  if (testDatabaseUrl !== null) return { url: testDatabaseUrl, stop: () => Promise.resolve() };
  const programs = await findPostgres();
  if (programs !== null) return startPostgres(programs);
  const lack =
    "There is no PostgreSQL to test on: neither TEST_DATABASE_URL nor installed binaries (initdb and postgres).";
  if (isCi) throw new Error(`${lack} In CI the tests must run on it too.`);
  process.stderr.write(`${lack} The integration tests run on the embedded database alone.\n`);
  return null;
}

/**
 * PGlite fills its buffers with zeros at each start, and 128 MB of them take half a second. The databases of tests have
 * a few MB of pages.
 */
const settings = "alter system set shared_buffers = '8MB'";

/**
 * A migrated database as one file, to unpack into memory, and as a folder, to copy. Kept between runs: making a data
 * folder takes seconds, and it changes with the migrations and PGlite alone.
 */
async function makeEmbeddedTemplate(): Promise<string> {
  const { root } = getEnvironment();
  const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/@electric-sql/pglite/package.json")));
  for (const { name, checksum } of readMigrationFiles()) hash.update(`${name} ${checksum}\n`);
  hash.update(settings);
  const folder = join(root, `node_modules/.cache/ballast/embedded-template-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${randomUUID()}`;
  mkdirSync(draft, { recursive: true });
  const client = await PGlite.create();
  const connection = connectClient(client, "memory", () => undefined);
  await migrate(connection);
  await connection.query(settings);
  const dump = await client.dumpDataDir("none");
  await connection.close();
  writeFileSync(join(draft, "data.tar"), new Uint8Array(await dump.arrayBuffer()));
  const unpacked = await PGlite.create({ dataDir: join(draft, "db"), loadDataDir: dump });
  await unpacked.close();
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Another run made the same one meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
