import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { closeDatabase, type Database, getDatabase, openDatabase } from "#lib/server/db/database";
import { insertUserRow } from "#lib/server/db/repository/user";
import { forgetCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { copyEmbeddedDatabase } from "./database";
import { ingest, writeSmallFolder } from "./ingest-folder";

/** An installation of the process with the three companies of the small folder. */
export interface SmallInstallation {
  /** Its data folder. */
  readonly home: string;
  /** The folder of its sources. */
  readonly folder: string;
  /** Closes and removes it, and gives the environment back. */
  readonly remove: () => Promise<void>;
}

/** Makes the installation of this process, on an embedded database; `prepare` writes what else it has. */
export async function openSmallInstallation(
  prepare: (database: Database) => Promise<unknown> = async () => undefined,
): Promise<SmallInstallation> {
  const [home, folder] = [
    await mkdtemp(join(tmpdir(), "ballast-home-")),
    await mkdtemp(join(tmpdir(), "ballast-sources-")),
  ];
  await writeSmallFolder(folder);
  copyEmbeddedDatabase(home);
  const database = await openDatabase({ home, databaseUrl: null });
  await ingest(database, { folder, home });
  await prepare(database);
  await database.close();
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("DATABASE_URL", "");
  forgetCurrentSnapshot();
  const remove = async () => {
    await closeDatabase();
    vi.unstubAllEnvs();
    forgetCurrentSnapshot();
    await rm(home, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  };
  return { home, folder, remove };
}

/** The id of a person who is made in the installation of this process. */
export async function addPerson(name: string): Promise<string> {
  const user = await insertUserRow(await getDatabase(), { email: `${name}@example.com`, name, passwordHash: "hash" });
  if (!user.ok) throw new Error(user.error);
  return user.value.id;
}
