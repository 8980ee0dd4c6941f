import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const projectRoot = join(import.meta.dirname, "../../..");
const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockedPackage>;
};

/** The entry that a package at `path` gets when it asks for `name`: the nearest one above it. */
function findEntry(path: string, name: string): LockedPackage | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const entry = lock.packages[`${folder ? `${folder}/` : ""}node_modules/${name}`];
    if (entry || folder === "") return entry;
  }
}

test("the lock file names the binaries of every platform, so that npm ci works on each of them", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !findEntry(path, name)),
  );
  expect(missing).toEqual([]);
});

test("every direct dependency has an exact version", () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as Record<string, object>;
  const versions = Object.entries({ ...manifest["dependencies"], ...manifest["devDependencies"] });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([]);
});

test("the lock file names no address of a registry, which would not be reachable everywhere", () => {
  expect(readFileSync(join(projectRoot, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "https?:/);
});
