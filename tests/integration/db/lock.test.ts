import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getOwnIdentity } from "#lib/server/db/connection/process-identity";
import { FolderLockedError, takeProcessLock } from "#lib/server/db/connection/process-lock";
import { openDatabase } from "#lib/server/db/database";
import { makeFolder, makeHome } from "../../support/database";
import { startChild } from "../../support/db-child-process";

function readTickets(folder: string): readonly { released: boolean; pid: number }[] {
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
}

function writeTicket(folder: string, change: object): string {
  const file = join(folder, "00000001.json");
  const ticket = {
    ...getOwnIdentity(),
    command: "up",
    takenAt: "2026-01-01T00:00:00.000Z",
    released: false,
    ...change,
  };
  writeFileSync(file, JSON.stringify(ticket));
  return file;
}

function takeAndRelease(folder: string): void {
  takeProcessLock(folder, "/home/ballast/db").release();
}

test("a second process is refused, and is told who holds the folder and what to do", async () => {
  const home = makeHome();
  const child = startChild("hold", home);
  expect(await child.readLine()).toBe("open");
  const attempt = openDatabase({ home, databaseUrl: null });
  await expect(attempt).rejects.toThrow(FolderLockedError);
  await expect(attempt).rejects.toThrow(
    new RegExp(`^The database in ${join(home, "db")} is in use by process ${child.pid} \\(.*db-child.*\\), since 20`),
  );
  await expect(attempt).rejects.toThrow(`Stop that process (kill ${child.pid}), or choose another folder`);
});

test("the same process cannot open the folder twice, and can again after it has closed it", async () => {
  const home = makeHome();
  const first = await openDatabase({ home, databaseUrl: null });
  onTestFinished(() => first.close());
  await expect(openDatabase({ home, databaseUrl: null })).rejects.toThrow("in use by this process itself");
  await first.close();
  const second = await openDatabase({ home, databaseUrl: null });
  expect(await second.client.company.count()).toBe(0);
  await second.close();
});

test("the lock of a process that was killed is taken over, and its data are there", async () => {
  const home = makeHome();
  const child = startChild("write", home);
  expect(await child.readLine()).toBe("stored 1");
  expect(await child.end("SIGKILL")).toBe("SIGKILL");
  const database = await openDatabase({ home, databaseUrl: null });
  expect(await database.client.company.count()).toBeGreaterThanOrEqual(1);
  await database.close();
});

test("the lock is given back when the process exits by itself", async () => {
  const home = makeHome();
  const child = startChild("hold", home);
  await child.readLine();
  child.tell();
  expect(await child.ended).toBe("0");
  expect(readTickets(join(home, "lock"))).toMatchObject([{ pid: child.pid, released: true }]);
});

test("a process that shares its database closes it on a signal and ends by that signal", async () => {
  const home = makeHome();
  const child = startChild("share", home);
  await child.readLine();
  expect(await child.end("SIGTERM")).toBe("SIGTERM");
  expect(readTickets(join(home, "lock"))).toMatchObject([{ released: true }]);
});

test("of processes that find the same stale lock at once, one gets it", async () => {
  const folder = makeFolder();
  writeTicket(folder, { pid: 2 ** 22 + 1 });
  const children = Array.from({ length: 4 }, () => startChild("lock", folder));
  await Promise.all(children.map((child) => child.readLine()));
  for (const child of children) child.tell();
  const answers = await Promise.all(children.map((child) => child.readLine()));
  expect(answers.filter((answer) => answer === "won")).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes("in use by process"))).toHaveLength(3);
});

test("a lock whose process id was given to another process is stale", () => {
  const folder = makeFolder();
  writeTicket(folder, { startMark: "1" });
  takeAndRelease(folder);
});

test("a lock from before the machine's last start is stale", () => {
  const folder = makeFolder();
  writeTicket(folder, { bootId: "00000000-0000-0000-0000-000000000000" });
  takeAndRelease(folder);
});

test("a lock of another host holds while its holder gives signs of life, and is stale a minute after the last", () => {
  const folder = makeFolder();
  const file = writeTicket(folder, { host: "elsewhere", pid: 1 });
  expect(() => takeAndRelease(folder)).toThrow("in use by process 1 (up) on elsewhere");
  const old = new Date(Date.now() - 61_000);
  utimesSync(file, old, old);
  takeAndRelease(folder);
});

test("a damaged lock is taken over once it is older than an opening takes", () => {
  const folder = makeFolder();
  const file = join(folder, "00000001.json");
  writeFileSync(file, "{");
  expect(() => takeAndRelease(folder)).toThrow("is being opened by another process");
  const old = new Date(Date.now() - 10_000);
  utimesSync(file, old, old);
  takeAndRelease(folder);
});

test.each([
  ["of another host", '{"host":"elsewhere"}'],
  ["that is damaged", null],
])("a lock %s with a time that is yet to come is stale", (_, change) => {
  const folder = makeFolder();
  const file = join(folder, "00000001.json");
  if (change === null) writeFileSync(file, "{");
  else writeTicket(folder, { ...JSON.parse(change), pid: 1 });
  const ahead = new Date(Date.now() + 2 * 86_400_000);
  utimesSync(file, ahead, ahead);
  takeAndRelease(folder);
});

test("taking and giving back leaves one small file, however often", () => {
  const folder = makeFolder();
  for (let times = 0; times < 5; times++) takeAndRelease(folder);
  expect(readTickets(folder)).toMatchObject([{ released: true }]);
  expect(readdirSync(folder)).toEqual(["00000005.json"]);
});
