import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { restoreBackup } from "#lib/server/db/backup/restore-backup";
import { listTables, quoteName } from "#lib/server/db/backup/table";
import { writeBackup } from "#lib/server/db/backup/write-backup";
import type { Database } from "#lib/server/db/database";
import { insertNamedPolicyRow } from "#lib/server/db/repository/named-policy";
import { insertUserRow } from "#lib/server/db/repository/user";
import { insertSessionRow } from "#lib/server/db/repository/user-session";
import { insertWatchlistItemRows, insertWatchlistRow, listWatchlistRows } from "#lib/server/db/repository/watchlist";
import { describeDatabases, makeFolder, openFreshEmbedded, openFreshPostgresql } from "../../support/database";
import { ingest, makeTemporaryFolder, writeSmallFolder } from "../../support/ingest-folder";

/** More watchlists than a test makes. */
const most = 100;

async function fill(database: Database): Promise<string> {
  const folder = await makeTemporaryFolder();
  await writeSmallFolder(folder);
  await ingest(database, { folder, home: await makeTemporaryFolder() });
  // What a text may hold: quotes, backslashes, ends of lines, signs of other scripts.
  const user = await insertUserRow(database, {
    email: "ann@example.com",
    name: 'Ann "O\'Neil" \\ 株 \u2028 \n',
    passwordHash: "$argon2id$v=19$m=1",
  });
  if (!user.ok) throw new Error(user.error);
  await insertSessionRow(database, user.value.id, new Date(Date.now() + 86_400_000));
  const list = await insertWatchlistRow(database, user.value.id, "Ten holdings", most);
  if (!list.ok) throw new Error(list.error);
  const sized = { sizing: "weight", sizes: new Map([["HRI", 0.045]]) } as const;
  await insertWatchlistItemRows(database, user.value.id, list.value.id, [{ ticker: "HRI" }], most, sized);
  const content = {
    applies: "known(revenue)",
    numbers: { w1_cover: 1.5 },
    rules: [{ id: "own_1", label: 'Ann\'s "rule" \\ 株 \n' }],
  };
  const policy = await insertNamedPolicyRow(database, user.value.id, { name: "Strict", baseVersion: 2, content }, most);
  if (!policy.ok) throw new Error(policy.error);
  return user.value.id;
}

/** A sum over the rows of each table, in an order of their own. */
async function sumTables({ client }: Database): Promise<Readonly<Record<string, string | null>>> {
  const sums: Record<string, string | null> = {};
  for (const table of await listTables(client)) {
    const [row] = await client.$queryRawUnsafe<{ sum: string | null }[]>(
      `select md5(string_agg(md5(each::text), '' order by md5(each::text))) as sum from ${quoteName(table)} as each`,
    );
    sums[table] = row?.sum ?? null;
  }
  return sums;
}

/** Writes a backup of a filled database with its lines changed. */
async function spoil(database: Database, change: (lines: string[]) => readonly string[]): Promise<string> {
  const path = join(makeFolder(), "backup.gz");
  await writeBackup(database, path);
  const lines = gunzipSync(readFileSync(path)).toString("utf8").split("\n");
  writeFileSync(path, gzipSync(change(lines).join("\n")));
  return path;
}

describeDatabases("a backup", (openFresh) => {
  test("restored into an empty place of either kind has every row as it was, and goes on from there", async () => {
    const source = await openFresh();
    const userId = await fill(source);
    expect(await source.client.userSession.count()).toBe(1);
    const before = await sumTables(source);
    expect(Object.values(before).filter((sum) => sum !== null).length).toBeGreaterThan(8);
    const path = join(makeFolder(), "backup.gz");
    const report = await writeBackup(source, path);
    expect(report.tables.find(({ name }) => name === "watchlist")).toEqual({ name: "watchlist", rows: 1 });
    expect(report.tables.find(({ name }) => name === "named_policy")).toEqual({ name: "named_policy", rows: 1 });
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(existsSync(`${path}.part`)).toBe(false);

    const opens =
      inject("postgresqlTemplate") === null ? [openFreshEmbedded] : [openFreshEmbedded, openFreshPostgresql];
    for (const open of opens) {
      const target = await open();
      await restoreBackup(target, path);
      expect(await sumTables(target)).toEqual(before);
      expect(await target.client.userSession.count()).toBe(0);
      // Numbers that the database gives are new ones.
      const user = await insertUserRow(target, { email: "bob@example.com", name: "Bob", passwordHash: "hash" });
      expect(user.ok).toBe(true);
      const list = await insertWatchlistRow(target, userId, "Another", most);
      expect(list.ok).toBe(true);
      expect((await listWatchlistRows(target, userId)).map(({ name }) => name).sort()).toEqual([
        "Another",
        "Ten holdings",
      ]);
    }
  });

  test("is refused in a place that has something, and changes nothing there", async () => {
    const source = await openFresh();
    await fill(source);
    const path = join(makeFolder(), "backup.gz");
    await writeBackup(source, path);
    const before = await sumTables(source);
    await expect(restoreBackup(source, path)).rejects.toThrow("is not empty");
    expect(await sumTables(source)).toEqual(before);
    await expect(writeBackup(source, path)).rejects.toThrow("already");
  });

  test("that is damaged, cut short, of another version or no backup is refused in a sentence, and leaves the place empty", async () => {
    const source = await openFresh();
    await fill(source);
    const whole = join(makeFolder(), "backup.gz");
    await writeBackup(source, whole);
    const bytes = readFileSync(whole);
    const target = await openFreshEmbedded();
    const empty = await sumTables(target);
    const folder = makeFolder();
    const write = (name: string, content: Uint8Array | string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const flipped = Uint8Array.from(bytes);
    flipped[Math.floor(bytes.length / 2)] = (flipped[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
    const paths = [
      write("cut.gz", bytes.subarray(0, bytes.length - 20)),
      write("half.gz", bytes.subarray(0, bytes.length / 2)),
      write("flipped.gz", flipped),
      write("none.gz", ""),
      write("text.txt", "email,name\n"),
      write("other.gz", gzipSync('{"backup":"another"}\n{}\n')),
      join(folder, "absent.gz"),
      await spoil(source, (lines) => lines.map((line) => line.replace("ann@example.com", "eve@example.com"))),
      await spoil(source, (lines) => lines.toSpliced(-3, 1)),
      await spoil(source, (lines) =>
        lines.map((line, at) => (at === 0 ? line.replace(/"\d{14}_/, '"20200101000000_') : line)),
      ),
    ];
    const later = await spoil(source, ([, ...rest]) => ['{"backup":"ballast","version":2}', ...rest]);
    await expect(restoreBackup(target, later)).rejects.toThrow("was made by a newer version of Ballast");
    for (const path of [...paths, later]) {
      await expect(restoreBackup(target, path), path).rejects.toMatchObject({ name: "BackupError" });
      expect(await sumTables(target), path).toEqual(empty);
    }
  });
});
