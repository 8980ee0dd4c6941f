import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parseDay } from "#lib/fact/filed/day";
import { describeFailure } from "#lib/server/cli/command-error";
import { findPageDamage } from "#lib/server/db/connection/check-pages";
import { takeProcessLock } from "#lib/server/db/connection/process-lock";
import { closeDatabase, getDatabase, openDatabase } from "#lib/server/db/database";
import { insertUserRow } from "#lib/server/db/repository/user";
import { getAuthSecret } from "#lib/server/env";
import { isOutage } from "#lib/server/outage";
import { getMetricHistory } from "#lib/server/service/company/get-metric-history";
import {
  findHeldRunId,
  forgetCurrentSnapshot,
  getCurrentSnapshot,
  getSnapshot,
  getSnapshotAsOf,
  readSnapshotBytes,
} from "#lib/server/snapshot/snapshot-store";
import { makeFolder, makeHome } from "../support/database";
import { ingest, makeTemporaryFolder, writeSmallFolder } from "../support/ingest-folder";
import { mountSmallDisk } from "../support/small-disk";

const open = (home: string) => openDatabase({ home, databaseUrl: null });

/** What a command says of an error: a sentence, and no stack. */
function tell(error: unknown): string {
  const sentence = describeFailure(error);
  expect(sentence, String(error)).not.toBeNull();
  expect(sentence).not.toMatch(/\n\s+at /);
  return sentence ?? "";
}

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
  forgetCurrentSnapshot();
});

describe("the embedded database, damaged on the disk", () => {
  it("DB-14: noise in any table or index is refused before it is opened, with the place and the remedy", async () => {
    const sound = makeHome();
    const database = await open(sound);
    await insertUserRow(database, { email: "ada@example.com", name: null, passwordHash: null });
    await database.close();
    expect(await findPageDamage(join(sound, "db"))).toBeNull();
    const base = join(sound, "db/base/5");
    const files = readdirSync(base).filter((name) => /^\d+$/.test(name) && statSync(join(base, name)).size >= 8192);
    const noise = fc.uint8Array({ minLength: 8192 * 2, maxLength: 8192 * 3, size: "max" });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.double({ min: 0, max: 1, noNaN: true }),
        noise,
        async (name, at, bytes) => {
          const kept = join(sound, "kept");
          copyFileSync(join(base, name), kept);
          const content = readFileSync(kept);
          const start = Math.floor(at * Math.max(0, content.length - 8192));
          // fast-check likes zeros, and a page of zeros is a new one.
          content.set(
            bytes.map((byte, index) => byte ^ ((index * 167 + 89) & 0xff)).subarray(0, content.length - start),
            start,
          );
          writeFileSync(join(base, name), content);
          const hidesHeader =
            content.length - start < 8192 ||
            Math.ceil(start / 8192) * 8192 + 24 > Math.min(content.length, start + bytes.length);
          const damage = await findPageDamage(join(sound, "db"));
          copyFileSync(kept, join(base, name));
          if (!hidesHeader) expect(damage?.first.file).toBe(join("base/5", name));
        },
      ),
      { numRuns: 15 },
    );
    const largest = files.reduce((one, other) =>
      statSync(join(base, one)).size >= statSync(join(base, other)).size ? one : other,
    );
    writeFileSync(join(base, largest), Buffer.alloc(statSync(join(base, largest)).size, "noise"));
    const error = await open(sound).catch((thrown: unknown) => thrown);
    expect(tell(error)).toMatch(/is damaged: page 0 of base.5.\d+, and \d+ more cannot be read.*npm run restore/);
    expect(isOutage(error)).toBe(true);
    // The lock is given back.
    await expect(open(sound)).rejects.toThrow("is damaged");
  });
});

