import fs, { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "#lib/server/db/database";
import { insertUserRow } from "#lib/server/db/repository/user";
import { makeFolder, makeHome } from "../../support/database";

const open = (home: string) => openDatabase({ home, databaseUrl: null });

test("what is saved has been written through to the disk before it is reported as saved", async () => {
  const database = await open(makeHome());
  onTestFinished(() => database.close());
  const written = vi.spyOn(fs, "fsyncSync");
  await database.client.company.count();
  const afterReading = written.mock.calls.length;
  await insertUserRow(database, { email: "ada@example.com", name: null, passwordHash: null });
  expect(written.mock.calls.length).toBeGreaterThan(afterReading);
});

test("a folder with other files in it is refused and left as it is", async () => {
  const home = makeFolder();
  mkdirSync(join(home, "db"));
  writeFileSync(join(home, "db/thesis.txt"), "mine");
  await expect(open(home)).rejects.toThrow(`${join(home, "db")} holds files that are not a database`);
  expect(existsSync(join(home, "db/thesis.txt"))).toBe(true);
  await expect(open(home)).rejects.toThrow("are not a database");
});

test("a half-made database that a killed process left is made anew", async () => {
  const home = makeFolder();
  mkdirSync(join(home, "db"));
  mkdirSync(join(home, "db.draft"));
  writeFileSync(join(home, "db.draft/PG_VERSION"), "17\n");
  const database = await open(home);
  expect(await database.client.company.count()).toBe(0);
  await database.close();
  expect(existsSync(join(home, "db.draft"))).toBe(false);
});

test("a damaged database is refused with its folder and the remedy, and the lock is given back", async () => {
  const home = makeHome();
  truncateSync(join(home, "db/global/pg_control"), 100);
  for (let times = 0; times < 2; times++) {
    await expect(open(home)).rejects.toThrow(`The database in ${join(home, "db")} cannot be opened`);
  }
});
