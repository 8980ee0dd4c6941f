import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "#lib/server/cli/install.mjs";

const dependencies = { react: "19.0.0", next: "16.0.0" };
const react = { version: "19.0.0" };
const next = { version: "16.0.0" };
const other = { version: "1.0.0", optional: true };

let root: string;

function write(path: string, value: unknown): void {
  writeFileSync(join(root, path), JSON.stringify(value));
}

function writeTree(packages: Record<string, unknown>): void {
  write("node_modules/.package-lock.json", { packages });
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ballast-install-"));
  mkdirSync(join(root, "node_modules"));
  write("package.json", { dependencies });
  const packages = { "node_modules/react": react, "node_modules/next": next, "node_modules/other": other };
  write("package-lock.json", { packages: { "": { dependencies }, ...packages } });
  writeTree({ "node_modules/react": react, "node_modules/next": next });
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a tree that holds what the lock file names is installed, without packages of other systems", () => {
  expect(isInstalled(root)).toBe(true);
});

test("no record of npm means that an install never ended", () => {
  rmSync(join(root, "node_modules/.package-lock.json"));
  expect(isInstalled(root)).toBe(false);
});

test.each([
  ["a missing package", { "node_modules/react": react }],
  ["another version", { "node_modules/react": react, "node_modules/next": { version: "15.0.0" } }],
  ["a package too many", { "node_modules/react": react, "node_modules/next": next, "node_modules/old": react }],
  [
    "another version of an optional one",
    { "node_modules/react": react, "node_modules/next": next, "node_modules/other": react },
  ],
])("%s is not installed", (_, packages) => {
  writeTree(packages);
  expect(isInstalled(root)).toBe(false);
});

test("a package.json that the lock file does not know is not installed", () => {
  write("package.json", { dependencies: { ...dependencies, zod: "4.0.0" } });
  expect(isInstalled(root)).toBe(false);
});