describe("a damaged lock", () => {
  it("is taken over or refused with a sentence, and never waited for without end", () => {
    const names = fc.oneof(
      fc.constantFrom("00000001.json", "00000007.json", "00000001.json.draft", "lock"),
      fc.integer({ min: 1, max: 30 }).map((length) => `${"9".repeat(length)}.json`),
      fc.integer({ min: 1, max: 30 }).map((length) => `1${"0".repeat(length)}.json`),
    );
    const pids = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1e24, 2 ** 31, 2 ** 53, -1, 0));
    const tickets = fc.oneof(
      fc.string(),
      fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("latin1")),
      pids.map(
        (pid) =>
          `{"pid":${pid},"host":"h","bootId":null,"startMark":null,"token":"t","command":"c","takenAt":"x","released":false}`,
      ),
      fc.constantFrom("", "{}", "null", '{"pid":123456789012345678901234}', "folder"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(names, tickets), { maxLength: 4 }), (files) => {
        const folder = join(makeFolder(), "lock");
        mkdirSync(folder);
        for (const [name, content] of files) {
          if (existsSync(join(folder, name))) continue;
          if (content === "folder") mkdirSync(join(folder, name));
          else writeFileSync(join(folder, name), content);
        }
        try {
          takeProcessLock(folder, "the folder").release();
        } catch (error) {
          expect(tell(error)).toMatch(/in use by|being opened|last number|could not be/);
        }
      }),
    );
  });

  it("is a sentence where a file or a folder stands in its place", () => {
    const home = makeFolder();
    writeFileSync(join(home, "lock"), "");
    let error: unknown = null;
    try {
      takeProcessLock(join(home, "lock"), home);
    } catch (thrown) {
      error = thrown;
    }
    expect(tell(error)).toContain(`${join(home, "lock")}`);
  });
});

/** What is read without end, or never, unless somebody looks before. */
const endless = ["device", "pipe", "large"] as const;

function putEndless(path: string, kind: (typeof endless)[number]): void {
  if (kind === "device") symlinkSync("/dev/zero", path);
  if (kind === "pipe") execFileSync("mkfifo", [path]);
  if (kind !== "large") return;
  writeFileSync(path, "");
  truncateSync(path, 8 * 1024 ** 3);
}

describe("a damaged secret", () => {
  it("DB-19: that never ends is refused in a sentence, and the rights of a device stay as they are", () => {
    const { mode } = statSync("/dev/zero");
    for (const kind of endless) {
      const home = makeFolder();
      vi.stubEnv("BALLAST_HOME", home);
      putEndless(join(home, "secret"), kind);
      expect(() => getAuthSecret()).toThrow(
        new RegExp(`${join(home, "secret")} is (a device|larger).*NEXTAUTH_SECRET`),
      );
    }
    expect(statSync("/dev/zero").mode).toBe(mode);
  });

  it("is refused with its path and the remedy, whatever is in its place", () => {
    for (const content of ["", "short", "\0".repeat(64), "\n".repeat(64), "x".repeat(31), `${"x".repeat(40)}\u0007`]) {
      const home = makeFolder();
      vi.stubEnv("BALLAST_HOME", home);
      writeFileSync(join(home, "secret"), content);
      expect(() => getAuthSecret()).toThrow(new RegExp(`${join(home, "secret")}.*Delete the file.*NEXTAUTH_SECRET`));
      rmSync(join(home, "secret"));
      expect(getAuthSecret()).toHaveLength(43);
    }
    const home = makeFolder();
    vi.stubEnv("BALLAST_HOME", home);
    mkdirSync(join(home, "secret"));
    expect(() => getAuthSecret()).toThrow(/is a folder, and a file is wanted there.*NEXTAUTH_SECRET/);
  });

  it("ends no sessions of a server that has read it", () => {
    const home = makeFolder();
    vi.stubEnv("BALLAST_HOME", home);
    const secret = getAuthSecret();
    writeFileSync(join(home, "secret"), "");
    expect(getAuthSecret()).toBe(secret);
  });
});

describe("the snapshots' folder while it is served from", () => {
  async function load() {
    const home = makeHome();
    const folder = await makeTemporaryFolder();
    await writeSmallFolder(folder);
    vi.stubEnv("BALLAST_HOME", home);
    vi.stubEnv("DATABASE_URL", "");
    const { hash } = await ingest(await getDatabase(), { folder, home });
    forgetCurrentSnapshot();
    return { home, hash, snapshots: join(home, "snapshots") };
  }
  const ask = async (hash: string) => {
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(hash);
    for (const form of ["plain", "packed"] as const) expect(await readSnapshotBytes(hash, form)).not.toBeNull();
  };

  it("SNAP-8: heals itself, whatever is removed, cut, damaged, a folder, or never ends", async () => {
    const { hash, snapshots } = await load();
    await ask(hash);
    const names = readdirSync(snapshots);
    expect(names).toContain("current.json");
    rmSync(snapshots, { recursive: true });
    await ask(hash);
    expect(existsSync(join(snapshots, "current.json"))).toBe(true);
    for (const name of names) {
      for (const content of [null, "", "noise", "folder"]) {
        rmSync(join(snapshots, name), { recursive: true, force: true });
        if (content === "folder") mkdirSync(join(snapshots, name));
        else if (content !== null) writeFileSync(join(snapshots, name), content);
        await ask(hash);
      }
      for (const kind of endless) {
        rmSync(join(snapshots, name), { recursive: true, force: true });
        putEndless(join(snapshots, name), kind);
        await ask(hash);
      }
      rmSync(join(snapshots, name), { recursive: true, force: true });
    }
    await ask(hash);
    expect(await getSnapshot(hash)).not.toBeNull();
  });
});

