import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { computeBuildHash, isBuildCurrent } from "#lib/server/cli/build-app";

let root: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ballast-build-"));
  write("app/page.tsx", "a");
  write("components/ui/button.tsx", "b");
  write("lib/expr/parse.ts", "c");
  write("package-lock.json", "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("the same sources have the same hash", () => {
  const hash = computeBuildHash(root);
  write("app/page.tsx", "a");
  expect(computeBuildHash(root)).toBe(hash);
});

test.each([
  ["an edited source", "app/page.tsx", "A"],
  ["a new source", "lib/expr/print.ts", ""],
  ["a new lock file", "package-lock.json", '{"lockfileVersion":3}'],
  ["a new database client", "lib/server/db/generated/client.ts", "d"],
  ["a new configuration", "next.config.ts", "export default {};"],
])("%s changes the hash", (_, path, text) => {
  const hash = computeBuildHash(root);
  write(path, text);
  expect(computeBuildHash(root)).not.toBe(hash);
});

test("text that moves from one file to the next changes the hash", () => {
  write("app/a.ts", "12");
  write("app/b.ts", "3");
  const hash = computeBuildHash(root);
  write("app/a.ts", "1");
  write("app/b.ts", "23");
  expect(computeBuildHash(root)).not.toBe(hash);
});

test("a build is current only with a stamp of these very sources", () => {
  expect(isBuildCurrent(root, ".next")).toBe(false);
  write(".next/ballast-build", computeBuildHash(root));
  expect(isBuildCurrent(root, ".next")).toBe(true);
  write("app/page.tsx", "A");
  expect(isBuildCurrent(root, ".next")).toBe(false);
});
