import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeFileFault } from "#lib/server/file-fault";
import {
  openRegularFile,
  openRegularFileSync,
  readRegularFile,
  readRegularText,
  readRegularTextSync,
} from "#lib/server/read-file";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ballast-read-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What each way of reading says of a file, in a sentence. */
async function tell(path: string): Promise<readonly (string | null)[]> {
  const ways = [
    () => openRegularFile(path).then(({ handle }) => handle.close()),
    () => readRegularFile(path, 1000),
    () => readRegularText(path, 1000),
    async () => openRegularFileSync(path),
    async () => readRegularTextSync(path, 1000),
  ];
  return Promise.all(
    ways.map((read) =>
      read().then(
        () => "read",
        (error: unknown) => describeFileFault(error),
      ),
    ),
  );
}

test("DB-19: what never ends or never begins is refused at once, with a sentence that names it", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const socket = join(folder, "socket");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  for (const [name, target] of [
    ["zero", "/dev/zero"],
    ["null", "/dev/null"],
    ["to-pipe", pipe],
  ] as const) {
    symlinkSync(target, join(folder, name));
  }
  for (const name of ["pipe", "socket", "zero", "null", "to-pipe"]) {
    const path = join(folder, name);
    for (const sentence of await tell(path)) {
      expect(sentence).toContain(path);
      expect(sentence).toContain("and a file is wanted there. Remove it");
    }
  }
  server.close();
});

test("DB-19: a folder, a link to itself and a file that is too large are refused with a sentence", async () => {
  mkdirSync(join(folder, "folder"));
  for (const sentence of await tell(join(folder, "folder"))) expect(sentence).toContain("is a folder");
  symlinkSync("loop", join(folder, "loop"));
  for (const sentence of await tell(join(folder, "loop"))) expect(sentence).toContain("is a link that leads to itself");
  const large = join(folder, "large");
  writeFileSync(large, "");
  truncateSync(large, 8 * 1024 ** 3);
  const [opened, ...read] = await tell(large);
  expect(opened).toBe("read");
  expect(read.filter((sentence) => sentence !== "read")).toEqual(
    Array(3).fill(`${large} is larger than such a file can be. Move it away and run this again.`),
  );
});

test("DB-19: a file, and a link to one, is read whole, up to the last byte that is allowed", async () => {
  const path = join(folder, "file");
  writeFileSync(path, "ä".repeat(500));
  symlinkSync("file", join(folder, "link"));
  for (const name of ["file", "link"]) {
    expect(await readRegularText(join(folder, name), 1000)).toBe("ä".repeat(500));
    expect(readRegularTextSync(join(folder, name), 1000)).toBe("ä".repeat(500));
    const bytes = await readRegularFile(join(folder, name), 1000);
    expect([bytes.length, bytes.buffer.byteLength]).toEqual([1000, 1000]);
    await expect(readRegularFile(join(folder, name), 999)).rejects.toThrow("EFBIG");
    expect(() => readRegularTextSync(join(folder, name), 999)).toThrow("EFBIG");
  }
  await expect(readRegularFile(join(folder, "absent"), 1)).rejects.toMatchObject({ code: "ENOENT" });
});