describe("a disk that is full or read-only", () => {
  it("DB-16: a full one ends what is saved with a sentence, what was saved before is kept, and room heals", async ({
    skip,
  }) => {
    const disk = mountSmallDisk(110);
    if (disk === null) return skip("this user may not mount a disk");
    const home = join(disk.folder, "home");
    mkdirSync(home);
    cpSync(join(makeHome(), "db"), join(home, "db"), { recursive: true });
    vi.stubEnv("BALLAST_HOME", home);
    vi.stubEnv("DATABASE_URL", "");
    const folder = await makeTemporaryFolder();
    await writeSmallFolder(folder);
    const { hash } = await ingest(await getDatabase(), { folder, home });
    // With no room for another piece of its log, the engine ends in the middle of a commit.
    disk.fill(2 * 1024 * 1024);
    let saved = 0;
    let error: unknown = null;
    while (error === null) {
      const name = "x".repeat(100);
      const user = { email: `user-${saved}@example.com`, name, passwordHash: null };
      await (await getDatabase()).client.$executeRaw`select pg_switch_wal()`.catch(() => undefined);
      error = await insertUserRow(await getDatabase().catch(() => Promise.reject(new Error("full"))), user).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) saved += 1;
    }
    expect(isOutage(error) || String(error).includes("full")).toBe(true);
    // Serving goes on: the data are in memory, and in files.
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(hash);
    expect(await readSnapshotBytes(hash, "packed")).not.toBeNull();
    const second = await getDatabase()
      .then(
        (database) => insertUserRow(database, { email: "late@example.com", name: null, passwordHash: null }),
        (thrown: unknown) => thrown,
      )
      .catch((thrown: unknown) => thrown);
    if (second instanceof Error) expect(tell(second)).toMatch(/is full/);
    disk.empty();
    await closeDatabase();
    const database = await open(home);
    expect(await database.client.user.count()).toBeGreaterThanOrEqual(saved);
    await database.close();
  });

  it("SNAP-9: a past day is built once while nothing can be saved, and saved when there is room", async ({ skip }) => {
    const disk = mountSmallDisk(110);
    if (disk === null) return skip("this user may not mount a disk");
    const home = join(disk.folder, "home");
    mkdirSync(home);
    cpSync(join(makeHome(), "db"), join(home, "db"), { recursive: true });
    vi.stubEnv("BALLAST_HOME", home);
    vi.stubEnv("DATABASE_URL", "");
    const folder = await makeTemporaryFolder();
    await writeSmallFolder(folder);
    await ingest(await getDatabase(), { folder, home });
    forgetCurrentSnapshot();
    const [full, later] = [parseDay("2025-06-30"), parseDay("2025-07-31")];
    if (full === null || later === null) throw new Error("Impossible state: these are days");
    disk.fill(0);
    const built = await getSnapshotAsOf(full);
    expect(built?.info.asOf).toBe("2025-06-30");
    expect(readdirSync(join(home, "snapshots"))).not.toContain(`snapshot-${built?.hash}.bin`);
    // The very table is answered again, and what lies behind it can be asked for.
    expect(await getSnapshotAsOf(full)).toBe(built);
    expect(findHeldRunId(built?.hash ?? "")).not.toBeNull();
    expect((await getMetricHistory("MOGA", { asOf: "2025-06-30" })).quarters.length).toBeGreaterThan(0);
    disk.empty();
    const saved = await getSnapshotAsOf(later);
    expect(readdirSync(join(home, "snapshots"))).toContain(`snapshot-${saved?.hash}.bin`);
    expect(findHeldRunId(saved?.hash ?? "")).toBeNull();
  });

  it("a read-only one is refused with a sentence that names the folder", async ({ skip }) => {
    const disk = mountSmallDisk(110);
    if (disk === null) return skip("this user may not mount a disk");
    const home = join(disk.folder, "home");
    mkdirSync(home);
    cpSync(join(makeHome(), "db"), join(home, "db"), { recursive: true });
    disk.makeReadOnly();
    const error = await open(home).catch((thrown: unknown) => thrown);
    expect(tell(error)).toMatch(new RegExp(`${home}.*read-only.*BALLAST_HOME`));
    expect(isOutage(error)).toBe(true);
    vi.stubEnv("BALLAST_HOME", home);
    expect(() => getAuthSecret()).toThrow(/read-only.*NEXTAUTH_SECRET/);
  });
});
