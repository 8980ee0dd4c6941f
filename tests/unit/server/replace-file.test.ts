import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeDrafts, replaceFile, replaceFileSync } from "#lib/server/replace-file";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ballast-replace-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["content and name", "content", "nothing"] as const)("a file that is replaced (flushed: %s)", (flush) => {
  it("has the new content and leaves nothing beside it", async () => {
    const path = join(folder, "a.json");
    await replaceFile(path, "old and longer", { flush });
    await replaceFile(path, Buffer.from("new"), { flush });
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("stays as it was where it cannot be replaced, with nothing left beside it", async () => {
    mkdirSync(join(folder, "a/full"), { recursive: true });
    await expect(replaceFile(join(folder, "a"), "new", { flush })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(["a"]);
    expect(readdirSync(join(folder, "a"))).toEqual(["full"]);
  });
});

it.skipIf(process.platform === "win32")("has the permissions that were asked for", async () => {
  await replaceFile(join(folder, "secret"), "x", { flush: "nothing", mode: 0o600 });
  expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
});

it("is whole whichever of many writers was last", async () => {
  const path = join(folder, "a");
  const contents = Array.from({ length: 20 }, (_, at) => String(at).repeat(5_000));
  await Promise.all(contents.map((content) => replaceFile(path, content, { flush: "nothing" })));
  expect(contents).toContain(readFileSync(path, "utf8"));
  expect(readdirSync(folder)).toEqual(["a"]);
});

it("is replaced at once, and stays where that cannot be done", () => {
  replaceFileSync(join(folder, "a"), "1");
  replaceFileSync(join(folder, "a"), "2");
  mkdirSync(join(folder, "b/full"), { recursive: true });
  expect(() => replaceFileSync(join(folder, "b"), "3")).toThrow();
  expect(readFileSync(join(folder, "a"), "utf8")).toBe("2");
  expect(readdirSync(folder).toSorted()).toEqual(["a", "b"]);
});

it("leaves drafts that may still be written to, and removes older ones", async () => {
  for (const name of [".a.1-old.tmp", ".a.2-new.tmp", "a"]) writeFileSync(join(folder, name), "half");
  for (const name of [".a.1-old.tmp", "a"]) utimesSync(join(folder, name), 0, 0);
  await removeDrafts(folder, 3_600_000);
  expect(readdirSync(folder).toSorted()).toEqual([".a.2-new.tmp", "a"]);
});
