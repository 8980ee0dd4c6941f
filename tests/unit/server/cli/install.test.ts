import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { install, isInstalled } from "#lib/server/cli/install.mjs";

const dependencies = { react: "19.0.0", next: "16.0.0" };
const react = { version: "19.0.0" };
const next = { version: "16.0.0" };
const other = { version: "1.0.0", optional: true };
const vitest = { version: "4.0.0", dev: true };
const devDependencies = { vitest: "4.0.0" };
const serving = { "node_modules/react": react, "node_modules/next": next };
const developing = { ...serving, "node_modules/vitest": vitest };

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
  write("package.json", { dependencies, devDependencies });
  write("package-lock.json", {
    packages: { "": { dependencies, devDependencies }, ...developing, "node_modules/other": other },
  });
  writeTree(developing);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a tree that holds what the lock file names is installed, without packages of other systems", () => {
  expect(isInstalled(root, "develop")).toBe(true);
});

test("a tree without the development packages serves, and nothing more", () => {
  writeTree(serving);
  expect(isInstalled(root, "serve")).toBe(true);
  expect(isInstalled(root, "develop")).toBe(false);
});

test("a tree with the development packages serves as it is", () => {
  expect(isInstalled(root, "serve")).toBe(true);
});

test("no record of npm means that an install never ended", () => {
  rmSync(join(root, "node_modules/.package-lock.json"));
  expect(isInstalled(root, "develop")).toBe(false);
  expect(isInstalled(root, "serve")).toBe(false);
});

test.each([
  ["a missing package", { "node_modules/react": react, "node_modules/vitest": vitest }],
  ["another version", { ...developing, "node_modules/next": { version: "15.0.0" } }],
  [
    "another version of a development package",
    { ...developing, "node_modules/vitest": { version: "3.0.0", dev: true } },
  ],
  ["a package too many", { ...developing, "node_modules/old": react }],
  ["another version of an optional one", { ...developing, "node_modules/other": react }],
])("%s is not installed", (_, packages) => {
  writeTree(packages);
  expect(isInstalled(root, "develop")).toBe(false);
  expect(isInstalled(root, "serve")).toBe(false);
});

test("a package.json that the lock file does not know is not installed", () => {
  write("package.json", { dependencies: { ...dependencies, zod: "4.0.0" } });
  expect(isInstalled(root, "develop")).toBe(false);
});

describe("what npm is asked for", () => {
  const script = `
    const { writeFileSync } = require("node:fs");
    writeFileSync("asked.json", JSON.stringify(process.argv.slice(2)));
    process.exit(process.env.FAILS ? 1 : 0);
  `;

  beforeEach(() => {
    writeFileSync(join(root, "npm.cjs"), script);
    vi.stubEnv("npm_execpath", join(root, "npm.cjs"));
  });

  afterEach(() => vi.unstubAllEnvs());

  function readAsked(): readonly string[] {
    return JSON.parse(readFileSync(join(root, "asked.json"), "utf8")) as string[];
  }

  test("in a fresh clone, the packages that serve and no others", async () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    await install(root, "serve");
    expect(readAsked()).toEqual(expect.arrayContaining(["ci", "--omit=dev", "--ignore-scripts"]));
  });

  test("to work on the project, all of them", async () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    await install(root, "develop");
    expect(readAsked()).toEqual(expect.arrayContaining(["ci", "--include=dev"]));
  });

  test("on a tree that serves, the development packages beside what is there", async () => {
    writeTree(serving);
    await install(root, "develop");
    expect(readAsked()).toEqual(expect.arrayContaining(["install", "--no-save", "--include=dev"]));
  });

  test("on an outdated tree for development, the development packages too, though serving asks", async () => {
    writeTree({ ...developing, "node_modules/next": { version: "15.0.0" } });
    await install(root, "serve");
    expect(readAsked()).toEqual(expect.arrayContaining(["ci", "--include=dev"]));
  });

  test("an install that fails says what to do", async () => {
    vi.stubEnv("FAILS", "1");
    rmSync(join(root, "node_modules"), { recursive: true });
    await expect(install(root, "serve")).rejects.toThrow("npm ci ended with status 1");
  });
});
